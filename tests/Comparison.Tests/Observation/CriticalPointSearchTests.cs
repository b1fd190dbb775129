using ComparisonTests.Scenarios;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;

namespace ComparisonTests.Observation;

/// <summary>The landscape of two scalar layers on ten points of y = x: critical points, and where descent ends.</summary>
public sealed class CriticalPointSearchTests
{
    private static readonly (double, double) square = (-2, 2);

    // E[x²] = E[yx] = Σi²/(81·10) = 285/810 = 19/54.
    private const double Variance = 285.0 / 810;

    private const string Points =
        "[[0],[0.1111111111111111],[0.2222222222222222],[0.3333333333333333],[0.4444444444444444],[0.5555555555555556],[0.6666666666666666],[0.7777777777777778],[0.8888888888888888],[1]]";

    [Theory]
    [InlineData("0.5", "-0.5", 0.005056, -0.005056)]
    [InlineData("0.55", "-0.45", 0.986213, 0.947713)]
    [InlineData("-1.8", "1.7", -1.043711, -0.937106)]
    public void Forty_steps_from_known_starts_end_where_they_are_known_to_end(
        string first,
        string second,
        double x,
        double y
    )
    {
        Scenario scenario = Chain(
            $$"""{ "kind": "file", "weights": [[[{{first}}]], [[{{second}}]]] }""",
            """ "rate": 0.15, "epochs": 40, "batch": "all", "loss": "mse" """
        );
        Table samples = Experiment.Perform(scenario).Runs[0].Trials[0].Samples;
        samples.Columns.ShouldContain("p1");
        // Six decimals were printed.
        samples["p1"][40].ShouldBe(x, tolerance: 5e-7);
        samples["p2"][40].ShouldBe(y, tolerance: 5e-7);
    }

    [Fact]
    public void The_loss_is_the_runs_own_and_its_derivatives_are_those_of_it()
    {
        Scenario scenario = Chain();
        var loss = TwoParameterLoss.Of(scenario.Task, scenario.Runs[0]);
        // mean (w₂w₁x − x)² = (19/54)(u − 1)², at u = 0.24.
        loss.At(0.6, 0.4).ShouldBe(Variance * 0.76 * 0.76, tolerance: 1e-15);
        const double step = 1e-5;
        // Central differences: an error of step² and of rounding over step.
        (double gx, double gy) = loss.GradientAt(0.6, 0.4);
        gx.ShouldBe((loss.At(0.6 + step, 0.4) - loss.At(0.6 - step, 0.4)) / (2 * step), tolerance: 1e-9);
        gy.ShouldBe((loss.At(0.6, 0.4 + step) - loss.At(0.6, 0.4 - step)) / (2 * step), tolerance: 1e-9);
        SymmetricPair hessian = loss.HessianAt(0.6, 0.4);
        hessian.XX.ShouldBe(Slope((x, y) => loss.GradientAt(x, y).X, step, 0), tolerance: 1e-9);
        hessian.XY.ShouldBe(Slope((x, y) => loss.GradientAt(x, y).X, 0, step), tolerance: 1e-9);
        hessian.YY.ShouldBe(Slope((x, y) => loss.GradientAt(x, y).Y, 0, step), tolerance: 1e-9);
        RequireAgreement(scenario, loss);

        static double Slope(Func<double, double, double> of, double dx, double dy) =>
            (of(0.6 + dx, 0.4 + dy) - of(0.6 - dx, 0.4 - dy)) / (2 * Math.Max(dx, dy));

        // The train loss of a full batch is the loss at the beginning of the epoch.
        static void RequireAgreement(Scenario scenario, TwoParameterLoss loss)
        {
            Table samples = Experiment.Perform(scenario).Runs[0].Trials[0].Samples;
            samples["trainLoss"][1].ShouldBe(loss.At(samples["p1"][0], samples["p2"][0]), tolerance: 1e-15);
        }
    }

    [Fact]
    public void Two_scalar_layers_have_a_saddle_at_the_origin_between_two_curves_of_minima()
    {
        Scenario scenario = Chain();
        IReadOnlyList<CriticalPoint> found = CriticalPointSearch.In(
            TwoParameterLoss.Of(scenario.Task, scenario.Runs[0]),
            square,
            square
        );
        found.Count.ShouldBe(3);
        CriticalPoint saddle = found.Single(point => point.Class == CriticalClass.Saddle);
        // The search ends at 1e-11 of the gradient, which near a simple point is as near in position.
        (saddle.X, saddle.Y).ShouldBe((0, 0), new Near(1e-9));
        // Eigenvalues ±2s of the mean of squares, loss s at u = 0.
        saddle.Curvatures.Smaller.ShouldBe(-2 * Variance, tolerance: 1e-9);
        saddle.Curvatures.Larger.ShouldBe(2 * Variance, tolerance: 1e-9);
        saddle.Loss.ShouldBe(Variance, tolerance: 1e-12);
        CriticalPoint[] curves = [.. found.Where(point => point.Class == CriticalClass.DegenerateMinimum)];
        curves.Select(curve => Math.Sign(curve.X)).Order().ShouldBe([-1, 1]);
        foreach (CriticalPoint curve in curves)
        {
            curve.Loss.ShouldBe(0, tolerance: 1e-15);
            curve.Curvatures.Smaller.ShouldBe(0, tolerance: 1e-6);
            curve.Curve.ShouldAllBe(point => Math.Abs(point.X * point.Y - 1) < 1e-8);
            // From one border to the other: x from 1/2 to 2.
            Math.Abs(curve.Curve.Min(point => Math.Abs(point.X))).ShouldBeInRange(0.5, 0.6);
            Math.Abs(curve.Curve.Max(point => Math.Abs(point.X))).ShouldBeInRange(1.8, 2);
        }
    }

    [Fact]
    public void Weight_decay_leaves_two_minima_and_the_saddle()
    {
        Scenario scenario = Chain(
            descent: """ "rate": 0.15, "epochs": 1, "batch": "all", "loss": "halfSquared", "weightDecay": 0.1 """
        );
        IReadOnlyList<CriticalPoint> found = CriticalPointSearch.In(
            TwoParameterLoss.Of(scenario.Task, scenario.Runs[0]),
            square,
            square
        );
        // d u = s − γ on the diagonal x = y, so x = ±√(1 − γ/d).
        double x = Math.Sqrt(1 - 0.1 / Variance);
        found
            .Select(point => point.Class)
            .ShouldBe([CriticalClass.Minimum, CriticalClass.Minimum, CriticalClass.Saddle]);
        (found[0].X, found[0].Y).ShouldBe((-x, -x), new Near(1e-8));
        (found[1].X, found[1].Y).ShouldBe((x, x), new Near(1e-8));
        found[0].Curvatures.Smaller.ShouldBe(2 * 0.1, tolerance: 1e-8);
    }

    [Fact]
    public void A_quadratic_has_one_minimum_or_a_line_of_them()
    {
        using ScenarioFolder folder = new();
        const string text = """
            { "name": "s", "task": { "kind": "quadratic", "hessian": [[2, 1], [1, 3]], "linear": [1, -1] },
              "runs": [{ "name": "run", "network": { "hidden": [] }, "start": { "kind": "constant", "value": 1 },
                "learning": { "kind": "descent", "rate": 0.1, "epochs": 1, "batch": "all", "loss": "halfSquared" } }] }
            """;
        CriticalPoint only = Of(folder.ReadText(text)).ShouldHaveSingleItem();
        only.Class.ShouldBe(CriticalClass.Minimum);
        (only.X, only.Y).ShouldBe((0.8, -0.6), new Near(1e-9));
        // Trace 5, determinant 5.
        only.Curvatures.Larger.ShouldBe((5 + Math.Sqrt(5)) / 2, tolerance: 1e-12);
        CriticalPoint line = Of(folder.ReadText(text, "task.hessian=[[1,1],[1,1]]", "task.linear=[1,1]"))
            .ShouldHaveSingleItem();
        line.Class.ShouldBe(CriticalClass.DegenerateMinimum);
        line.Curve.ShouldAllBe(point => Math.Abs(point.X + point.Y - 1) < 1e-9);

        static IReadOnlyList<CriticalPoint> Of(Scenario scenario) =>
            CriticalPointSearch.In(TwoParameterLoss.Of(scenario.Task, scenario.Runs[0]), square, square);
    }

    private static Scenario Chain(
        string start = """{ "kind": "file", "weights": [[[0.5]], [[-0.5]]] }""",
        string descent = """ "rate": 0.15, "epochs": 40, "batch": "all", "loss": "mse" """
    )
    {
        using ScenarioFolder folder = new();
        return folder.ReadText(
            $$"""
            { "name": "s", "task": { "kind": "data", "inputs": {{Points}}, "targets": {{Points}} },
              "runs": [{ "name": "run", "network": { "hidden": [1] }, "start": {{start}},
                "learning": { "kind": "descent", {{descent}} }, "observe": ["parameters", "loss"] }] }
            """
        );
    }

    private sealed class Near(double tolerance) : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) left, (double, double) right) =>
            double.Hypot(left.Item1 - right.Item1, left.Item2 - right.Item2) <= tolerance;

        public int GetHashCode((double, double) pair) => 0;
    }
}
