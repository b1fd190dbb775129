namespace ComparisonTests.Scenarios;

public class RunMistakeTests
{
    [Theory]
    [InlineData(
        "\"hidden\": [16]",
        "\"hidden\": [0]",
        "s.json:11: runs.deep.network.hidden[0]: must be a whole number, 1 or more, but is 0. Example: 1."
    )]
    [InlineData(
        "\"hidden\": [16]",
        "\"hidden\": [1.5]",
        "s.json:11: runs.deep.network.hidden[0]: must be a whole number, 1 or more, but is 1.5. Example: 1."
    )]
    [InlineData(
        "\"hidden\": [16]",
        "\"hidden\": [1e10]",
        "s.json:11: runs.deep.network.hidden[0]: must be a whole number, 1 or more, but is 1e10. The largest is 2147483647."
    )]
    [InlineData(
        "\"hidden\": [16]",
        "\"hidden\": [100000000, 2000000000]",
        "s.json:11: runs.deep.network.hidden: must fit in memory, but a run of its 2.00000014e+17 weights needs about 16.7 EiB and there are 1 GiB. Take narrower layers."
    )]
    [InlineData(
        "\"hidden\": [16]",
        "\"hidden\": [10000000]",
        "s.json:11: runs.deep.network.hidden: must fit in memory, but a run of its 110000000 weights needs about 10.1 GiB and there are 1 GiB. Take narrower layers."
    )]
    [InlineData(
        "\"hidden\": [16]",
        "\"hidden\": [60000]",
        "s.json:20: runs.deep.observe: must fit in memory, but \"conserved\" of a layer of 60000 units needs about 53.6 GiB in arrays of 3.6e+09 numbers, and there are 1 GiB and at most 2147483591 numbers in an array. Remove \"conserved\", or take narrower layers."
    )]
    [InlineData(
        "\"hidden\": [16]",
        "\"hidden\": 16",
        "s.json:11: runs.deep.network.hidden: must be a list [ … ], but is 16. Example: [16], { \"width\": 16, \"layers\": 3 }, or [] for a shallow network."
    )]
    [InlineData(
        "\"seed\": 1",
        "\"seed\": 1.5",
        "s.json:12: runs.deep.start.seed: must be a whole number of 32 bits, but is 1.5. Example: 1."
    )]
    [InlineData(
        "\"seed\": 1",
        "\"seed\": 3000000000",
        "s.json:12: runs.deep.start.seed: must be a whole number of 32 bits, but is 3000000000. The largest is 2147483647."
    )]
    [InlineData(
        "\"seed\": 1",
        "\"seed\": 2147483640",
        "s.json:25: runs.deep.repeat: must leave the last seed at or below 2147483647, but 10 seeds from 2147483640 go beyond. Take a smaller seed."
    )]
    [InlineData(
        "\"kind\": \"gaussian\", \"variance\": 0.01, \"seed\": 1",
        "\"kind\": \"aligned\", \"variance\": 0.01, \"seed\": 1",
        """s.json:12: runs.deep.start.variance: must not be given with the kind "aligned", but is. It belongs to "gaussian" or "balanced"."""
    )]
    [InlineData(
        "\"kind\": \"gaussian\", \"variance\": 0.01, \"seed\": 1",
        "\"kind\": \"gauss\", \"variance\": 0.01, \"seed\": 1",
        """s.json:12: runs.deep.start.kind: must be "gaussian", "constant", "file", "aligned", "lambdaBalanced", "torchDefault", "xavier", "he", "orthogonal" or "balanced", but is "gauss". Did you mean "gaussian"?"""
    )]
    [InlineData(
        "\"kind\": \"gaussian\", \"variance\": 0.01, \"seed\": 1",
        "\"variance\": 0.01, \"seed\": 1",
        """s.json:12: runs.deep.start: must have a "kind", but has none. Known: "gaussian", "constant", "file", "aligned", "lambdaBalanced", "torchDefault", "xavier", "he", "orthogonal" or "balanced"."""
    )]
    [InlineData(
        "\"kind\": \"gaussian\", \"variance\": 0.01, \"seed\": 1",
        "\"knd\":\"gaussian\", \"variance\": 0.01, \"seed\": 1",
        """s.json:12: runs.deep.start.knd: must be a key that is known here, but "knd" is not. Did you mean "kind"?"""
    )]
    [InlineData(
        "\"kind\": \"gaussian\", \"variance\": 0.01, \"seed\": 1",
        "\"kind\": \"aligned\", \"strength\": 0.1",
        """s.json:25: runs.deep.repeat: must be 1 for a start without a seed, whose runs are all alike, but is 10. Remove it, or take a "gaussian" start."""
    )]
    [InlineData(
        "\"kind\": \"gaussian\", \"variance\": 0.01, \"seed\": 1",
        "\"kind\": \"aligned\", \"strength\": [0.1,0.2]",
        "s.json:12: runs.deep.start.strength: must be one number, or one for each of the 4 modes of Σ^yx, but is a list of 2. Modes are counted strongest first, without those of strength 0."
    )]
    [InlineData(
        "\"kind\": \"gaussian\", \"variance\": 0.01, \"seed\": 1",
        "\"kind\": \"aligned\", \"strength\": -1",
        "s.json:12: runs.deep.start.strength: must be a number that is not negative, but is -1. Example: 0.001."
    )]
    [InlineData(
        "\"kind\": \"gaussian\", \"variance\": 0.01, \"seed\": 1",
        "\"kind\": \"file\", \"weights\": [\"W1.csv\"]",
        "s.json:12: runs.deep.start.weights: must name one file per weight matrix, W_1 to W_2, but names 1. Give the layers input side first."
    )]
    [InlineData(
        "\"kind\": \"gaussian\", \"variance\": 0.01, \"seed\": 1",
        "\"kind\": \"file\", \"weights\": [\"W1.csv\", \"W2.csv\"]",
        """s.json:12: runs.deep.start.weights[0]: must be a file that exists, but "W1.csv" does not. Check the path."""
    )]
    [InlineData(
        "\"repeat\": 10",
        "\"repeat\": 0",
        "s.json:25: runs.deep.repeat: must be a whole number, 1 or more, but is 0. Example: 1."
    )]
    [InlineData(
        "\"observe\": [\"modes\", \"singularValues\", \"loss\", \"conserved\"],",
        "\"observe\": [\"modes\", \"los\"],",
        """s.json:20: runs.deep.observe[1]: must be "modes", "singularValues", "loss", "linearMapLoss", "conserved", "sharpness", "eigenmodes", "parameters", "hidden", "readout", "kernel", "curvature", "entries", "map" or "weights", but is "los". Did you mean "loss"?"""
    )]
    [InlineData(
        "\"observe\": [\"modes\", \"singularValues\", \"loss\", \"conserved\"],",
        "\"observe\": [\"modes\", \"modes\"],",
        """s.json:20: runs.deep.observe[1]: must be named once, but "modes" is named again. Remove it."""
    )]
    [InlineData(
        "\"observe\": [\"modes\", \"singularValues\", \"loss\", \"conserved\"],",
        "\"observe\": [],",
        """s.json:20: runs.deep.observe: must be a list of at least one, but is the empty list []. Example: ["modes", "loss"]."""
    )]
    [InlineData(
        "\"task\":",
        "\"task\": null, \"x\":",
        """s.json:3: x: must be a key that is known here, but "x" is not. Known: name, description, chaotic, task, runs, sweeps and figures."""
    )]
    [InlineData(
        "\"variance\": 0.01, \"seed\": 1",
        "\"variance\": 0.01",
        """s.json:12: runs.deep.start.seed: must be given, but is missing. Example: "seed": 1."""
    )]
    [InlineData(
        "\"variance\": 0.01, \"seed\": 1",
        "\"variance\": -0.01, \"seed\": 1",
        "s.json:12: runs.deep.start.variance: must be a number that is not negative, but is -0.01. Example: 0.01."
    )]
    [InlineData(
        "\"hidden\": []",
        "\"hidden\": [], \"width\": 3",
        """s.json:29: runs.shallow.network.width: must be a key that is known here, but "width" is not. Known: hidden, bias and activation."""
    )]
    [InlineData(
        "\"network\": { \"hidden\": [] },",
        "\"network\": [],",
        """s.json:29: runs.shallow.network: must be an object { … }, but is the empty list []. Write its settings as "key": value in braces."""
    )]
    [InlineData(
        "\"network\": { \"hidden\": [] },",
        "",
        """s.json:27: runs.shallow.network: must be given, but is missing. Example: "network": { "hidden": [16] }."""
    )]
    [InlineData(
        "\"theories\": [{ \"kind\": \"shallow\", \"initialStrength\": 0.001 }]",
        "\"observe\": [\"conserved\"]",
        """s.json:32: runs.shallow.observe[0]: must have two layers to compare, but a network without hidden layers conserves nothing. Remove "conserved"."""
    )]
    [InlineData(
        "\"seed\": 1",
        "\"seed\": -3000000000",
        "s.json:12: runs.deep.start.seed: must be a whole number of 32 bits, but is -3000000000. Example: 1."
    )]
    public void A_run_that_cannot_be_made_is_refused(string good, string bad, string message)
    {
        using ScenarioFolder folder = new();
        ScenarioFolder.Good.ShouldContain(good);
        folder.Mistake(ScenarioFolder.Good.Replace(good, bad, StringComparison.Ordinal)).ShouldBe(message);
    }

    [Fact]
    public void Layers_are_looked_at_only_where_there_are_layers_and_entries_only_of_small_maps()
    {
        using ScenarioFolder folder = new();
        Should.NotThrow(() =>
            folder.ReadText(
                ScenarioFolder.Good,
                "runs.deep.observe=[\"modes\",\"hidden\",\"readout\",\"kernel\",\"entries\"]"
            )
        );
        folder
            .Mistake(ScenarioFolder.Good, "runs.shallow.observe=[\"kernel\"]")
            .ShouldEndWith(
                "must be of a linear network with a hidden layer, but this one has no hidden layer. Remove \"kernel\"."
            );
        string wide = string.Join(',', Enumerable.Repeat("[1,0,0,0]", 17));
        folder
            .Mistake(
                ScenarioFolder.Good,
                $"task={{\"kind\":\"moments\",\"sigmaX\":\"identity\",\"sigmaYX\":[{wide}]}}",
                "runs.deep.observe=[\"entries\"]"
            )
            .ShouldEndWith(
                "must be of a map of at most 64 entries, but this one has 68. Take \"map\", which is a file of its own."
            );
    }

    [Fact]
    public void Sharpness_of_more_than_2000_weights_is_refused()
    {
        using ScenarioFolder folder = new();
        string observed = ScenarioFolder.Good.Replace("\"conserved\"]", "\"sharpness\"]", StringComparison.Ordinal);
        Should.NotThrow(() => folder.ReadText(observed, "runs.deep.network.hidden=[181]"));
        folder
            .Mistake(observed, "runs.deep.network.hidden=[182]")
            .ShouldBe(
                "s.json:20: runs.deep.observe[3]: must be of a network of at most 2000 weights, but this one has 2002. "
                    + "Remove \"sharpness\", or take narrower layers."
            );
    }
}
