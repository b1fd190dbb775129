using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Descent;

namespace ComparisonTests.Scenarios;

public sealed class OptimiserScenarioTests
{
    private const string Good = """
        { "name": "tree",
          "task": { "kind": "diffuseTree", "features": 20, "depth": 2, "branching": 2, "flip": 0.1, "seed": 3 },
          "runs": [
            { "name": "deep",
              "network": { "hidden": [6] },
              "start": { "kind": "gaussian", "variance": 0.01, "seed": 1 },
              "learning": { "kind": "descent", "rate": 0.5, "epochs": 10, "batch": 1 } } ] }
        """;

    public static TheoryData<string, Optimiser> Optimisers =>
        new()
        {
            { """{ "kind": "plain" }""", new Optimiser.Plain() },
            { """{ "kind": "heavyBall", "momentum": 0.9 }""", new Optimiser.Momentum(0.9) },
            { """{ "kind": "nesterov", "momentum": 0 }""", new Optimiser.Momentum(0, IsNesterov: true) },
            { """{ "kind": "rmsProp" }""", new Optimiser.RmsProp(0.99, 1e-8) },
            { """{ "kind": "rmsProp", "smoothing": 0.9, "epsilon": 1e-4 }""", new Optimiser.RmsProp(0.9, 1e-4) },
            { """{ "kind": "adam" }""", new Optimiser.Adam(0.9, 0.999, 1e-8) },
            { """{ "kind": "adam", "beta1": 0.5, "beta2": 0.6, "epsilon": 0.1 }""", new Optimiser.Adam(0.5, 0.6, 0.1) },
            { """{ "kind": "rprop" }""", new Optimiser.Rprop(0.5, 1.2, 1e-6, 50) },
            {
                """{ "kind": "rprop", "shrink": 0.4, "grow": 1.5, "smallest": 0.01, "largest": 1 }""",
                new Optimiser.Rprop(0.4, 1.5, 0.01, 1)
            },
            { """{ "kind": "newton" }""", new Optimiser.Newton(IsGaussNewton: false) },
            { """{ "kind": "gaussNewton", "damping": 0.5 }""", new Optimiser.Newton(IsGaussNewton: true, 0.5) },
        };

    [Theory, MemberData(nameof(Optimisers))]
    public void An_optimiser_is_read_as_it_is_written_and_reads_back(string text, Optimiser expected)
    {
        using var folder = new ScenarioFolder();
        Scenario scenario = folder.ReadText(Good, Set("optimiser", text));
        Learning(scenario).Optimiser.ShouldBe(expected);
        Learning(folder.ReadText(scenario.EffectiveSettings)).Optimiser.ShouldBe(expected);
    }

    [Fact]
    public void Decay_average_and_draws_are_read_as_they_are_written_and_read_back()
    {
        using var folder = new ScenarioFolder();
        Scenario scenario = folder.ReadText(
            Good,
            Set("weightDecay", "0.001"),
            Set("averaging", "0.99"),
            Set("order", """{ "kind": "drawn", "seed": -4 }""")
        );
        foreach (
            DescentSettings read in (DescentSettings[])
                [Learning(scenario), Learning(folder.ReadText(scenario.EffectiveSettings))]
        )
        {
            read.WeightDecay.ShouldBe(0.001);
            read.Averaging.ShouldBe(0.99);
            read.Order.ShouldBe(new ItemOrder.Drawn(-4));
        }
    }

    [Fact]
    public void What_is_left_out_is_plain_descent_and_leaves_the_settings_as_they_were()
    {
        using var folder = new ScenarioFolder();
        Scenario scenario = folder.ReadText(Good);
        Learning(scenario).Optimiser.ShouldBe(new Optimiser.Plain());
        Learning(scenario).WeightDecay.ShouldBe(0);
        Learning(scenario).Averaging.ShouldBe(0);
        scenario.EffectiveSettings.ShouldNotContain("optimiser");
        scenario.EffectiveSettings.ShouldNotContain("weightDecay");
    }

    [Theory]
    [InlineData(
        """{ "kind": "heavyball", "momentum": 0.9 }""",
        """.kind: must be "plain", "heavyBall", "nesterov", "rmsProp", "adam", "rprop", "newton" or "gaussNewton", but is "heavyball". Did you mean "heavyBall"?"""
    )]
    [InlineData(
        """{ "kind": "heavyBall" }""",
        """.momentum: must be given, but is missing. Example: "momentum": 0.9."""
    )]
    [InlineData(
        """{ "kind": "heavyBall", "momentum": 1 }""",
        ".momentum: must be below 1, but is 1: at 1 energy would never be lost, so that the weights would swing for ever and not come to rest at a minimum. Example: 0.9."
    )]
    [InlineData(
        """{ "kind": "nesterov", "momentum": -0.1 }""",
        ".momentum: must be a number that is not negative, but is -0.1. Example: 0.9."
    )]
    [InlineData(
        """{ "kind": "adam", "momentum": 0.9 }""",
        """.momentum: must not be given with the kind "adam", but is. It belongs to "heavyBall" or "nesterov"."""
    )]
    [InlineData(
        """{ "kind": "adam", "beta2": 1 }""",
        ".beta2: must be a number from 0 to below 1, but is 1. Example: 0.9."
    )]
    [InlineData(
        """{ "kind": "rmsProp", "epsilon": 0 }""",
        ".epsilon: must be a positive number, but is 0. Example: 1e-8."
    )]
    [InlineData(
        """{ "kind": "rprop", "shrink": 1 }""",
        ".shrink: must be a number between 0 and 1, but is 1. Example: 0.5."
    )]
    [InlineData(
        """{ "kind": "newton", "damping": -1 }""",
        ".damping: must be a number that is not negative, but is -1. Example: 0.01."
    )]
    [InlineData("""{ "kind": "rprop", "grow": 1 }""", ".grow: must be a number above 1, but is 1. Example: 1.2.")]
    [InlineData(
        """{ "kind": "rprop", "smallest": 0.1, "largest": 0.01 }""",
        ".largest: must be a number from \"smallest\", 0.1, up, but is 0.01. Example: 50."
    )]
    public void An_optimiser_that_cannot_be_is_refused(string text, string message) =>
        Mistake(Set("optimiser", text)).ShouldContain("optimiser" + message);

    [Fact]
    public void Newton_refuses_a_network_of_many_weights_and_counts_them() =>
        Mistake("runs.deep.network.hidden=[30]", Set("optimiser", """{ "kind": "gaussNewton" }"""))
            .ShouldContain(
                "optimiser: must not be \"gaussNewton\" for more than 500 weights and biases, whose whole Hessian every step takes, but this network has 720. Take narrower layers, or \"adam\"."
            );

    [Theory]
    [InlineData("weightDecay", "-1", "must be a number that is not negative, but is -1. Example: 0.1.")]
    [InlineData("averaging", "1", "must be a number from 0 to below 1, but is 1. Example: 0.999.")]
    public void Decay_and_average_out_of_their_ranges_are_refused(string key, string value, string message) =>
        Mistake(Set(key, value)).ShouldContain($"{key}: {message}");

    [Fact]
    public void Rprop_has_no_use_for_a_schedule() =>
        Mistake(Set("schedule", """{ "kind": "cosine" }"""), Set("optimiser", """{ "kind": "rprop" }"""))
            .ShouldContain("optimiser: must not be \"rprop\" where the rate has a schedule, but is");

    private static string Set(string key, string value) => $"runs.deep.learning.{key}={value}";

    private static DescentSettings Learning(Scenario scenario) =>
        scenario.Runs[0].Learning.ShouldBeOfType<DescentSettings>();

    private static string Mistake(params string[] overrides)
    {
        using var folder = new ScenarioFolder();
        return folder.Mistake(Good, overrides);
    }
}
