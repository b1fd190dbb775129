using Dynamics.Theory;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;

namespace TheoryTests.Modes;

public sealed class LearningPhasesTests
{
    [Fact]
    public void The_sheets_loss_stands_at_six_two_and_a_half_and_one_between_its_half_rise_times()
    {
        LearningPhases phases = Sheet(depth: 2, start: 0.001);
        double[] losses = [6, 2.5, 1, 0];
        double[] times = [3.723107064444, 5.381253738150, 8.633443473311];
        phases.Steps.Select(step => step.Modes.Count).ShouldBe([1, 1, 2]);
        for (int step = 0; step < 3; step++)
        {
            // Times are known to 13 digits.
            phases.Steps[step].Time.ShouldBe(times[step], 1e-11);
            phases.Steps[step].Fall.ShouldBe(losses[step] - losses[step + 1], 1e-14);
            phases.Plateaus[step].End.ShouldBe(times[step], 1e-11);
        }
        for (int plateau = 0; plateau < 4; plateau++)
        {
            phases.Plateaus[plateau].Loss.ShouldBe(losses[plateau], 1e-14);
        }
        phases.Plateaus[1].Length.ShouldBe(times[1] - times[0], 1e-11);
        phases.Plateaus[3].Length.ShouldBe(double.PositiveInfinity);
        phases.StaircaseAt(4).ShouldBe(2.5, 1e-14);
    }

    [Theory]
    [InlineData(2, 1e-30)]
    [InlineData(3, 1e-9)]
    [InlineData(6, 1e-6)]
    public void In_the_middle_of_every_plateau_the_loss_of_small_starts_is_that_of_the_plateau(int depth, double start)
    {
        LearningPhases phases = Sheet(depth, start);
        foreach (LossPlateau plateau in phases.Plateaus.SkipLast(1))
        {
            double middle = (plateau.Start + plateau.End) / 2;
            // What is left of steps at whose sides it lies: some per mille for the shallow tails of deep modes.
            phases.LossAt(middle).ShouldBe(plateau.Loss, 0.02);
            phases.StaircaseAt(middle).ShouldBe(plateau.Loss);
        }
        foreach (LearningStep step in phases.Steps)
        {
            step.RiseTime.ShouldBeLessThan(step.Time);
        }
    }

    [Fact]
    public void A_two_layer_step_takes_two_ln_nine_over_2s_and_the_deep_wait_is_a_power_of_the_start()
    {
        LearningPhases two = Sheet(depth: 2, start: 1e-6);
        // Logistic: from a tenth to nine tenths is 2 ln 9 of its time constant τ/2s.
        two.Steps[0].RiseTime.ShouldBe(2.5 * Math.Log(9) / Math.Sqrt(7), 1e-12);

        // τ u^{2/L−1}/((L − 2)s) to first order: at u₀ = 1e-12 and L = 4, 10⁶ τ/2s, less a few τ.
        LearningPhases four = Sheet(depth: 4, start: 1e-12);
        double wait = 2.5 * 1e6 / (2 * Math.Sqrt(7));
        four.Steps[0].Time.ShouldBe(wait, 10);
    }

    [Fact]
    public void Modes_that_start_learned_or_never_learn_make_no_step()
    {
        SingularModes modes = Modes();
        LearningPhases phases = new(modes, Solutions(modes, depth: 2, [2.5, -0.1, 0.001, 0.001]));
        phases.Steps.ShouldHaveSingleItem().Modes.ShouldBe([2, 3]);
        phases.Plateaus[0].Loss.ShouldBe(1.5 + 1, 1e-14); // √3 never, 1 and 1 not yet
        phases.Plateaus[1].Loss.ShouldBe(1.5, 1e-14);
        phases.LossAt(1000).ShouldBe(1.5, 1e-12);
    }

    [Fact]
    public void The_loss_counts_inputs_by_their_variance()
    {
        Matrix<double> sigmaYX = Matrix<double>.Build.DenseOfDiagonalArray([3, 2]);
        SingularModes modes = SingularModes.Of(sigmaYX, Matrix<double>.Build.DenseOfDiagonalArray([0.5, 4]));
        LearningPhases phases = new(modes, Solutions(modes, depth: 3, [0.01, 0.01]));
        phases.Plateaus[0].Loss.ShouldBe(9 / 0.5 / 2 + 4.0 / 4 / 2, 1e-14);
    }

    [Fact]
    public void One_solution_per_mode_is_needed()
    {
        SingularModes modes = Modes();
        Should
            .Throw<ArgumentException>(() => new LearningPhases(modes, [.. Solutions(modes, 2, [1, 1, 1, 1]).Take(3)]))
            .Message.ShouldContain("there are 3 for 4 modes");
    }

    private static LearningPhases Sheet(int depth, double start)
    {
        SingularModes modes = Modes();
        return new(modes, Solutions(modes, depth, [start, start, start, start]));
    }

    private static SingularModes Modes() => SingularModes.Of(Tasks.Sheet, Tasks.White(4));

    private static IReadOnlyList<IMonotoneMode> Solutions(SingularModes modes, int depth, double[] starts) =>
        ModeSolutions
            .PerMode(modes, starts, (s, d, u0) => ModeSolutions.BalancedMode(depth, s, d, u0, timeConstant: 2.5))
            .ShouldBeOfType<ClosedForm<IReadOnlyList<IMonotoneMode>>.Found>()
            .Solution;
}
