using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Predictions;

public sealed class PredictionTests
{
    private static readonly double[] times = [0, 0.5, 2, 5, 10];

    [Fact]
    public void The_balanced_curves_of_the_sheet_are_the_numbers_of_the_formula()
    {
        Forecast.Curves curves = Predict(Balanced(0.001), TestTasks.Sheet, Zero(16, 4), Zero(7, 16));
        double[] at5 = At(curves, 5);
        // High-precision values of s/(1 + (s/a₀ − 1)e^{−2st/τ}) for s = √7, √3, 1, 1.
        at5[0].ShouldBe(2.479556281171, tolerance: 1e-12);
        at5[1].ShouldBe(0.642448790687, tolerance: 1e-12);
        at5[2].ShouldBe(0.051820658599, tolerance: 1e-12);
        at5[3].ShouldBe(0.051820658599 * Math.Sqrt(2), tolerance: 1e-12);
    }

    [Fact]
    public void The_loss_of_the_balanced_curves_is_that_of_the_map_they_describe()
    {
        LearningTask task = TestTasks.Coloured;
        Forecast.Curves curves = Predict(Balanced(0.05), task, Zero(16, 4), Zero(7, 16));
        foreach (double time in times)
        {
            double[] values = At(curves, time);
            // A prescribed start is the same for both modes of the pair, so the group's mean is each one's strength.
            Matrix<double> missing = task.Modes.MapOf([values[0], values[1], values[2], values[2]]) - task.BestMap;
            double loss = (0.5 * missing * task.SigmaX * missing.Transpose()).Trace();
            values[^1].ShouldBe(loss, tolerance: 1e-13);
        }
    }

    [Fact]
    public void A_group_measured_from_a_start_has_the_strengths_that_grow_in_it()
    {
        // p = W₁v for each of the pair, W₂ = 0: orthogonal, lengths 0.4 and 0.2, so a₀ = 0.04 and 0.01.
        Matrix<double> v = TestTasks.Sheet.Modes.InputModes;
        Matrix<double> w1 = Zero(16, 4);
        w1.SetRow(0, 0.4 * v.Column(2));
        w1.SetRow(1, 0.2 * v.Column(3));
        var measured = new BalancedPrediction(new InitialStrength.Measured());
        double[] start = At(Predict(measured, TestTasks.Sheet, w1, Zero(7, 16)), 0);
        start[2].ShouldBe(0.025, tolerance: 1e-16);
        start[3].ShouldBe(Math.Sqrt((0.04 * 0.04) + (0.01 * 0.01)), tolerance: 1e-16);
    }

    [Fact]
    public void A_negative_overlap_never_learns_and_the_forecast_says_so()
    {
        Matrix<double> w1 = Zero(16, 4);
        Matrix<double> w2 = Zero(7, 16);
        w1.SetRow(0, 0.3 * TestTasks.Sheet.Modes.InputModes.Column(0));
        w2.SetColumn(0, -0.3 * TestTasks.Sheet.Modes.OutputModes.Column(0));
        Forecast.Curves curves = Predict(
            new BalancedPrediction(new InitialStrength.Overlap()),
            TestTasks.Sheet,
            w1,
            w2
        );
        At(curves, 0)[0].ShouldBe(-0.09, tolerance: 1e-15);
        At(curves, 100)[0].ShouldBe(0, tolerance: 1e-15);
        curves.Assumptions.ShouldContain(needed => !needed.Holds && needed.Statement.Contains("never learns"));
    }

    [Fact]
    public void An_aligned_balanced_start_gives_the_formula_all_it_needs()
    {
        Matrix<double> w1 = Zero(16, 4);
        Matrix<double> w2 = Zero(7, 16);
        for (int mode = 0; mode < 4; mode++)
        {
            w1.SetRow(mode, 0.1 * TestTasks.Sheet.Modes.InputModes.Column(mode));
            w2.SetColumn(mode, 0.1 * TestTasks.Sheet.Modes.OutputModes.Column(mode));
        }
        InitialStrength[] right =
        [
            new InitialStrength.Prescribed(0.01),
            new InitialStrength.Measured(),
            new InitialStrength.Overlap(),
        ];
        foreach (InitialStrength given in right)
        {
            Predict(new BalancedPrediction(given), TestTasks.Sheet, w1, w2)
                .Assumptions.ShouldAllBe(assumption => assumption.Holds);
        }
        Predict(Balanced(0.02), TestTasks.Sheet, w1, w2).Assumptions.Count(assumption => !assumption.Holds).ShouldBe(1);
    }

    [Fact]
    public void Without_a_closed_form_there_is_a_reason_and_no_curve()
    {
        var turned = new LearningTask(Matrix<double>.Build.DenseOfDiagonalArray([2, 1, 1, 1]), TestTasks.SheetSigmaYX);
        None(Balanced(0.001), turned, Zero(16, 4), Zero(7, 16))
            .ShouldStartWith("Σ^x and Σ^yx do not share their input directions");
        None(new ShallowPrediction(new InitialStrength.Measured()), TestTasks.Sheet, Zero(16, 4), Zero(7, 16))
            .ShouldBe(
                "The shallow solution needs a network without hidden layers (L = 1), but this network has L = 2."
            );
    }

    [Fact]
    public void A_deeper_network_has_the_balanced_curve_of_its_depth()
    {
        Matrix<double>[] weights = [Zero(16, 4), Zero(8, 16), Zero(7, 8)];
        Forecast.Curves curves = Predict(Balanced(0.01), TestTasks.Sheet, weights);
        curves.Standing.ShouldBe(Standing.Exact);
        // τ u̇ = 3u^{4/3}(s − u): the closed form's slope against its own right-hand side, by a central difference.
        const double Width = 1e-4;
        double u = At(curves, 4)[0];
        double slope = (At(curves, 4 + Width)[0] - At(curves, 4 - Width)[0]) / (2 * Width);
        (2.5 * slope).ShouldBe(3 * Math.Pow(u, 4.0 / 3) * (Math.Sqrt(7) - u), tolerance: 1e-6);
        Predict(new BalancedPrediction(new InitialStrength.Measured()), TestTasks.Sheet, weights)
            .Standing.ShouldBe(Standing.Heuristic);
    }

    [Fact]
    public void A_deep_group_of_different_strengths_is_measured_exactly_and_a_mode_below_0_is_not()
    {
        // u = a³ with a = 0.3, 0.4, 0.5, 0.2, the last two of one group, which a mean over the group would miss; in the basis given.
        Matrix<double>[] Aligned(double signOfFirst)
        {
            Matrix<double>[] weights = [Zero(4, 4), Zero(4, 4), Zero(7, 4)];
            double[] layers = [0.3, 0.4, 0.5, 0.2];
            for (int mode = 0; mode < 4; mode++)
            {
                weights[0].SetRow(mode, layers[mode] * TestTasks.Sheet.Modes.InputModes.Column(mode));
                weights[1][mode, mode] = layers[mode];
                double sign = mode == 0 ? signOfFirst : 1;
                weights[2].SetColumn(mode, sign * layers[mode] * TestTasks.Sheet.Modes.OutputModes.Column(mode));
            }
            return weights;
        }
        var measured = new BalancedPrediction(new InitialStrength.Measured());
        Forecast.Curves above = Predict(measured, TestTasks.Sheet, Aligned(1));
        above.Standing.ShouldBe(Standing.Exact);
        above.Assumptions.ShouldAllBe(assumption => assumption.Holds);
        double[] start = At(above, 0);
        start[0].ShouldBe(0.027, tolerance: 1e-14);
        start[1].ShouldBe(0.064, tolerance: 1e-14);
        start[2].ShouldBe((0.125 + 0.008) / 2, tolerance: 1e-14);
        start[3].ShouldBe(Math.Sqrt(0.125 * 0.125 + 0.008 * 0.008), tolerance: 1e-14);
        Predict(measured, TestTasks.Sheet, Aligned(-1)).Standing.ShouldBe(Standing.Heuristic);
    }

    [Fact]
    public void The_shallow_curves_of_the_sheet_are_the_numbers_of_the_formula()
    {
        var shallow = new ShallowPrediction(new InitialStrength.Prescribed(0.001));
        Forecast.Curves curves = Predict(shallow, TestTasks.Sheet, Zero(7, 4));
        // High-precision values of s(1 − e^{−t/τ}) + b₀e^{−t/τ}.
        At(curves, 5)[0].ShouldBe(2.287823143291, tolerance: 1e-12);
        At(curves, 15)[1].ShouldBe(1.727759961612, tolerance: 1e-12);
        At(curves, 15)[2].ShouldBe(0.997523726576, tolerance: 1e-12);
    }

    [Theory]
    [InlineData(1e200)]
    [InlineData(1e-320)]
    public void A_start_beyond_the_range_of_a_formula_is_a_reason_and_no_end_of_the_run(double strength)
    {
        PredictionContext context = Context(TestTasks.Sheet, [Zero(16, 4), Zero(16, 16), Zero(7, 16)]);
        string because = context.Of(Balanced(strength)).ShouldBeOfType<Forecast.None>().Because;
        because.ShouldContain("outside the range of its formula. The initial strength");
        because.ShouldEndWith($"but is {strength}.");
    }

    [Fact]
    public void What_follows_an_equation_ends_when_it_is_interrupted()
    {
        using var interruption = new CancellationTokenSource();
        Matrix<double> weights = Matrix<double>.Build.DenseIdentity(4) * 0.1;
        LearningTask task = new(
            Matrix<double>.Build.DenseIdentity(4),
            Matrix<double>.Build.DenseOfDiagonalArray([2, 1, 1, 0.5])
        );
        PredictionContext context = Context(task, [weights, weights]) with { Interruption = interruption.Token };
        Forecast.Curves[] said =
        [
            .. new IPrediction[] { new ReferencePrediction(), new EndToEndPrediction() }.Select(prediction =>
                context.Of(prediction).ShouldBeOfType<Forecast.Curves>()
            ),
        ];
        interruption.Cancel();
        foreach (Forecast.Curves curves in said)
        {
            Should.Throw<OperationCanceledException>(() => At(curves, 5));
        }
    }

    private static BalancedPrediction Balanced(double strength) => new(new InitialStrength.Prescribed(strength));

    private static Forecast.Curves Predict(
        IPrediction prediction,
        LearningTask task,
        params Matrix<double>[] weights
    ) => prediction.Predict(Context(task, weights)).ShouldBeOfType<Forecast.Curves>();

    private static string None(IPrediction prediction, LearningTask task, params Matrix<double>[] weights) =>
        prediction.Predict(Context(task, weights)).ShouldBeOfType<Forecast.None>().Because;

    private static double[] At(Forecast.Curves curves, double time)
    {
        double[] values = new double[curves.Observables.Count];
        curves.At(time, values);
        return values;
    }

    private static PredictionContext Context(LearningTask task, Matrix<double>[] weights) =>
        new(
            task,
            weights,
            new Architecture(
                new LayerSizes(
                    weights[0].ColumnCount,
                    [.. weights.SkipLast(1).Select(weight => weight.RowCount)],
                    weights[^1].RowCount
                )
            ),
            new FlowSettings(new StepRule.Fixed(ButcherTableau.Euler, 0.1), TimeConstant: 2.5, Until: 15)
        );

    private static Matrix<double> Zero(int rows, int columns) => Matrix<double>.Build.Dense(rows, columns);
}
