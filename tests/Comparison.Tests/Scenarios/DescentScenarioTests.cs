using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Networks;

namespace ComparisonTests.Scenarios;

public sealed class DescentScenarioTests
{
    private const string Good = """
        { "name": "tree",
          "task": { "kind": "diffuseTree", "features": 20, "depth": 2, "branching": 2, "flip": 0.1, "seed": 3 },
          "runs": [
            { "name": "relu",
              "network": { "hidden": [6, 5], "bias": true, "activation": { "kind": "relu", "on": "all" } },
              "start": { "kind": "torchDefault", "seed": 1 },
              "learning": { "kind": "descent", "rate": 0.5, "epochs": 10, "batch": 1,
                            "order": { "kind": "shuffled", "seed": 7 }, "loss": "mse" },
              "sample": { "every": 2 },
              "observe": ["singularValues"] } ] }
        """;

    [Fact]
    public void A_descent_is_read_as_it_is_written()
    {
        using var folder = new ScenarioFolder();
        Scenario scenario = folder.ReadText(Good);
        scenario.Task.Items!.Count.ShouldBe(4);
        RunPlan run = scenario.Runs[0];
        run.HasBias.ShouldBeTrue();
        run.Activation.ShouldBe(Activation.Relu);
        run.Placement.ShouldBe(ActivationPlacement.All);
        run.Learning.ShouldBe(new DescentSettings(0.5, 10, 1, Loss.MeanSquared, new ItemOrder.Shuffled(7)));
        RunClock.Describe(scenario.Task, run.Learning).ShouldStartWith("One epoch = 0.05 units of flow time");
    }

    [Theory]
    [InlineData(
        "\"batch\": 1",
        "\"batch\": 5",
        "runs.relu.learning.batch: must be a whole number of items from 1 to 4"
    )]
    [InlineData("\"rate\": 0.5", "\"rate\": 0", "runs.relu.learning.rate: must be a positive number, but is 0.")]
    [InlineData("\"flip\": 0.1", "\"flip\": 1.5", "task.flip: must be a number from 0 to 1, but is 1.5.")]
    [InlineData(
        "\"mse\"",
        "\"crossEntropy\"",
        "runs.relu.learning.loss: must be \"mse\" or \"halfSquared\" unless every target is one-hot"
    )]
    [InlineData("{ \"every\": 2 }", "{ \"every\": 0.5 }", "runs.relu.sample.every: must be a whole number of steps")]
    [InlineData("\"relu\", \"on\"", "\"rleu\", \"on\"", "Did you mean \"relu\"?")]
    public void A_mistake_is_named_with_its_place(string good, string bad, string message)
    {
        using var folder = new ScenarioFolder();
        folder.Mistake(Good.Replace(good, bad, StringComparison.Ordinal)).ShouldContain(message);
    }

    [Fact]
    public void An_order_with_a_repeated_item_is_refused_by_name()
    {
        using var folder = new ScenarioFolder();
        folder.Write("order.csv", string.Join("\n", Enumerable.Repeat("0,1,2,3", 9)) + "\n0,1,1,3\n");
        string scenario = Good.Replace(
            "{ \"kind\": \"shuffled\", \"seed\": 7 }",
            "{ \"kind\": \"file\", \"path\": \"order.csv\" }",
            StringComparison.Ordinal
        );
        folder
            .Mistake(scenario)
            .ShouldContain("row 10 has 1 in place 3, repeated or unknown; item 2 is still missing there.");
    }

    [Fact]
    public void A_flow_of_a_network_that_is_not_linear_is_refused()
    {
        using var folder = new ScenarioFolder();
        string scenario =
            Good[..Good.IndexOf("\"learning\"", StringComparison.Ordinal)]
            + """
                "learning": { "kind": "flow", "method": "euler", "step": 1, "timeConstant": 1, "until": 2 } } ] }
                """;
        folder.Mistake(scenario).ShouldContain("must be a descent for a network with biases or an activation");
    }
}
