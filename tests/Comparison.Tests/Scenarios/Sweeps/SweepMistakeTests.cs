namespace ComparisonTests.Scenarios.Sweeps;

public sealed class SweepMistakeTests
{
    private const string RateAxis = "\"log\": [0.01, 1, 3]";
    private const string DepthAxis = "\"values\": [0, 1], \"at\": [1, 2]";
    private const string Measure = "{ \"kind\": \"timeTo\", \"of\": \"mode1\" }";

    [Theory]
    [InlineData(
        "\"run\": \"chain\"",
        "\"run\": \"chian\"",
        "s.json:24: sweeps.depth-and-rate.run: must name a run, but \"chian\" is none. Did you mean \"chain\"?"
    )]
    [InlineData(
        "runs.chain.learning.rate",
        "run.chain.learning.rate",
        "s.json:26: sweeps.depth-and-rate.over[0].set: must be a path into the task or a run, as --set takes it, but is \"run.chain.learning.rate\". Did you mean \"runs\"?"
    )]
    [InlineData(
        "runs.chain.learning.rate",
        "name",
        "s.json:26: sweeps.depth-and-rate.over[0].set: must be a path into the task or a run, as --set takes it, but is \"name\". Example: \"runs.deep.learning.step\"."
    )]
    [InlineData(
        "runs.chain.learning.rate",
        "runs.chain.learning.rat",
        "s.json:26: runs.chain.learning.rat: must be a key that is known here, but \"rat\" is not. Did you mean \"rate\"? It is so in the cell runs.chain.learning.rat = 0.01 and runs.chain.network.hidden.layers = 0 of sweeps.depth-and-rate."
    )]
    [InlineData(
        "runs.chain.learning.rate",
        "runs.chan.learning.rate",
        "s.json:26: runs: must have an entry of that name, but has no \"chan\". Did you mean \"chain\"? It is so in the cell runs.chan.learning.rate = 0.01 and runs.chain.network.hidden.layers = 0 of sweeps.depth-and-rate."
    )]
    [InlineData(
        "runs.chain.learning.rate",
        "runs.other.learning.rate",
        "s.json:26: sweeps.depth-and-rate.over[0].set: must set something of the swept run or of the task, but changes nothing there from point to point. Set a path into the run that \"run\" names."
    )]
    [InlineData(
        "runs.chain.learning.rate",
        "runs.chain.network.hidden.layers",
        "s.json:27: sweeps.depth-and-rate.over[1].set: must set something that the first axis does not, but both set \"runs.chain.network.hidden.layers\". Choose another setting."
    )]
    [InlineData(
        RateAxis,
        "\"log\": [0.01, 1]",
        "s.json:26: sweeps.depth-and-rate.over[0].log: must be a list [from, to, count], but has length 2. Example: [0.001, 1, 13]."
    )]
    [InlineData(
        RateAxis,
        "\"log\": [0, 1, 3]",
        "s.json:26: sweeps.depth-and-rate.over[0].log[0]: must be a positive number, but is 0. Example: 0.1."
    )]
    [InlineData(
        RateAxis,
        "\"log\": [1, 0.01, 3]",
        "s.json:26: sweeps.depth-and-rate.over[0].log: must go from a smaller to a larger number, but goes from 1 to 0.01. Example: [0.001, 1, 13]."
    )]
    [InlineData(
        RateAxis,
        "\"log\": [0.01, 1, 1]",
        "s.json:26: sweeps.depth-and-rate.over[0].log[2]: must be a whole number, 2 or more, but is 1. Example: 2."
    )]
    [InlineData(
        RateAxis,
        "\"log\": [0.01, 1, 6000]",
        "s.json:25: sweeps.depth-and-rate.over: must be a grid of at most 10000 cells, but has 6000 times 2, 12000. Take fewer points."
    )]
    [InlineData(
        RateAxis,
        "\"log\": [0.01, 1, 60000]",
        "s.json:26: sweeps.depth-and-rate.over[0].log[2]: must leave at most 10000 cells, but has 60000 points. Take fewer points."
    )]
    [InlineData(
        RateAxis,
        "\"linear\": [-1, 1, 3]",
        "s.json:26: runs.chain.learning.rate: must be a positive number, but is -1. Example: 0.5. It is so in the cell runs.chain.learning.rate = -1 and runs.chain.network.hidden.layers = 0 of sweeps.depth-and-rate."
    )]
    [InlineData(
        RateAxis,
        "\"linear\": [1, 1.000000000000001, 3]",
        "s.json:26: sweeps.depth-and-rate.over[0].linear: must go from one number to another that is not the same to 12 digits, but goes from 1 to 1 in 3 steps. Take fewer points."
    )]
    [InlineData(
        RateAxis,
        "\"linear\": [0.1, 1, 3], \"at\": [1, 2, 3]",
        "s.json:26: sweeps.depth-and-rate.over[0].at: must be given with \"values\" only, but stands beside \"linear\", whose points are numbers. Remove it."
    )]
    [InlineData(
        RateAxis,
        "\"values\": []",
        "s.json:26: sweeps.depth-and-rate.over[0].values: must be a list of at least one, but is the empty list []. Example: [0.1, 0.05]."
    )]
    [InlineData(
        RateAxis,
        "\"values\": [0.1, 0.05]",
        "s.json:26: sweeps.depth-and-rate.over[0].values[1]: must be larger than the number before it, 0.1, but is 0.05. Give increasing numbers."
    )]
    [InlineData(
        RateAxis,
        "\"values\": [0.1, \"fast\"]",
        "s.json:26: runs.chain.learning.rate: must be a positive number, \"optimal\" or a fraction of the critical rate, but is \"fast\". Example: { \"ofCritical\": 0.9 }. It is so in the cell runs.chain.learning.rate = fast and runs.chain.network.hidden.layers = 0 of sweeps.depth-and-rate."
    )]
    [InlineData(
        RateAxis,
        "\"values\": [{ \"ofCritical\": 0.5 }]",
        "s.json:26: sweeps.depth-and-rate.over[0].values[0]: must be a number or a word to name a point of the axis, but is an object { … }. Add \"at\", a number for every value, or \"as\", a name for every value."
    )]
    [InlineData(
        RateAxis,
        "\"values\": [0.1, 0.2], \"linear\": [1, 2, 2]",
        "s.json:26: sweeps.depth-and-rate.over[0]: must have exactly one of \"values\", \"linear\" and \"log\", but has \"values\" and \"linear\". Example: { \"set\": \"runs.deep.learning.step\", \"values\": [0.1, 0.05] }."
    )]
    [InlineData(
        RateAxis,
        "\"vales\": [0.1]",
        "s.json:26: sweeps.depth-and-rate.over[0].vales: must be a key that is known here, but \"vales\" is not. Did you mean \"values\"?"
    )]
    [InlineData(
        DepthAxis,
        "\"values\": [0, 1], \"at\": [1]",
        "s.json:27: sweeps.depth-and-rate.over[1].at: must have one entry for each of 2 values, but has 1. Example: [1, 2, 3]."
    )]
    [InlineData(
        DepthAxis,
        "\"values\": [0, 1], \"at\": [2, 1]",
        "s.json:27: sweeps.depth-and-rate.over[1].at[1]: must be larger than the number before it, 2, but is 1. Give increasing numbers."
    )]
    [InlineData(
        DepthAxis,
        "\"values\": [0, 1], \"at\": [1, 2], \"as\": [\"a\", \"b\"]",
        "s.json:27: sweeps.depth-and-rate.over[1].at: must not be given beside \"as\", for a point has a number or a name, but is. Remove one of them."
    )]
    [InlineData(
        DepthAxis,
        "\"values\": [0, 1], \"as\": [\"a\", \"a\"]",
        "s.json:27: sweeps.depth-and-rate.over[1].as[1]: must be a name that no other point has, but is \"a\". Give each a name of its own in \"as\"."
    )]
    [InlineData(
        DepthAxis,
        "\"values\": [0, -1], \"at\": [1, 2]",
        "s.json:27: runs.chain.network.hidden.layers: must be a whole number, 0 or more, but is -1. Example: 1. It is so in the cell runs.chain.learning.rate = 0.01 and runs.chain.network.hidden.layers = -1 of sweeps.depth-and-rate."
    )]
    [InlineData(
        Measure,
        "{ \"kind\": \"timeto\", \"of\": \"mode1\" }",
        "s.json:30: sweeps.depth-and-rate.measure[0].kind: must be \"timeTo\", \"error\", \"final\", \"rate\", \"stable\", \"variance\" or \"criticalRate\", but is \"timeto\". Did you mean \"timeTo\"?"
    )]
    [InlineData(
        Measure,
        "{ \"kind\": \"timeTo\" }",
        "s.json:30: sweeps.depth-and-rate.measure[0].of: must be given, but is missing. Example: \"of\": \"mode1\"."
    )]
    [InlineData(
        Measure,
        "{ \"kind\": \"timeTo\", \"of\": \"mode2\" }",
        "s.json:30: sweeps.depth-and-rate.measure[0].of: must be a column that run \"chain\" shows, but \"mode2\" is none. Did you mean \"mode1\"? It is so in the cell runs.chain.learning.rate = 0.01 and runs.chain.network.hidden.layers = 0 of sweeps.depth-and-rate."
    )]
    [InlineData(
        Measure,
        "{ \"kind\": \"timeTo\", \"of\": \"sv1\" }",
        "s.json:30: sweeps.depth-and-rate.measure[0].of: must be a column that run \"chain\" shows, but \"sv1\" is none. Known: mode1, loss and trainLoss; others with the run's \"observe\". It is so in the cell runs.chain.learning.rate = 0.01 and runs.chain.network.hidden.layers = 0 of sweeps.depth-and-rate."
    )]
    [InlineData(
        Measure,
        "{ \"kind\": \"timeTo\", \"of\": \"modes\" }",
        "s.json:30: sweeps.depth-and-rate.measure[0].of: must be one column, but \"modes\" is a family of them. Example: \"mode1\". It is so in the cell runs.chain.learning.rate = 0.01 and runs.chain.network.hidden.layers = 0 of sweeps.depth-and-rate."
    )]
    [InlineData(
        Measure,
        "{ \"kind\": \"timeTo\", \"of\": \"trainLoss\" }",
        "s.json:30: sweeps.depth-and-rate.measure[0].of: must be a column that tends to something known, but \"trainLoss\" does not. Take \"loss\" or a mode. It is so in the cell runs.chain.learning.rate = 0.01 and runs.chain.network.hidden.layers = 0 of sweeps.depth-and-rate."
    )]
    [InlineData(
        Measure,
        "{ \"kind\": \"timeTo\", \"of\": \"mode1\", \"fraction\": 1 }",
        "s.json:30: sweeps.depth-and-rate.measure[0].fraction: must be a number between 0 and 1, but is 1. Example: 0.9."
    )]
    [InlineData(
        Measure,
        "{ \"kind\": \"stable\", \"limit\": 0.5 }",
        "s.json:30: sweeps.depth-and-rate.measure[0].limit: must be a number, 1 or more, but is 0.5. Example: 10."
    )]
    [InlineData(
        Measure,
        "{ \"kind\": \"final\", \"of\": \"mode1\", \"fraction\": 0.5 }",
        "s.json:30: sweeps.depth-and-rate.measure[0].fraction: must not be given with the kind \"final\", but is. It belongs to \"timeTo\"."
    )]
    [InlineData(
        Measure,
        "{ \"kind\": \"error\", \"of\": \"modes\" }",
        "s.json:31: sweeps.depth-and-rate.measure[1]: must be a measure of its own, but another one is \"error:modes\" too. Remove one of them."
    )]
    [InlineData(
        "\"only\": \"sweeps\"",
        "\"only\": \"sweep\"",
        "s.json:7: runs.chain.only: must be \"always\" or \"sweeps\", but is \"sweep\". Did you mean \"sweeps\"?"
    )]
    [InlineData(
        "\"run\": \"chain\"",
        "\"run\": \"other\"",
        "s.json:31: sweeps.depth-and-rate.measure[1].of: must be of a run with theories, which errors are the errors of, but run \"other\" has none. Add to the run's \"theories\". It is so in the cell runs.chain.learning.rate = 0.01 and runs.chain.network.hidden.layers = 0 of sweeps.depth-and-rate."
    )]
    [InlineData(
        "\"name\": \"depth-and-rate\"",
        "\"name\": \"other\"",
        "s.json:23: sweeps.other.name: must be a name no other run or sweep has (small and capital letters alike), but is \"other\". runs[1] has it too. Choose another."
    )]
    [InlineData(
        "\"name\": \"depth-and-rate\"",
        "\"name\": \"sweeps\"",
        "s.json:23: sweeps.sweeps.name: must be a name free for files, but is \"sweeps\". The results use it for a file of their own. Choose another."
    )]
    [InlineData(
        "\"width\": 1, \"layers\": 1",
        "\"width\": 1, \"layers\": 1000001",
        "s.json:8: runs.chain.network.hidden.layers: must be a number of layers up to 1000000, but is 1000001. Take fewer."
    )]
    [InlineData(
        "\"width\": 1, \"layers\": 1",
        "\"layers\": 1",
        "s.json:8: runs.chain.network.hidden.width: must be given, but is missing. Example: \"width\": 1."
    )]
    [InlineData(
        "\"rate\": 0.1, \"epochs\": 2,",
        "\"rate\": { \"ofCritical\": 0 }, \"epochs\": 2,",
        "s.json:18: runs.other.learning.rate.ofCritical: must be a positive number, but is 0. Example: 0.99."
    )]
    [InlineData(
        "\"rate\": 0.1, \"epochs\": 2,",
        "\"rate\": \"best\", \"epochs\": 2,",
        "s.json:18: runs.other.learning.rate: must be a positive number, \"optimal\" or a fraction of the critical rate, but is \"best\". Example: { \"ofCritical\": 0.9 }."
    )]
    [InlineData(
        "\"rate\": 0.1, \"epochs\": 2,",
        "\"rate\": { \"critical\": 0.5 }, \"epochs\": 2,",
        "s.json:18: runs.other.learning.rate.critical: must be a key that is known here, but \"critical\" is not. Did you mean \"ofCritical\"?"
    )]
    [InlineData(
        "\"theories\": [{ \"kind\": \"balanced\", \"initialStrength\": \"measured\" }]",
        "\"theories\": []",
        "s.json:31: sweeps.depth-and-rate.measure[1].of: must be of a run with theories, which errors are the errors of, but run \"chain\" has none. Add to the run's \"theories\". It is so in the cell runs.chain.learning.rate = 0.01 and runs.chain.network.hidden.layers = 0 of sweeps.depth-and-rate."
    )]
    [InlineData(
        "\"over\": [",
        "\"over\": [{ \"set\": \"task.seed\", \"values\": [1, 2] },",
        "s.json:25: sweeps.depth-and-rate.over: must be one or two axes, but has 3. Make a sweep for each value of the third."
    )]
    [InlineData(
        "\"sweeps\": [",
        "\"figures\": [{ \"name\": \"depth-and-rate\", \"panels\": [{ \"series\": [\"other/modes\"] }] }], \"sweeps\": [",
        "s.json:21: figures.depth-and-rate.name: must be a name that no sweep has, but is \"depth-and-rate\". Both would write the same file. Choose another."
    )]
    [InlineData(
        "\"sweeps\": [",
        "\"figures\": [{ \"name\": \"a\", \"panels\": [{ \"series\": [\"chain/modes\"] }] }], \"sweeps\": [",
        "s.json:21: figures.a.panels[0].series[0]: must name a run, but \"chain\" is none. Known: other."
    )]
    public void A_mistake_is_named_with_its_line_and_a_way_out(string good, string bad, string message)
    {
        using var folder = new ScenarioFolder();
        SweepTexts.Chain.ShouldContain(good);
        folder.Mistake(SweepTexts.Chain.Replace(good, bad, StringComparison.Ordinal)).ShouldBe(message);
    }
}
