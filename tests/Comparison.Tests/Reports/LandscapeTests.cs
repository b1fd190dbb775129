using System.Text;
using ComparisonTests.Scenarios;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Plottables;
using Dynamics.Comparison.Reports;
using Path = Dynamics.Comparison.Figures.Plottables.Path;

namespace ComparisonTests.Reports;

public sealed class LandscapeTests
{
    // Two scalar layers, s = d = 1, η = .3; the first start is on the line that leads to the saddle.
    private const string Chain = """
        { "name": "s",
          "task": { "kind": "quadratic", "hessian": [[1]], "linear": [1] },
          "runs": [
            { "name": "anti", "network": { "hidden": [1] },
              "start": { "kind": "file", "weights": [[[0.5]], [[-0.5]]] },
              "learning": { "kind": "descent", "rate": 0.3, "epochs": 40, "batch": "all", "loss": "halfSquared" },
              "observe": ["parameters"] },
            { "name": "beside", "network": { "hidden": [1] },
              "start": { "kind": "file", "weights": [[[0.6]], [[-0.5]]] },
              "learning": { "kind": "descent", "rate": 0.3, "epochs": 40, "batch": "all", "loss": "halfSquared" },
              "observe": ["parameters", "loss"] } ],
          "figures": [{ "name": "plane", "panels": [
            { "show": "landscape", "xRange": [-2, 2], "yRange": [-2, 2],
              "series": ["anti/parameters", "beside/parameters"] }] }] }
        """;

    [Fact]
    public void The_text_says_where_runs_ended_and_what_was_known_of_their_starts()
    {
        ExperimentResult result = Perform(Chain);
        string text = LandscapeDocument.Markdown([("plane", LandscapeDocument.Of(result, result.Scenario.Figures[0]))]);
        text.ShouldContain("## plane, panel a");
        text.ShouldContain(
            "Closed form: minima on the hyperbola w₁w₂ = s/d = 1, with curvatures 0 and 1·(w₁² + w₂²). The origin is a saddle of curvatures −1 and 1."
        );
        text.ShouldContain("| saddle | 0 | 0 | 0.5 | −1, 1 | a point |");
        string[] lines = text.Split('\n');
        string anti = lines.Single(line => line.StartsWith("| anti |", StringComparison.Ordinal));
        // About .7⁴⁰ away; after 100 epochs rounding, which grows by 1.3, would have left it.
        anti.ShouldMatch(@"^\| anti \| \(0.5, −0.5\) \| \(\d.\d+e−07, −\d.\d+e−07\) \| 0.5 \| saddle \(0, 0\) \|");
        anti.ShouldEndWith("on the line w₂ = −w₁ sign(s), which leads to the saddle until rounding leaves it |");
        string beside = lines.Single(line => line.StartsWith("| beside |", StringComparison.Ordinal));
        beside.ShouldContain("| degenerate minimum (");
        beside.ShouldEndWith("not on the line that leads to the saddle |");
    }

    [Fact]
    public void A_flat_quadratic_has_a_line_of_minima_and_an_ensemble_as_many_ways_as_seeds()
    {
        ExperimentResult result = Perform(
            """
            { "name": "s",
              "task": { "kind": "moments", "sigmaX": [[1, 1], [1, 1]], "sigmaYX": [[1, 1]] },
              "runs": [{ "name": "flow", "network": { "hidden": [] }, "start": { "kind": "gaussian", "variance": 1, "seed": 1 },
                "learning": { "kind": "flow", "method": "rk4", "step": 0.1, "timeConstant": 1, "until": 20 },
                "observe": ["parameters"], "repeat": 3 }],
              "figures": [{ "name": "f", "panels": [
                { "show": "landscape", "xRange": [-2, 2], "yRange": [-2, 2], "series": ["flow/parameters"] }] }] }
            """
        );
        IReadOnlyList<(char, Landscape)> landscapes = LandscapeDocument.Of(result, result.Scenario.Figures[0]);
        string text = LandscapeDocument.Markdown([("f", landscapes)]);
        // Along (1, 1)/√2 the curvature is 2; the shortest minimum is (½, ½).
        text.ShouldContain("the smaller curvature is 0, the larger 2: a line of minima through (0.5, 0.5).");
        text.ShouldContain("| flow, seed 3 |");
        foreach (LandscapeWay way in landscapes[0].Item2.Ways)
        {
            // e^{−40} of the start is left of w₁ + w₂ − 1; RK4 at λΔt = .2 is as stable.
            (way.End.X + way.End.Y).ShouldBe(1, tolerance: 1e-12);
        }
        Panel panel = ScenarioFigures.Of(result).Single(figure => figure.Name == "f").Figure.Panels[0];
        panel.Legend.Entries.Select(entry => entry.Text).ShouldBe(["minima", "flow, 3 seeds", "start", "end"]);
    }

    [Fact]
    public void The_table_has_every_critical_point_with_its_curvatures()
    {
        ExperimentResult result = Perform(Chain);
        using MemoryStream stream = new();
        LandscapeDocument.Write(LandscapeDocument.Of(result, result.Scenario.Figures[0]), stream);
        string[] lines = Encoding.UTF8.GetString(stream.ToArray()).TrimEnd().Split('\n');
        lines[0].ShouldBe("panel,class,w1,w2,loss,smaller curvature,larger curvature");
        lines.Length.ShouldBe(4);
        lines
            .Skip(1)
            .Select(line => line.Split(',')[1])
            .Order()
            .ShouldBe(["degenerate minimum", "degenerate minimum", "saddle"]);
    }

    [Fact]
    public void The_panel_has_the_loss_the_way_down_the_hyperbola_the_saddle_and_the_runs()
    {
        ExperimentResult result = Perform(Chain);
        Panel panel = ScenarioFigures.Of(result).Single(figure => figure.Name == "plane").Figure.Panels[0];
        panel.Add.Items.OfType<HeatMap>().ShouldHaveSingleItem();
        panel.Add.Items.OfType<Contours>().ShouldHaveSingleItem();
        panel.Add.Items.OfType<VectorField>().ShouldHaveSingleItem();
        // Two branches of the hyperbola, two runs.
        panel.Add.Items.OfType<Path>().Count().ShouldBe(4);
        panel.Add.Items.OfType<Scatter>().ShouldHaveSingleItem().Shape.ShouldBe(Mark.Cross);
        panel.ColourBar!.Scale.Logarithmic.ShouldBeTrue();
        // The largest loss shown, at (2, −2): ½(−4 − 1)²; least a part of 1e-4 of it.
        panel.ColourBar.Scale.Maximum!.Value.ShouldBe(12.5, tolerance: 1e-12);
        panel.ColourBar.Scale.Minimum!.Value.ShouldBe(12.5e-4, tolerance: 1e-12);
        panel
            .Legend.Entries.Select(entry => entry.Text)
            .ShouldBe(["minima *w*_{1}*w*_{2} = *s*/*d*", "saddle", "anti", "beside", "start", "end"]);
    }

    [Fact]
    public void A_run_that_leaves_the_plane_is_drawn_as_far_as_it_is_near()
    {
        ExperimentResult result = Perform(Chain, "runs.anti.learning.rate=30", "runs.beside.learning.rate=30");
        IReadOnlyList<(char, Landscape)> landscapes = LandscapeDocument.Of(result, result.Scenario.Figures[0]);
        Should.NotThrow(() => ScenarioFigures.Of(result));
        Should.NotThrow(() => LandscapeDocument.Markdown([("plane", landscapes)]));
        Landscape landscape = landscapes[0].Item2;
        landscape.Shown(landscape.Ways[0]).Xs.ShouldAllBe(x => Math.Abs(x) <= 4000);
    }

    [Theory]
    [InlineData(
        "\"anti/parameters\"",
        "\"anti/parameters[1]\"",
        """figures.plane.panels[0].series[0]: must be the parameters of a run where "show" is "landscape", but is "anti/parameters[1]". Example: "a/parameters"."""
    )]
    [InlineData(
        "\"beside/parameters\"",
        "\"beside/loss\"",
        """figures.plane.panels[0].series[1]: must be the parameters of a run where "show" is "landscape", but is "beside/loss". Example: "a/parameters"."""
    )]
    [InlineData(
        "\"xRange\": [-2, 2], ",
        "",
        """figures.plane.panels[0].xRange: must be given where "show" is "landscape", for a surface has no end, but is missing. Example: [-2, 2]."""
    )]
    [InlineData(
        "\"yRange\": [-2, 2],",
        "",
        """figures.plane.panels[0].yRange: must be given where "show" is "landscape", for a surface has no end, but is missing. Example: [-2, 2]."""
    )]
    [InlineData(
        "\"show\": \"landscape\"",
        "\"show\": \"landscape\", \"y\": \"log\"",
        """figures.plane.panels[0].y: must be "linear" where "show" is "landscape", whose axes are weights of both signs, but is "log". Remove it."""
    )]
    [InlineData(
        "\"show\": \"landscape\"",
        "\"show\": \"landscap\"",
        """figures.plane.panels[0].show: must be "values", "difference" or "landscape", but is "landscap". Did you mean "landscape"?"""
    )]
    public void A_landscape_that_cannot_be_drawn_is_refused(string good, string bad, string message)
    {
        using ScenarioFolder folder = new();
        Chain.ShouldContain(good);
        folder.Mistake(Chain.Replace(good, bad, StringComparison.Ordinal)).ShouldEndWith(message);
    }

    [Theory]
    [InlineData("runs.anti.network.hidden=[1,1]", "has 3. Take")]
    [InlineData("runs.anti.network.activation={\"kind\":\"tanh\"}", "has tanh units. Take")]
    [InlineData(
        "runs.beside.learning.loss=mse",
        "must share its landscape with the series before it, but run \"beside\" goes down another loss than run \"anti\""
    )]
    [InlineData("runs.beside.learning.weightDecay=0.1", "goes down another loss than run \"anti\"")]
    public void A_run_without_such_a_landscape_is_named(string change, string message)
    {
        using ScenarioFolder folder = new();
        string[] changes = change.Contains("[1,1]", StringComparison.Ordinal)
            ? [change, "runs.anti.start={\"kind\":\"constant\",\"value\":1}"]
            : [change];
        folder.Mistake(Chain, changes).ShouldContain(message);
    }

    private static ExperimentResult Perform(string text, params string[] changes)
    {
        using ScenarioFolder folder = new();
        return Experiment.Perform(folder.ReadText(text, changes));
    }
}
