using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Scenarios;

public sealed class StartScenarioTests
{
    // Four modes: 4 inputs, 7 outputs.
    private static readonly string text = ScenarioFolder.Good.Replace(
        "\"repeat\": 10",
        "\"repeat\": 1",
        StringComparison.Ordinal
    );

    private const string Biased = """
        { "name": "biased",
          "task": { "kind": "data", "inputs": [[1, 0], [0, 1], [1, 1]], "targets": [[1], [2], [3]] },
          "runs": [
            { "name": "a", "network": { "hidden": [3], "bias": true },
              "start": {
                "kind": "file",
                "weights": [[[1, 2], [3, 4], [5, 6]], [[7, 8, 9]]],
                "biases": [[0.1, 0.2, 0.3], [0.4]]
              },
              "learning": { "kind": "descent", "rate": 0.5, "epochs": 10, "batch": "all" } } ] }
        """;

    [Theory]
    [InlineData("xavier", "", WeightDistribution.Uniform, 1)]
    [InlineData(
        "xavier",
        ",\"distribution\":\"normal\",\"gain\":7.0710678118654757e-13",
        WeightDistribution.Normal,
        7.0710678118654757e-13
    )]
    [InlineData("he", "", WeightDistribution.Normal, 1.4142135623730951)]
    [InlineData("he", ",\"distribution\":\"uniform\",\"gain\":1", WeightDistribution.Uniform, 1)]
    public void A_start_of_scaled_variance_has_a_distribution_and_a_gain(
        string kind,
        string more,
        WeightDistribution distribution,
        double gain
    )
    {
        using ScenarioFolder folder = new();
        Scenario scenario = folder.ReadText(text, $"runs.deep.start={{\"kind\":\"{kind}\",\"seed\":5{more}}}");
        ISeededStart expected =
            kind == "he" ? new HeStart(5, distribution, gain) : new XavierStart(5, distribution, gain);
        State(scenario).ShouldBe(Filled(expected, new LayerSizes(4, [16], 7)));
        folder.ReadText(scenario.EffectiveSettings).EffectiveSettings.ShouldBe(scenario.EffectiveSettings);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(",\"strength\":0.5", false)]
    public void A_start_aligned_to_another_map_is_that_map_or_its_directions_with_other_strengths_and_is_balanced(
        string strength,
        bool isThatMap
    )
    {
        using ScenarioFolder folder = new();
        const string to = "[[1,1,1,1],[1,0,1,0],[0,1,0,1],[1,0,0,0],[0,1,0,0],[0,0,1,0],[0,0,0,1]]";
        Scenario scenario = folder.ReadText(
            text,
            "runs.deep.network.hidden=[5]",
            $"runs.deep.start={{\"kind\":\"aligned\",\"to\":{to}{strength}}}"
        );
        IReadOnlyList<Matrix<double>> layers = new NetworkView(new LayerSizes(4, [5], 7), State(scenario)).ToMatrices();
        Matrix<double> map = TestTasks.SheetSigmaYX.Clone();
        map.SetRow(1, [1, 0, 1, 0]);
        map.SetRow(2, [0, 1, 0, 1]);
        Matrix<double> expected = isThatMap ? map : 0.5 * Polar(map);
        (layers[1] * layers[0] - expected).Enumerate().Max(Math.Abs).ShouldBeLessThan(1e-14);
        (layers[1].TransposeThisAndMultiply(layers[1]) - layers[0].TransposeAndMultiply(layers[0]))
            .Enumerate()
            .Max(Math.Abs)
            .ShouldBeLessThan(1e-14);
        folder.ReadText(scenario.EffectiveSettings).EffectiveSettings.ShouldBe(scenario.EffectiveSettings);

        // UVᵀ: the map with all its singular values 1.
        static Matrix<double> Polar(Matrix<double> matrix)
        {
            var svd = matrix.Svd();
            return svd.U.SubMatrix(0, 7, 0, 4) * svd.VT;
        }
    }

    [Theory]
    [InlineData(
        "[[1,0],[0,1]]",
        "[5]",
        "to: must be a map from the inputs to the outputs of the task, 7×4, but is 2×2. Give one row per output."
    )]
    [InlineData(
        "[[0,0,0,0],[0,0,0,0],[0,0,0,0],[0,0,0,0],[0,0,0,0],[0,0,0,0],[0,0,0,0]]",
        "[5]",
        "has no modes, but has none. Take a \"constant\" start."
    )]
    [InlineData(
        "[[1,0,0,0],[0,1,0,0],[0,0,1,0],[0,0,0,0],[0,0,0,0],[0,0,0,0],[0,0,0,0]]",
        "[2]",
        "each of the 3 modes of \"to\" in every hidden layer, but hidden layer 1 has 2. Widen it, or take a \"gaussian\" start."
    )]
    public void A_map_that_a_start_cannot_be_aligned_to_is_refused(string to, string hidden, string message)
    {
        using ScenarioFolder folder = new();
        folder
            .Mistake(
                text,
                $"runs.deep.network.hidden={hidden}",
                $"runs.deep.start={{\"kind\":\"aligned\",\"to\":{to}}}"
            )
            .ShouldEndWith(message);
    }

    [Theory]
    [InlineData(0.5, 4)]
    [InlineData(0.5, 6)]
    [InlineData(-0.5, 4)]
    [InlineData(0, 16)]
    public void A_lambda_balanced_start_differs_by_lambda_and_has_the_strengths_asked_for(double lambda, int hidden)
    {
        using ScenarioFolder folder = new();
        Scenario scenario = folder.ReadText(
            text,
            $"runs.deep.network.hidden=[{hidden}]",
            FormattableString.Invariant(
                $"runs.deep.start={{\"kind\":\"lambdaBalanced\",\"lambda\":{lambda},\"strength\":[0.4,0.3,0.2,0.1]}}"
            )
        );
        var sizes = new LayerSizes(4, [hidden], 7);
        double[] state = State(scenario);
        Matrix<double> lower = Matrix<double>.Build.Dense(hidden, 4, state[sizes[0]]);
        Matrix<double> upper = Matrix<double>.Build.Dense(7, hidden, state[sizes[1]]);
        Matrix<double> difference = upper.TransposeThisAndMultiply(upper) - lower.TransposeAndMultiply(lower);
        Largest(difference - lambda * Matrix<double>.Build.DenseIdentity(hidden)).ShouldBeLessThan(1e-14);
        Matrix<double> map = scenario.Task.Modes.MapOf([0.4, 0.3, 0.2, 0.1]);
        Largest(upper * lower - map).ShouldBeLessThan(1e-14);
        folder.ReadText(scenario.EffectiveSettings).EffectiveSettings.ShouldBe(scenario.EffectiveSettings);
    }

    [Fact]
    public void A_constant_start_fills_every_layer_with_its_value()
    {
        using ScenarioFolder folder = new();
        Scenario scenario = folder.ReadText(text, """runs.deep.start={"kind":"constant","value":-0.125}""");
        State(scenario).ShouldAllBe(weight => weight == -0.125);
        folder.ReadText(scenario.EffectiveSettings).EffectiveSettings.ShouldBe(scenario.EffectiveSettings);
        folder
            .Mistake(text, """runs.deep.start={"kind":"constant"}""")
            .ShouldContain("runs.deep.start.value: must be given, but is missing.");
    }

    [Fact]
    public void Biases_from_a_scenario_arrive_behind_the_weights_of_their_layer()
    {
        using ScenarioFolder folder = new();
        Scenario scenario = folder.ReadText(Biased);
        State(scenario).ShouldBe([1, 3, 5, 2, 4, 6, 0.1, 0.2, 0.3, 7, 8, 9, 0.4]);
        folder.ReadText(scenario.EffectiveSettings).EffectiveSettings.ShouldBe(scenario.EffectiveSettings);
        folder.Write("b1.csv", "0.1\n0.2\n0.3\n");
        State(folder.ReadText(Biased, "runs.a.start.biases=[\"b1.csv\",[0.4]]")).ShouldBe(State(scenario));
        State(folder.ReadText(Biased, "runs.a.start.biases=zero")).ShouldBe([1, 3, 5, 2, 4, 6, 0, 0, 0, 7, 8, 9, 0]);
    }

    [Theory]
    [InlineData(
        "runs.a.start.biases=null",
        "runs.a.start.biases: must be given, but is missing. Example: \"biases\": [[0.1, 0], \"b2.csv\"] or \"zero\"."
    )]
    [InlineData(
        "runs.a.start.biases=none",
        "runs.a.start.biases: must be a list [ … ], but is \"none\". Example: [[0.1, 0], \"b2.csv\"] or \"zero\"."
    )]
    [InlineData(
        "runs.a.start.biases=[[1,2,3]]",
        "runs.a.start.biases: must have one entry per layer, b_1 to b_2, but has 1. Give the layers input side first."
    )]
    [InlineData(
        "runs.a.start.biases=[[1,2],[3]]",
        "runs.a.start.biases[0]: must hold b_1 as one row or column of 3 numbers (hidden layer 1), but b_1 is 1×2. Give one number per unit."
    )]
    [InlineData(
        "runs.a.start.biases=[[1,2,3],[[1,2],[3,4]]]",
        "runs.a.start.biases[1]: must hold b_2 as one row or column of 1 numbers (the outputs of Σ^yx), but b_2 is 2×2. Give one number per unit."
    )]
    [InlineData(
        "runs.a.start.biases=[[1,\"x\",3],[4]]",
        "runs.a.start.biases[0][1]: must be a finite number, but is \"x\". Example: 0.1."
    )]
    [InlineData(
        "runs.a.network.bias=false",
        "runs.a.start.biases: must not be given for a network without biases, but is. Remove it, or give the network \"bias\": true."
    )]
    public void Biases_that_do_not_fit_are_refused(string option, string message)
    {
        using ScenarioFolder folder = new();
        folder.Mistake(Biased, option).ShouldEndWith($": {message}");
    }

    [Theory]
    [InlineData(
        "[16]",
        "1",
        "lambda: must be 0 or negative for 16 hidden units and 7 outputs, because W₂ᵀW₂ = W₁W₁ᵀ + λ1 would have rank 16, but is 1. Take at most 7 hidden units."
    )]
    [InlineData(
        "[5]",
        "-0.1",
        "lambda: must be 0 or positive for 5 hidden units and 4 inputs, because W₁W₁ᵀ = W₂ᵀW₂ − λ1 would have rank 5, but is -0.1. Take at most 4 hidden units."
    )]
    [InlineData(
        "[3]",
        "1",
        "kind: must have a unit for each of the 4 modes of Σ^yx in every hidden layer, but hidden layer 1 has 3. Widen it, or take a \"gaussian\" start."
    )]
    [InlineData(
        "[4,4]",
        "1",
        "kind: must have one hidden layer, whose two sides differ by λ, but the network has 2. Take one hidden layer, or an \"aligned\" start."
    )]
    [InlineData("[4]", "1e200", "lambda: must be a number from -1e150 to 1e150, but is 1e200. Example: 1.")]
    public void Shapes_in_which_no_weights_differ_by_lambda_are_refused(string hidden, string lambda, string message)
    {
        using ScenarioFolder folder = new();
        folder
            .Mistake(
                text,
                $"runs.deep.network.hidden={hidden}",
                $"runs.deep.start={{\"kind\":\"lambdaBalanced\",\"lambda\":{lambda},\"strength\":0.1}}"
            )
            .ShouldEndWith($": runs.deep.start.{message}");
    }

    [Theory]
    [InlineData(
        "{\"kind\":\"xavier\",\"seed\":1,\"distribution\":\"gaussian\"}",
        "distribution: must be \"uniform\" or \"normal\", but is \"gaussian\". Take one of these."
    )]
    [InlineData(
        "{\"kind\":\"he\",\"seed\":1,\"gain\":0}",
        "gain: must be a positive number up to 1e150, but is 0. Example: 1."
    )]
    [InlineData(
        "{\"kind\":\"orthogonal\",\"seed\":1,\"gain\":1e200}",
        "gain: must be a positive number up to 1e150, but is 1e200. Example: 1."
    )]
    [InlineData(
        "{\"kind\":\"gaussian\",\"seed\":1,\"variance\":1,\"gain\":2}",
        "gain: must not be given with the kind \"gaussian\", but is. It belongs to \"xavier\", \"he\" or \"orthogonal\"."
    )]
    public void Options_of_a_random_start_are_as_strict_as_others(string start, string message)
    {
        using ScenarioFolder folder = new();
        folder.Mistake(text, $"runs.deep.start={start}").ShouldEndWith($": runs.deep.start.{message}");
    }

    private static double[] State(Scenario scenario) =>
        Filled(scenario.Runs[0].Start, scenario.Runs[0].ArchitectureFor(scenario.Task).Sizes);

    private static double[] Filled(IStart start, LayerSizes sizes)
    {
        double[] state = new double[sizes.Count];
        start.Fill(sizes, state);
        return state;
    }

    private static double Largest(Matrix<double> matrix) => matrix.Enumerate().Max(Math.Abs);
}
