using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Plottables;
using Dynamics.Comparison.Figures.Typography;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Reports;

public class ScenarioFigureTests
{
    private static readonly PlotTransform Plot = new(
        new Rect(0, 0, 100, 100),
        new AxisRange(AxisScale.Linear, 0, 1),
        new AxisRange(AxisScale.Linear, -10, 10)
    );

    // The stronger mode has the smaller s/d: modes and singular values of W* = diag(4/3, 2) are in opposite order.
    private static readonly LearningTask Flipped = new(
        Matrix<double>.Build.DenseOfDiagonalArray([3, 1, 0.5, 0.25]),
        Matrix<double>.Build.DenseOfArray(
            new double[,]
            {
                { 4, 0, 0, 0 },
                { 0, 2, 0, 0 },
            }
        )
    );

    [Fact]
    public void Guides_of_modes_with_coloured_inputs_stand_at_s_over_d() =>
        Guides(Flipped, "modes").ShouldBe(["*s*_{1}/*d*_{1} = 1.33", "*s*_{2}/*d*_{2} = 2.00"]);

    [Fact]
    public void Guides_of_singular_values_with_coloured_inputs_are_those_of_the_best_map() =>
        Guides(Flipped, "singularValues").ShouldBe(["*σ*_{1}(*W*^{\\*}) = 2.00", "*σ*_{2}(*W*^{\\*}) = 1.33"]);

    [Theory]
    [InlineData("modes"), InlineData("singularValues")]
    public void Guides_with_white_inputs_are_the_strengths_and_equal_ones_share_a_label(string observable) =>
        Guides(TestTasks.Sheet, observable).ShouldBe(["*s*_{1} = 2.65", "*s*_{2} = 1.73", "*s*_{3,4} = 1.00"]);

    [Fact]
    public void The_guide_of_a_block_is_its_norm_and_names_no_strength() =>
        Guides(TestTasks.Sheet, "block3-4").ShouldBe(["1.41"]);

    [Fact]
    public void Where_inputs_do_not_share_the_modes_a_guide_is_only_a_value_and_may_be_negative()
    {
        LearningTask task = new(
            Matrix<double>.Build.DenseOfArray(
                new double[,]
                {
                    { 1, 0.9, 0.9 },
                    { 0.9, 1, 0.9 },
                    { 0.9, 0.9, 1 },
                }
            ),
            Matrix<double>.Build.DenseOfArray(
                new double[,]
                {
                    { 4, 0, 0 },
                    { 0, 1, 0 },
                }
            )
        );
        // (Σ^x)⁻¹ = 10·1 − (9/2.8)·J has 6.7857 on its diagonal.
        Guides(task, "modes").ShouldBe(["27.14", "6.79"]);
        Guide
            .Of(task, new Dictionary<string, double> { ["mode1"] = -0.5, ["mode2"] = 3 }, "mode1")!
            .ShouldBe(new Guide(-0.5, "-0.50"));
    }

    [Fact]
    public void Where_colours_tell_runs_apart_a_guide_has_that_of_none_of_them()
    {
        Panel panel = Draw(TestTasks.Sheet, ["a", "b"], ["a/mode2", "b/mode2"], []);
        HorizontalLine guide = panel.Add.Items.OfType<HorizontalLine>().ShouldHaveSingleItem();
        guide.Colour.ShouldBe(Colour.DarkGrey);
        panel.Add.Items.OfType<Line>().Select(line => line.Colour).ShouldBe([OkabeIto.Curve(0), OkabeIto.Curve(1)]);
    }

    [Fact]
    public void Every_run_of_a_panel_has_lines_of_its_own_and_is_named()
    {
        Panel panel = Draw(TestTasks.Sheet, ["a", "b"], ["a/modes", "a/modes@one", "b/modes", "b/modes@one"], ["one"]);
        panel
            .Legend.Entries.Select(entry => entry.Text)
            .ShouldBe(["a: simulation", "a: one (exact)", "b: simulation", "b: one (exact)"]);
        panel.Legend.Entries.Select(entry => (entry.Dash, entry.Width)).Distinct().Count().ShouldBe(4);
        StrokesOf(panel).Select(stroke => (stroke.Dash, stroke.Width)).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void The_differences_of_two_runs_have_lines_of_their_own()
    {
        Panel panel = Draw(TestTasks.Sheet, ["a", "b"], ["a/modes@one", "b/modes@one"], ["one"], showsDifference: true);
        panel.Legend.Entries.Select(entry => entry.Text).ShouldBe(["a: one (exact)", "b: one (exact)"]);
        StrokesOf(panel).Select(stroke => stroke.Dash).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void No_theory_has_the_solid_line_of_the_simulation()
    {
        string[] names = [.. Enumerable.Range(1, 9).Select(i => $"t{i}")];
        Panel panel = Draw(TestTasks.Sheet, ["a"], ["a/modes", .. names.Select(name => $"a/modes@{name}")], names);
        LegendEntry[] theories = [.. panel.Legend.Entries.Skip(1)];
        theories.Length.ShouldBe(9);
        theories.ShouldAllBe(entry => entry.Dash != Dash.Solid);
        theories.Select(entry => (entry.Dash, entry.Width)).Distinct().Count().ShouldBe(9);
        theories.Take(6).Select(entry => entry.Dash).Distinct().Count().ShouldBe(6);
    }

    [Fact]
    public void The_name_of_a_theory_is_its_label_in_the_legend_and_without_one_its_kind_is_described()
    {
        var learning = new FlowSettings(new StepRule.Fixed(ButcherTableau.ClassicalRungeKutta, 0.1), 1, Until: 1);
        var plan = new RunPlan(
            "a",
            [7],
            new AlignedStart(TestTasks.Sheet.Modes.OutputModes, TestTasks.Sheet.Modes.InputModes, [0.1, 0.1, 0.1, 0.1]),
            learning
        )
        {
            Theories =
            [
                new TheoryPlan(new BalancedPrediction(new InitialStrength.Prescribed(0.1)), "small"),
                new TheoryPlan(new BalancedPrediction(new InitialStrength.Measured())),
            ],
        };
        ScenarioFigures
            .Of(Experiment.Perform(new Scenario("s", TestTasks.Sheet, [plan])))[0]
            .Figure.First.Legend.Entries.Select(entry => entry.Text)
            .ShouldBe(["simulation", "small (exact)", "theory, *a*(0) measured (exact)"]);
    }

    [Fact]
    public void A_theory_whose_assumptions_fail_for_one_seed_does_not_stand_for_the_ensemble()
    {
        ExperimentResult result = Perform(TestTasks.Sheet, ["a"], ["a/modes", "a/modes@one"], ["one"], repeat: 3);
        Trial last = result.Runs[0].Trials[2];
        PredictedTrial said = last.Predictions[0];
        Forecast failing = (Forecast.Curves)said.Forecast with { Assumptions = [new Assumption("moon", false, "new")] };
        ExperimentResult failed = result with
        {
            Runs =
            [
                result.Runs[0] with
                {
                    Trials =
                    [
                        .. result.Runs[0].Trials.Take(2),
                        last with
                        {
                            Predictions = [said with { Forecast = failing }],
                        },
                    ],
                },
            ],
        };
        Legend(result).ShouldBe(["simulation, 3 seeds: mean, 5–95 %", "one (exact)"]);
        Legend(failed).ShouldBe(["simulation, 3 seeds: mean, 5–95 %", "one (assumptions fail)"]);

        static IEnumerable<string> Legend(ExperimentResult result) =>
            ScenarioFigures.Of(result)[0].Figure.First.Legend.Entries.Select(entry => entry.Text);
    }

    [Fact]
    public void Panels_of_strengths_share_their_limits_and_differences_keep_their_own()
    {
        ExperimentResult result = Perform(TestTasks.Sheet, ["a"], ["a/modes"], ["one"]);
        PanelPlan strengths = new([Series("a/modes")]);
        PanelPlan[] panels =
        [
            strengths,
            new([Series("a/mode1")]),
            new([Series("a/singularValues")]),
            strengths with
            {
                LogarithmicY = true,
            },
            new([Series("a/modes@one")]) { ShowsDifference = true },
        ];
        ExperimentResult asked = result with
        {
            Scenario = result.Scenario with { Figures = [new FigurePlan("f", panels)] },
        };
        string[] shared = [.. ScenarioFigures.Of(asked).Single().Figure.Panels.Select(panel => panel.SharedY)];
        shared[0].ShouldNotBeEmpty();
        shared[1].ShouldBe(shared[0]);
        shared[2].ShouldNotBe(shared[0]);
        shared[3].ShouldBeEmpty();
        shared[4].ShouldBeEmpty();
    }

    private static IEnumerable<string> Guides(LearningTask task, string observable) =>
        Draw(task, ["a"], [$"a/{observable}"], []).Add.Items.OfType<HorizontalLine>().Select(guide => guide.EndLabel);

    private static List<Stroke> StrokesOf(Panel panel)
    {
        Strokes strokes = new();
        foreach (Line line in panel.Add.Items.OfType<Line>())
        {
            line.Draw(strokes, Plot);
        }
        return strokes.Seen;
    }

    private static Panel Draw(
        LearningTask task,
        string[] runs,
        string[] series,
        string[] theories,
        bool showsDifference = false
    ) => ScenarioFigures.Of(Perform(task, runs, series, theories, showsDifference)).Single().Figure.First;

    private static ExperimentResult Perform(
        LearningTask task,
        string[] runs,
        string[] series,
        string[] theories,
        bool showsDifference = false,
        int repeat = 1
    )
    {
        FlowSettings learning = new(new StepRule.Fixed(ButcherTableau.Euler, 0.1), TimeConstant: 1, Until: 1);
        PanelPlan panel = new([.. series.Select(Series)]) { ShowsDifference = showsDifference };
        return Experiment.Perform(
            new Scenario(
                "s",
                task,
                [
                    .. runs.Select(name => new RunPlan(name, [4], new GaussianStart(0.01, 1), learning)
                    {
                        Repeat = repeat,
                        Theories = [.. theories.Select(theory => new TheoryPlan(new Still(theory)))],
                    }),
                ]
            )
            {
                Figures = [new FigurePlan("f", [panel])],
            }
        );
    }

    private static SeriesPlan Series(string text)
    {
        string[] parts = text.Split('/', '@');
        return new SeriesPlan(parts[0], parts[1], parts.Length > 2 ? parts[2] : null);
    }

    /// <summary>Says that nothing will ever move.</summary>
    private sealed record Still(string Name) : IPrediction
    {
        public Forecast Predict(PredictionContext context) =>
            new Forecast.Curves(Standing.Exact, [], ["mode1"], (_, values) => values[0] = 0);
    }

    private sealed class Strokes : ICanvas
    {
        public List<Stroke> Seen { get; } = [];

        public void Lines(IReadOnlyList<Point[]> lines, Stroke stroke) => Seen.Add(stroke);

        public void Areas(IReadOnlyList<Point[]> polygons, Fill fill) { }

        public void Dots(IReadOnlyList<Point> centres, double radius, Fill fill) { }

        public void Text(TextLine text, Point anchor, Alignment alignment, Colour colour, bool upwards = false) { }
    }
}
