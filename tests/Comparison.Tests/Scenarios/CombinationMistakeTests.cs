namespace ComparisonTests.Scenarios;

public class CombinationMistakeTests
{
    private const string Adaptive =
        """runs.deep.learning={"kind":"flow","method":"dormandPrince","timeConstant":1,"until":1.23}""";

    private const string Aligned = """runs.deep.start={"kind":"aligned","strength":0.001}""";

    [Theory]
    [InlineData(
        "runs.deep.network.hidden=[16, 3]",
        Aligned,
        "runs.deep.start.kind: must have a unit for each of the 4 modes of Σ^yx in every hidden layer, but hidden layer 2 has 3. Widen it, or take a \"gaussian\" start."
    )]
    [InlineData(
        "runs.deep.start={\"kind\":\"aligned\",\"strength\":[1,1,1,-1]}",
        "runs.deep.repeat=1",
        "runs.deep.start.strength[3]: must be a number that is not negative, but is -1. Example: 0.001."
    )]
    [InlineData(
        "runs.deep.learning.until=0",
        "runs.deep.sample={\"log\": 10}",
        "runs.deep.sample.log: must have a time after 0 to end at, but \"until\" is 0. Give a later end, or \"at\": [0]."
    )]
    [InlineData(
        Adaptive,
        """runs.deep.sample={"every":"step"}""",
        """runs.deep.repeat: must be 1 where every adaptive step is a sample, since every seed takes its own steps, but is 10. Add "sample": { "every": 0.1 }."""
    )]
    [InlineData(
        Adaptive,
        "runs.deep.learning.relativeTolerance=0",
        "runs.deep.learning.relativeTolerance: must be a positive number, but is 0. Example: 1e-8."
    )]
    [InlineData(
        Adaptive,
        "runs.deep.learning.absoluteTolerance=-1",
        "runs.deep.learning.absoluteTolerance: must be a positive number or \"ofStart\", but is -1. Example: 1e-10."
    )]
    [InlineData(
        "runs.deep.learning.step=1e-7",
        "runs.deep.sample=null",
        "runs.deep.learning: must leave samples that fit in memory, but 150000001 samples of 11 numbers for each of 10 seeds need about 492 GiB and there are 1 GiB. Sample less often, such as \"sample\": { \"log\": 200 }."
    )]
    public void Settings_that_do_not_fit_each_other_are_refused_together(string one, string other, string end)
    {
        using ScenarioFolder folder = new();
        folder.Mistake(ScenarioFolder.Good, one, other).ShouldEndWith(end);
    }

    [Theory]
    [InlineData(Adaptive, """runs.deep.sample={"at":[0.1234567]}""")]
    [InlineData(Adaptive, """runs.deep.sample={"every":0.0777}""")]
    [InlineData("runs.deep.learning.until=0", """runs.deep.sample={"at":[0]}""")]
    [InlineData("runs.deep.learning.until=1000000", "runs.deep.sample.every=1000")]
    [InlineData("runs.deep.learning.step=0.3", "runs.deep.sample.every=0.9")]
    [InlineData("runs.deep.repeat=1", Aligned)]
    [InlineData("runs.deep.theories=[]", "figures=[]")]
    public void Settings_that_fit_are_not_refused(string one, string other)
    {
        using ScenarioFolder folder = new();
        folder.ReadText(ScenarioFolder.Good, one, other).Runs.Count.ShouldBe(2);
    }
}
