using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Plottables;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Reports;

public sealed class ManyCurvesTests
{
    private static readonly FlowSettings flow = new(new StepRule.Fixed(ButcherTableau.Euler, 0.01), 1, 0.1);
    private static readonly DescentSettings descent = new(
        0.1,
        Epochs: 5,
        Batch: 1,
        Loss.MeanSquared,
        new ItemOrder.InTurn()
    );

    // Strengths 15, 14, …, 1.
    private static readonly LearningTask fifteen = new(
        Matrix<double>.Build.DenseIdentity(15),
        Matrix<double>.Build.DenseOfDiagonalArray([.. Enumerable.Range(1, 15).Select(k => 16.0 - k)])
    );

    // s = 2, √2; max(Y, 0) has the golden ratio and its inverse.
    private static readonly LearningTask signs = new(
        new DataSet(
            Matrix<double>.Build.DenseIdentity(2),
            Matrix<double>.Build.DenseOfArray(
                new double[,]
                {
                    { 1, -1 },
                    { 1, 1 },
                    { -1, -1 },
                }
            )
        )
    );

    [Fact]
    public void A_run_of_many_modes_shows_its_first_twelve_and_says_so()
    {
        ExperimentResult result = Perform(fifteen, flow);
        Panel panel = ScenarioFigures.Of(result)[0].Figure.First;
        panel.Title.ShouldBe("modes 1–12 of 15");
        panel.Add.Items.OfType<Line>().Count().ShouldBe(12);
        GuidesOf(panel)
            .ShouldBe([
                "*s*_{1} = 15.00",
                "*s*_{2} = 14.00",
                "*s*_{3} = 13.00",
                "*s*_{4} = 12.00",
                "*s*_{8} = 8.00",
                "*s*_{12} = 4.00",
            ]);
    }

    [Fact]
    public void Theories_and_differences_of_a_run_of_many_modes_show_the_same_twelve()
    {
        ExperimentResult result = Perform(fifteen, flow, theories: [new TheoryPlan(new Still())]);
        (string Name, Figure Figure)[] figures = [.. ScenarioFigures.Of(result)];
        figures[0].Figure.First.Add.Items.OfType<Line>().Count().ShouldBe(24);
        figures[1].Figure.First.Add.Items.OfType<Line>().Count().ShouldBe(12);
        figures[1].Figure.First.Title.ShouldBe("modes 1–12 of 15");
    }

    [Fact]
    public void A_degenerate_group_is_one_curve_but_as_many_modes()
    {
        // Pairs of 14, 13, …, 1: fourteen groups of two.
        LearningTask pairs = new(
            Matrix<double>.Build.DenseIdentity(28),
            Matrix<double>.Build.DenseOfDiagonalArray([.. Enumerable.Range(0, 28).Select(k => 14.0 - k / 2)])
        );
        Panel panel = ScenarioFigures.Of(Perform(pairs, flow))[0].Figure.First;
        panel.Title.ShouldBe("modes 1–24 of 28");
        panel.Add.Items.OfType<Line>().Count().ShouldBe(12);
    }

    [Fact]
    public void Few_modes_are_all_drawn_without_a_word() =>
        ScenarioFigures.Of(Perform(signs, descent))[0].Figure.First.Title.ShouldBeEmpty();

    [Fact]
    public void More_curves_than_there_are_distinct_colours_have_colours_in_order()
    {
        Colours(fifteen, "modes", places: null).ShouldBe(Enumerable.Range(0, 15).Select(k => Viridis.At(k / 14.0)));
        Colours(fifteen, "modes", [1, 2, 3, 4, 5, 6, 7])
            .ShouldBe(Enumerable.Range(0, 7).Select(k => OkabeIto.Curve(k)));
    }

    [Fact]
    public void No_two_of_a_few_curves_share_a_colour_however_far_apart_they_are()
    {
        // By their numbers, 1 and 8 would: seven colours repeat.
        Colours(fifteen, "singularValues", [1, 2, 8, 15]).Distinct().Count().ShouldBe(4);
        Colours(fifteen, "singularValues", [5, 7]).ShouldBe([OkabeIto.Curve(4), OkabeIto.Curve(6)]);
    }

    [Fact]
    public void Places_choose_curves_of_a_family()
    {
        Panel panel = Draw(fifteen, flow, new PanelPlan([Series("modes", [2, 15])]));
        GuidesOf(panel).ShouldBe(["*s*_{2} = 14.00", "*s*_{15} = 1.00"]);
    }

    [Fact]
    public void A_dark_simulation_is_paler_under_a_theory()
    {
        PanelPlan both = new([Series("modes"), Series("modes") with { Theory = "still" }]);
        Line[] lines = [.. Draw(fifteen, flow, both, [new TheoryPlan(new Still())]).Add.Items.OfType<Line>()];
        lines[0].Colour.Green.ShouldBeGreaterThan((byte)(Viridis.At(0).Green + 80));
        lines[15].Colour.ShouldBe(Viridis.At(0).Darker(0.3));
    }

    [Fact]
    public void A_descent_is_drawn_over_epochs_and_a_flow_over_time()
    {
        PanelPlan modes = new([Series("modes")]);
        Draw(signs, descent, modes).X.Label.ShouldBe("epoch");
        Draw(signs, flow, modes).X.Label.ShouldBe("time *t*");
    }

    [Fact]
    public void The_train_loss_has_a_label_and_no_guide()
    {
        Panel panel = Draw(signs, descent, new PanelPlan([Series("trainLoss")]));
        panel.Y.Label.ShouldBe("train loss");
        panel.Add.Items.Count.ShouldBe(1);
        // Known from epoch 1 on; the axis begins at 0 like that of a panel beside it.
        panel.X.Minimum.ShouldBe(0);
        Draw(signs, descent, new PanelPlan([Series("modes"), Series("trainLoss")])).X.Minimum.ShouldBe(0);
    }

    [Fact]
    public void Curves_of_different_quantities_are_named_and_told_apart()
    {
        Panel panel = Draw(signs, descent, new PanelPlan([Series("loss"), Series("trainLoss")]));
        Line[] lines = [.. panel.Add.Items.OfType<Line>()];
        lines.Select(line => line.EndLabel).ShouldBe(["excess loss", "train loss"]);
        lines[0].Colour.ShouldNotBe(lines[1].Colour);
    }

    [Theory]
    [InlineData("singularValues", "σ", "1.62", "0.62")]
    [InlineData("modes", "a", "1.00", "0.71")]
    public void A_relu_has_guides_at_the_best_map_and_at_what_it_can_reach(
        string observable,
        string name,
        string first,
        string second
    )
    {
        // Of modes: v₁ = (1, 1)/√2, u₁ = (0, 1, −1)/√2, v₂ = (1, −1)/√2, u₂ = (1, 0, 0); u_αᵀ max(Y, 0) v_α = 1 and 1/√2.
        Panel panel = Draw(signs, descent, new PanelPlan([Series(observable)]), [], Activation.Relu);
        GuidesOf(panel)
            .ShouldBe(["*s*_{1} = 2.00", $"*{name}*_{{1}} = {first}", "*s*_{2} = 1.41", $"*{name}*_{{2}} = {second}"]);
        panel
            .Legend.Entries.Select(entry => entry.Text)
            .ShouldBe(["simulation", "best map *W*^{\\*}", "reachable max(*Y*, 0)"]);
        panel.Legend.Entries.Select(entry => entry.Dash).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void The_excess_loss_of_a_relu_tends_to_what_stays_out_of_its_reach()
    {
        // Three targets of −1, each missed by 1.
        GuidesOf(Draw(signs, descent, new PanelPlan([Series("loss")]), [], Activation.Relu)).ShouldBe(["1.50"]);
    }

    [Theory]
    [InlineData("tanh", null)] // ±1 are its bounds.
    [InlineData("sigmoid", "reachable *Y* kept within [0, 1]")]
    [InlineData("silu", "reachable max(*Y*, −0.28)")]
    [InlineData("gelu", "reachable max(*Y*, −0.17)")]
    public void The_legend_says_what_an_activation_can_reach(string activation, string? legend)
    {
        Activation known = Activation.All.Single(other => other.Name == activation);
        Draw(signs, descent, new PanelPlan([Series("singularValues")]), [], known)
            .Legend.Entries.Select(entry => entry.Text)
            .LastOrDefault(text => text.StartsWith("reachable", StringComparison.Ordinal))
            .ShouldBe(legend);
    }

    [Fact]
    public void Ranges_are_the_limits_of_the_axes_and_a_panel_with_its_own_shares_none()
    {
        PanelPlan plan = new([Series("modes")]) { XRange = new ShownRange(0.02, 0.05), YRange = new ShownRange(-1, 3) };
        Panel panel = Draw(fifteen, flow, plan);
        (panel.X.Minimum, panel.X.Maximum, panel.Y.Minimum, panel.Y.Maximum).ShouldBe((0.02, 0.05, -1, 3));
        panel.SharedY.ShouldBeEmpty();
        Draw(fifteen, flow, plan with { YRange = null }).SharedY.ShouldNotBeEmpty();
    }

    private static IEnumerable<Colour> Colours(LearningTask task, string observable, int[]? places) =>
        Draw(task, flow, new PanelPlan([Series(observable, places)]))
            .Add.Items.OfType<Line>()
            .Select(line => line.Colour);

    private static IEnumerable<string> GuidesOf(Panel panel) =>
        panel.Add.Items.OfType<HorizontalLine>().Select(guide => guide.EndLabel);

    private static SeriesPlan Series(string observable, int[]? places = null) =>
        new("a", observable, Theory: null) { Places = places };

    private static Panel Draw(
        LearningTask task,
        LearningRule learning,
        PanelPlan panel,
        TheoryPlan[]? theories = null,
        Activation? activation = null
    ) => ScenarioFigures.Of(Perform(task, learning, panel, theories, activation)).Single().Figure.First;

    private static ExperimentResult Perform(
        LearningTask task,
        LearningRule learning,
        PanelPlan? panel = null,
        TheoryPlan[]? theories = null,
        Activation? activation = null
    ) =>
        Experiment.Perform(
            new Scenario(
                "s",
                task,
                [
                    new RunPlan("a", [3], new GaussianStart(0.01, 1), learning)
                    {
                        Theories = theories ?? [],
                        Activation = activation ?? Activation.Identity,
                        Placement = ActivationPlacement.All,
                    },
                ]
            )
            {
                Figures = panel is null ? [] : [new FigurePlan("f", [panel])],
            }
        );

    /// <summary>Says that no mode will ever move.</summary>
    private sealed record Still : IPrediction
    {
        public string Name => "still";

        public Forecast Predict(PredictionContext context) =>
            new Forecast.Curves(
                Standing.Exact,
                [],
                [.. Enumerable.Range(1, 15).Select(mode => $"mode{mode}")],
                (_, values) => values.Clear()
            );
    }
}
