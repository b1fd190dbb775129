using Dynamics.Comparison.Scenarios;

namespace ComparisonTests.Scenarios;

public class FigureMistakeTests
{
    [Theory]
    [InlineData(
        "\"observe\": [\"modes\", \"singularValues\", \"loss\", \"conserved\"],",
        "\"observe\": [\"loss\"],",
        """s.json:36: figures.contrast.panels[0].series[0]: must draw what is observed, but run "deep" does not observe "modes". Add it to the run's "observe"."""
    )]
    [InlineData(
        "\"panels\": [{ ",
        "\"panels\": [{ \"show\": \"difference\", ",
        """s.json:36: figures.contrast.panels[0].series[0]: must name a theory where "show" is "difference", but is "deep/modes". Example: "deep/modes@balanced" draws |simulation − theory|."""
    )]
    [InlineData(
        "\"deep/mode1@balanced\"",
        "\"deep/mode3\"",
        """s.json:36: figures.contrast.panels[0].series[1]: must name a column of this task, but "mode3" is none. Mode 3 is one of a degenerate group: write group3-4 or block3-4. Known: mode1 and mode2."""
    )]
    [InlineData(
        "\"deep/mode1@balanced\"",
        "\"deep/mode9\"",
        """s.json:36: figures.contrast.panels[0].series[1]: must name a column of this task, but "mode9" is none. Known: mode1 and mode2."""
    )]
    [InlineData(
        "\"deep/mode1@balanced\"",
        "\"deep/sv9\"",
        """s.json:36: figures.contrast.panels[0].series[1]: must name a column of this task, but "sv9" is none. Known: sv1, sv2, sv3 and sv4."""
    )]
    [InlineData(
        "\"deep/mode1@balanced\"",
        "\"deep/group1-2\"",
        """s.json:36: figures.contrast.panels[0].series[1]: must name a column of this task, but "group1-2" is none. Known: group3-4."""
    )]
    [InlineData(
        "\"deep/mode1@balanced\"",
        "\"dep/mode1\"",
        """s.json:36: figures.contrast.panels[0].series[1]: must name a run, but "dep" is none. Did you mean "deep"?"""
    )]
    [InlineData(
        "\"deep/mode1@balanced\"",
        "\"deep/mods\"",
        """s.json:36: figures.contrast.panels[0].series[1]: must name an observable that can be drawn, but "mods" is none. Did you mean "modes"?"""
    )]
    [InlineData(
        "\"deep/mode1@balanced\"",
        "\"deep/mode1@balancd\"",
        """s.json:36: figures.contrast.panels[0].series[1]: must name a theory of run "deep", but "balancd" is none. Did you mean "balanced"?"""
    )]
    [InlineData(
        "\"deep/mode1@balanced\"",
        "\"deep\"",
        """s.json:36: figures.contrast.panels[0].series[1]: must be "run/observable" or "run/observable@theory", but is "deep". Example: "deep/modes@balanced"."""
    )]
    [InlineData(
        "\"deep/mode1@balanced\"",
        "\"shallow/conserved\"",
        """s.json:36: figures.contrast.panels[0].series[1]: must draw what is observed, but run "shallow" does not observe "conserved". Add it to the run's "observe"."""
    )]
    [InlineData(
        "\"deep/mode1@balanced\"",
        "\"deep/map\"",
        """s.json:36: figures.contrast.panels[0].series[1]: must name an observable that can be drawn, but "map" is none. Known: modes, singularValues, loss, linearMapLoss, conserved, sharpness, eigenmodes, parameters, …."""
    )]
    [InlineData(
        "\"panels\": [{ \"series\"",
        "\"panels\": [{ \"seres\"",
        """s.json:36: figures.contrast.panels[0].seres: must be a key that is known here, but "seres" is not. Did you mean "series"?"""
    )]
    [InlineData(
        "\"panels\": [{ \"series\"",
        "\"panels\": [{ \"x\": \"log\", \"y\": \"Linear\", \"series\"",
        """s.json:36: figures.contrast.panels[0].y: must be "linear" or "log", but is "Linear". Did you mean "linear"?"""
    )]
    [InlineData(
        "\"panels\": [{ \"series\": [\"deep/modes\", \"deep/mode1@balanced\", \"shallow/group3-4\"] }]",
        "\"panels\": []",
        """s.json:36: figures.contrast.panels: must be a list of at least one, but is the empty list []. Example: [{ "series": ["deep/modes"] }]."""
    )]
    [InlineData(
        "\"panels\": [{ \"series\": [\"deep/modes\", \"deep/mode1@balanced\", \"shallow/group3-4\"] }]",
        "\"panels\": [{ \"series\": [] }]",
        """s.json:36: figures.contrast.panels[0].series: must be a list of at least one, but is the empty list []. Example: ["deep/modes", "deep/modes@balanced"]."""
    )]
    [InlineData(
        "\"deep/mode1@balanced\"",
        "\"deep/singularValues[1-9]\"",
        """s.json:36: figures.contrast.panels[0].series[1]: must name increasing places from 1 to 4, for there are 4 curves of "singularValues", but is "deep/singularValues[1-9]". Example: "singularValues[1-4]"."""
    )]
    [InlineData(
        "\"deep/mode1@balanced\"",
        "\"deep/modes[4]\"",
        """s.json:36: figures.contrast.panels[0].series[1]: must name increasing places from 1 to 3, for there are 3 curves of "modes", but is "deep/modes[4]". Example: "modes[1-3]"."""
    )]
    [InlineData(
        "\"deep/mode1@balanced\"",
        "\"deep/loss[1]\"",
        """s.json:36: figures.contrast.panels[0].series[1]: must have places only after "modes", "singularValues", "eigenmodes", "parameters", "hidden", "readout", "kernel", "curvature" or "entries", but "loss" is one curve. Leave out the brackets."""
    )]
    [InlineData(
        "\"deep/mode1@balanced\"",
        "\"deep/h3\"",
        """s.json:36: figures.contrast.panels[0].series[1]: must name a column of this task, but "h3" is none. Known: h1, h2 and h3-4."""
    )]
    [InlineData(
        "\"deep/mode1@balanced\"",
        "\"deep/hessian4\"",
        """s.json:36: figures.contrast.panels[0].series[1]: must name a column of this task, but "hessian4" is none. Known: hessian1, hessian2, hessian3 and hessianMin."""
    )]
    [InlineData(
        "\"deep/mode1@balanced\"",
        "\"deep/w8_1\"",
        """s.json:36: figures.contrast.panels[0].series[1]: must name a column of this task, but "w8_1" is none. Known: w1_1, w1_2, w1_3, w1_4, w2_1, w2_2, w2_3, w2_4, …."""
    )]
    [InlineData(
        "\"deep/mode1@balanced\"",
        "\"deep/modes[1\"",
        """s.json:36: figures.contrast.panels[0].series[1]: must be "run/observable[places]", but is "deep/modes[1". Example: "deep/singularValues[1-4]"."""
    )]
    [InlineData(
        "\"deep/mode1@balanced\"",
        "\"deep/trainLoss\"",
        """s.json:36: figures.contrast.panels[0].series[1]: must be of a descent to have a train loss, but run "deep" is a flow. Draw its "loss"."""
    )]
    [InlineData(
        "\"panels\": [{ ",
        "\"panels\": [{ \"xRange\": [3], ",
        """s.json:36: figures.contrast.panels[0].xRange: must be a list [from, to], but has length 1. Example: [0.1, 10]."""
    )]
    [InlineData(
        "\"panels\": [{ ",
        "\"panels\": [{ \"yRange\": [3, 2], ",
        """s.json:36: figures.contrast.panels[0].yRange: must go from a smaller to a larger number, but goes from 3 to 2. Example: [0.1, 10]."""
    )]
    [InlineData(
        "\"panels\": [{ ",
        "\"panels\": [{ \"x\": \"log\", \"xRange\": [0, 2], ",
        """s.json:36: figures.contrast.panels[0].xRange[0]: must be a positive number up to 1e300, but is 0. Example: 0.1."""
    )]
    public void A_series_that_cannot_be_drawn_is_refused(string good, string bad, string message)
    {
        using ScenarioFolder folder = new();
        ScenarioFolder.Good.ShouldContain(good);
        folder.Mistake(ScenarioFolder.Good.Replace(good, bad, StringComparison.Ordinal)).ShouldBe(message);
    }

    [Theory]
    [InlineData("4-1"), InlineData("1,1"), InlineData("2,1-3"), InlineData("0"), InlineData(""), InlineData("1-")]
    [InlineData("1-2-3"), InlineData("-2"), InlineData(" 1"), InlineData("1.5"), InlineData("99999999999")]
    public void Places_that_do_not_increase_or_are_no_numbers_are_refused(string places)
    {
        using ScenarioFolder folder = new();
        folder
            .Mistake(WithSeries($"deep/singularValues[{places}]"))
            .ShouldContain("must name increasing places from 1 to 4");
    }

    [Theory]
    [InlineData("2", new[] { 2 })]
    [InlineData("1-4", new[] { 1, 2, 3, 4 })]
    [InlineData("1-2,4", new[] { 1, 2, 4 })]
    [InlineData("1,3-3,4", new[] { 1, 3, 4 })]
    public void Places_are_ranges_and_numbers(string places, int[] expected)
    {
        using ScenarioFolder folder = new();
        SeriesPlan series = folder.ReadText(WithSeries($"deep/singularValues[{places}]")).Figures[0].Panels[0].Series[
            1
        ];
        series.Observable.ShouldBe("singularValues");
        series.Places.ShouldBe(expected);
    }

    [Fact]
    public void Places_stand_before_a_theory()
    {
        using ScenarioFolder folder = new();
        SeriesPlan series = folder.ReadText(WithSeries("deep/modes[1-2]@balanced")).Figures[0].Panels[0].Series[1];
        series.Places.ShouldBe([1, 2]);
        series.Theory.ShouldBe("balanced");
    }

    [Fact]
    public void Ranges_are_read_and_kept_in_the_effective_settings()
    {
        using ScenarioFolder folder = new();
        string given = ScenarioFolder.Good.Replace(
            "\"panels\": [{ ",
            "\"panels\": [{ \"y\": \"log\", \"xRange\": [-1, 10], \"yRange\": [1e-3, 2], ",
            StringComparison.Ordinal
        );
        Scenario read = folder.ReadText(given);
        Scenario again = folder.ReadText(read.EffectiveSettings);
        foreach (PanelPlan panel in new[] { read.Figures[0].Panels[0], again.Figures[0].Panels[0] })
        {
            panel.XRange.ShouldBe(new ShownRange(-1, 10));
            panel.YRange.ShouldBe(new ShownRange(1e-3, 2));
        }
    }

    [Fact]
    public void Epochs_and_time_do_not_share_an_axis()
    {
        using ScenarioFolder folder = new();
        folder
            .Mistake(FlowAndDescent("flow/modes", "descent/modes"))
            .ShouldBe(
                """s.json:8: figures.f.panels[0].series[1]: must share its unit of time with the series before it, but run "descent" counts epochs and run "flow" has the time of a flow. Draw them in two panels."""
            );
    }

    [Fact]
    public void The_train_loss_of_a_descent_is_drawn_unasked_but_no_theory_has_one()
    {
        using ScenarioFolder folder = new();
        folder
            .ReadText(FlowAndDescent("descent/trainLoss"))
            .Figures[0]
            .Panels[0]
            .Series[0]
            .ShouldBe(new SeriesPlan("descent", "trainLoss", Theory: null));
        folder
            .Mistake(FlowAndDescent("descent/trainLoss@balanced"))
            .ShouldContain("must not name a theory, for none predicts the train loss, but does.");
    }

    private static string WithSeries(string series) =>
        ScenarioFolder.Good.Replace("deep/mode1@balanced", series, StringComparison.Ordinal);

    private static string FlowAndDescent(params string[] series) =>
        $$"""
            { "name": "s",
              "task": { "kind": "diffuseTree", "features": 20, "depth": 2, "branching": 2, "flip": 0.1, "seed": 3 },
              "runs": [
                { "name": "flow", "network": { "hidden": [] }, "start": { "kind": "gaussian", "variance": 0, "seed": 1 },
                  "learning": { "kind": "flow", "method": "euler", "step": 0.1, "timeConstant": 1, "until": 1 } },
                { "name": "descent", "network": { "hidden": [] }, "start": { "kind": "gaussian", "variance": 0, "seed": 1 },
                  "learning": { "kind": "descent", "rate": 0.1, "epochs": 2, "batch": 1 } } ],
              "figures": [{ "name": "f", "panels": [{ "series": ["{{string.Join("\", \"", series)}}"] }] }] }
            """;
}
