using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Predictions;

public sealed class DegenerateGroupTests
{
    /// <summary>s = 2, 2 and W(0) of eigenvalues 0.3 and 0.1 in directions at 30° to the axes: w(t) = 2 + (w(0) − 2)e⁻ᵗ of each.</summary>
    [Fact]
    public void One_layer_has_the_singular_values_of_its_own_basis_of_a_group()
    {
        Matrix<double> turned = Turn(Math.PI / 6);
        Matrix<double> start = turned * Diagonal(0.3, 0.1) * turned.Transpose();
        Trial trial = Run(start, new InitialStrength.Measured());

        DescentRuns.Said(trial, 0).Validity.ToString().ShouldBe("exact; holds");
        double[] times = trial.Samples["time"].ToArray();
        for (int sample = 0; sample < times.Length; sample++)
        {
            (double larger, double smaller) = (Of(0.3, times[sample]), Of(0.1, times[sample]));
            trial.Samples["sv1@balanced-measured"][sample].ShouldBe(larger, tolerance: 1e-14);
            trial.Samples["sv2@balanced-measured"][sample].ShouldBe(smaller, tolerance: 1e-14);
            trial.Samples["group1-2@balanced-measured"][sample].ShouldBe((larger + smaller) / 2, tolerance: 1e-14);
            trial
                .Samples["loss@balanced-measured"][sample]
                .ShouldBe((Math.Pow(larger - 2, 2) + Math.Pow(smaller - 2, 2)) / 2, tolerance: 1e-13);
        }
    }

    [Fact]
    public void The_mean_strength_of_a_group_is_not_the_start_of_modes_that_start_apart()
    {
        Forecast.Curves said = DescentRuns.Said(Run(Diagonal(0.3, 0.1), new InitialStrength.Overlap()), 0);
        said.Validity.ToString().ShouldBe("exact; fails");
        said.Assumptions.Single(assumption => !assumption.Holds)
            .Measured.ShouldBe("given 0.2, this start has 0.3, 0.1");
    }

    private static double Of(double start, double time) => 2 + (start - 2) * Math.Exp(-time);

    private static Trial Run(Matrix<double> start, InitialStrength strength) =>
        DescentRuns.Run(
            new LearningTask(new DataSet(Diagonal(1, 1), Diagonal(2, 2))),
            new RunPlan(
                "run",
                [],
                new GivenStart([start]),
                new FlowSettings(new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-12, 1e-15), 1, 4)
            )
            {
                Observe = [Observable.Modes, Observable.SingularValues, Observable.Loss],
                Sample = new SampleTimes.Every(0.5),
                Theories = [new TheoryPlan(new BalancedPrediction(strength))],
            }
        );

    private static Matrix<double> Turn(double angle) =>
        Matrix<double>.Build.DenseOfArray(
            new[,]
            {
                { Math.Cos(angle), -Math.Sin(angle) },
                { Math.Sin(angle), Math.Cos(angle) },
            }
        );

    private static Matrix<double> Diagonal(params double[] values) => Matrix<double>.Build.DenseOfDiagonalArray(values);
}
