using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;

namespace ComparisonTests.Scenarios;

public class OverrideTests
{
    [Theory]
    [InlineData(
        "runs.deep.lerning.step=0.05",
        """s.json: --set runs.deep.lerning.step=0.05: runs.deep.lerning: must be a key that is known here, but "lerning" is not. Did you mean "learning"?"""
    )]
    [InlineData(
        "runs.deep.learning.step=fast",
        """s.json: --set runs.deep.learning.step=fast: runs.deep.learning.step: must be a positive number, but is "fast". Example: 0.1."""
    )]
    [InlineData(
        "runs.deep.learning.step=0,5",
        "s.json: --set runs.deep.learning.step=0,5: runs.deep.learning.step: must be a positive number, but is 0,5. Decimals are written with a point: 0.5."
    )]
    [InlineData(
        "runs.deep.learning.step=NaN",
        "s.json: --set runs.deep.learning.step=NaN: runs.deep.learning.step: must be a positive number, but is NaN. Numbers must be finite."
    )]
    [InlineData(
        "runs.*.learning.step=-1",
        "s.json: --set runs.*.learning.step=-1: runs.deep.learning.step: must be a positive number, but is -1. Example: 0.1."
    )]
    [InlineData(
        "runs.dep.learning.step=1",
        """s.json: --set runs.dep.learning.step=1: runs: must have an entry of that name, but has no "dep". Did you mean "deep"?"""
    )]
    [InlineData(
        "runs[5].learning.step=1",
        """s.json: --set runs[5].learning.step=1: runs: must have the entry asked for, but the path goes on with "[5].learning.step". Its entries are [0] to [1], counted from 0."""
    )]
    [InlineData(
        "runs[1].learning.stp=1",
        """s.json: --set runs[1].learning.stp=1: runs.shallow.learning.stp: must be a key that is known here, but "stp" is not. Did you mean "step"?"""
    )]
    [InlineData(
        "runs.deep.repeat.x=1",
        "s.json: --set runs.deep.repeat.x=1: runs.deep.repeat: must be an object or a list to have parts, but is 10. Shorten the path."
    )]
    [InlineData(
        "runs.deep.learning={\"kind\":\"flow\"",
        """s.json: --set runs.deep.learning={"kind":"flow": runs.deep.learning: must be closed with "}", but the value ends. Close what is open."""
    )]
    [InlineData(
        """runs.deep.learning={"kind":"flow","method":"rk4"}""",
        """s.json: --set runs.deep.learning={"kind":"flow","method":"rk4"}: runs.deep.learning.step: must be given, but is missing. Example: "step": 0.1."""
    )]
    [InlineData(
        "runs.deep.learning.method=dormandPrince",
        """s.json:15: runs.deep.learning.step: must not be given with "dormandPrince", which chooses its own steps, but is. Remove it and set "relativeTolerance", or take "rk4"."""
    )]
    [InlineData(
        "runs.deep.learning.stp=null",
        """s.json: --set runs.deep.learning.stp=null: runs.deep.learning.stp: must be there to be removed with null, but is not. Did you mean "step"?"""
    )]
    [InlineData(
        "runs.deep.sample.log=20",
        """s.json:19: runs.deep.sample: must have exactly one of "every", "log" and "at", but has "every" and "log". Example: { "every": 0.1 }, { "log": 200 } or { "at": [0, 1, 5] }."""
    )]
    [InlineData(
        "name=",
        """s.json: --set name=: name: must be a name of letters, digits, "-", "_" and inner ".", but is "". Example: "exercise-1"."""
    )]
    [InlineData(
        "chaotic=maybe",
        """s.json: --set chaotic=maybe: chaotic: must be true or false, but is "maybe". Write it without quotes."""
    )]
    [InlineData(
        "nonsense",
        """s.json: --set nonsense: --set: must be path=value, but is "nonsense". Example: --set runs.deep.repeat=5."""
    )]
    [InlineData(
        "=5",
        """s.json: --set =5: --set: must be path=value, but is "=5". Example: --set runs.deep.repeat=5."""
    )]
    [InlineData(
        "figures.contrast.panels[0].x=logg",
        """s.json: --set figures.contrast.panels[0].x=logg: figures.contrast.panels[0].x: must be "linear" or "log", but is "logg". Did you mean "log"?"""
    )]
    [InlineData(
        "task.sigmaYX=[[0]]",
        "s.json: --set task.sigmaYX=[[0]]: task.sigmaYX: must have an entry other than 0, but Σ^yx is zero. There is nothing to learn."
    )]
    [InlineData(
        "task.sigmaYX=[[1e-320]]",
        "s.json: --set task.sigmaYX=[[1e-320]]: task.sigmaYX: must have a largest entry from 1e-150 to 1e150, but that of Σ^yx is 9.99988867e-321. Change its unit."
    )]
    [InlineData(
        "task.sigmaYX=[[1e300]]",
        "s.json: --set task.sigmaYX=[[1e300]]: task.sigmaYX: must have a largest entry from 1e-150 to 1e150, but that of Σ^yx is 1e+300. Change its unit."
    )]
    [InlineData(
        "task.sigmaYX=[[1,2,3,4]]",
        """s.json:36: figures.contrast.panels[0].series[2]: must name a column of this task, but "group3-4" is none. It has no such column."""
    )]
    [InlineData(
        "runs=[]",
        """s.json: --set runs=[]: runs: must be a list of at least one, but is the empty list []. Example: [{ "name": "deep", "network": { "hidden": [16] }, … }]."""
    )]
    [InlineData(
        "runs=null",
        """s.json:1: runs: must be given, but is missing. Example: "runs": [{ "name": "deep", "network": { "hidden": [16] }, … }]."""
    )]
    [InlineData(
        """runs.deep.theories[0]={"kind":"balanced","initialStrength":"over"}""",
        """s.json: --set runs.deep.theories[0]={"kind":"balanced","initialStrength":"…: runs.deep.theories[0].initialStrength: must be a number that is not negative, "measured" or "overlap", but is "over". Did you mean "overlap"?"""
    )]
    [InlineData(
        "runs.deep.theories={]}",
        """s.json: --set runs.deep.theories={]}: runs.deep.theories: must go on with a key in double quotes or "}", but "]" follows. Correct it."""
    )]
    [InlineData(
        "runs.shallow.figures=1",
        """s.json: --set runs.shallow.figures=1: runs.shallow.figures: must be a key that is known here, but "figures" is not. Known: name, network, start, learning, sample, observe, theories, repeat, keep, mayDiverge, only and budget."""
    )]
    [InlineData(
        "task.sigmaX.foo=1",
        """s.json: --set task.sigmaX.foo=1: task.sigmaX: must be an object or a list to have parts, but is "identity". Shorten the path."""
    )]
    [InlineData(
        "runs.*=1",
        """s.json: --set runs.*=1: runs[0]: must be an object { … }, but is 1. Write its settings as "key": value in braces."""
    )]
    [InlineData(
        "runs..name=1",
        """s.json: --set runs..name=1: runs: must have an entry of that name, but has no "name". Known: "deep" or "shallow", or * for all."""
    )]
    [InlineData(
        """runs.deep.network={"hidden": [1,2""",
        """s.json: --set runs.deep.network={"hidden": [1,2: runs.deep.network: must be closed with "]", but the value ends. Close what is open."""
    )]
    public void A_wrong_option_is_named_in_the_error(string option, string message)
    {
        using ScenarioFolder folder = new();
        folder.Mistake(ScenarioFolder.Good, option).ShouldBe(message);
    }

    [Fact]
    public void A_run_is_found_by_name_by_place_and_all_at_once()
    {
        using ScenarioFolder folder = new();
        Scenario scenario = folder.ReadText(
            ScenarioFolder.Good,
            "runs.*.learning.timeConstant=2",
            "runs[1].learning.timeConstant=3",
            "runs.deep.learning.until=20"
        );
        scenario.Runs.Select(run => run.Flow().TimeConstant).ShouldBe([2, 3]);
        scenario.Runs.Select(run => run.Flow().Until).ShouldBe([20, 15]);
    }

    [Fact]
    public void A_run_whose_name_holds_dots_is_found_by_its_whole_name()
    {
        using ScenarioFolder folder = new();
        string text = ScenarioFolder
            .Good.Replace("\"name\": \"shallow\"", "\"name\": \"deep.5\"", StringComparison.Ordinal)
            .Replace("shallow/group3-4", "deep.5/group3-4", StringComparison.Ordinal);
        Scenario scenario = folder.ReadText(text, "runs.deep.5.learning.until=5", "runs.deep.learning.until=10");
        scenario.Runs.Select(run => run.Flow().Until).ShouldBe([10, 5]);
    }

    [Fact]
    public void An_option_may_give_a_key_the_file_leaves_out()
    {
        using ScenarioFolder folder = new();
        Scenario scenario = folder.ReadText(
            ScenarioFolder.Good,
            "runs.shallow.sample.log=20",
            "chaotic=true",
            "description=Said on the command line",
            "figures.contrast.panels[0].x=log"
        );
        scenario.Runs[1].Sample.ShouldBe(new SampleTimes.Logarithmic(20));
        scenario.Chaotic.ShouldBeTrue();
        scenario.Description.ShouldBe("Said on the command line");
        scenario.Figures[0].Panels[0].LogarithmicX.ShouldBeTrue();
    }

    [Fact]
    public void A_bare_word_is_what_its_setting_needs()
    {
        using ScenarioFolder folder = new();
        Scenario scenario = folder.ReadText(
            ScenarioFolder.Good,
            "name=2024",
            "runs.deep.start.variance=.5",
            "runs.deep.network.hidden=[8, 8]",
            "runs.deep.theories[1].initialStrength=overlap"
        );
        scenario.Name.ShouldBe("2024");
        scenario.Runs[0].Start.ShouldBeOfType<GaussianStart>().Variance.ShouldBe(0.5);
        scenario.Runs[0].Hidden.ShouldBe([8, 8]);
        scenario.Runs[0].Theories[1].Name.ShouldBe("balanced-overlap");
    }

    [Fact]
    public void Null_removes_a_key_so_that_a_method_can_change_its_kind()
    {
        using ScenarioFolder folder = new();
        Scenario scenario = folder.ReadText(
            ScenarioFolder.Good,
            "runs.deep.learning.method=dormandPrince",
            "runs.deep.learning.step=null"
        );
        scenario.Runs[0].Flow().Steps.ShouldBeOfType<StepRule.Adaptive>();
    }
}
