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
        """s.json:36: figures.contrast.panels[0].series[1]: must name an observable that can be drawn, but "map" is none. Known: modes, singularValues, loss, conserved, mode1, mode2, group3-4, block3-4, …."""
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
    public void A_series_that_cannot_be_drawn_is_refused(string good, string bad, string message)
    {
        using ScenarioFolder folder = new();
        ScenarioFolder.Good.ShouldContain(good);
        folder.Mistake(ScenarioFolder.Good.Replace(good, bad, StringComparison.Ordinal)).ShouldBe(message);
    }
}
