namespace ComparisonTests.Scenarios;

public sealed class DescentMistakeTests
{
    private const string Good = """
        {
          "name": "tree",
          "task": { "kind": "diffuseTree", "features": 20, "depth": 2, "branching": 2, "flip": 0.1, "seed": 3 },
          "runs": [
            {
              "name": "relu",
              "network": { "hidden": [6, 5], "bias": true, "activation": { "kind": "relu", "on": "all" } },
              "start": { "kind": "torchDefault", "seed": 1 },
              "learning": {
                "kind": "descent", "loss": "mse",
                "rate": 0.5,
                "epochs": 3,
                "batch": 1,
                "schedule": { "kind": "inverse", "halfAt": 100 },
                "order": { "kind": "file", "path": "order.csv" }
              },
              "sample": { "every": 1 },
              "observe": ["singularValues"]
            }
          ]
        }
        """;

    [Fact]
    public void The_scenario_that_is_broken_below_is_sound()
    {
        using var folder = new ScenarioFolder();
        folder.Write("order.csv", "0,1,2,3\n1,0,2,3\n3,2,1,0\n");
        Should.NotThrow(() => folder.ReadText(Good));
    }

    [Theory]
    [InlineData(
        "\"observe\": [\"singularValues\"]",
        "\"observe\": [\"sharpness\"]",
        "s.json:18: runs.relu.observe[0]: must be of a linear network, whose Hessian is known, but this one has biases or an activation. Remove \"sharpness\"."
    )]
    [InlineData(
        "\"rate\": 0.5",
        "\"rate\": 0",
        "s.json:11: runs.relu.learning.rate: must be a positive number, but is 0. Example: 0.5."
    )]
    [InlineData(
        "\"rate\": 0.5",
        "\"rate\": -0.5",
        "s.json:11: runs.relu.learning.rate: must be a positive number, but is -0.5. Example: 0.5."
    )]
    [InlineData(
        "\"epochs\": 3",
        "\"epochs\": -1",
        "s.json:12: runs.relu.learning.epochs: must be a whole number, 0 or more, but is -1. Example: 1."
    )]
    [InlineData(
        "\"epochs\": 3",
        "\"epochs\": 4",
        "s.json:15: runs.relu.learning.order.path: must have a row for each of 4 epochs with each of 4 items once, but is 3×4. Number items from 0."
    )]
    [InlineData(
        "\"batch\": 1",
        "\"batch\": 5",
        "s.json:13: runs.relu.learning.batch: must be a whole number of items from 1 to 4, or \"all\", but is 5. Example: 1."
    )]
    [InlineData(
        "\"batch\": 1",
        "\"batch\": 1.5",
        "s.json:13: runs.relu.learning.batch: must be a whole number of items from 1 to 4, or \"all\", but is 1.5. Example: 1."
    )]
    [InlineData(
        "\"batch\": 1",
        "\"batch\": 0",
        "s.json:13: runs.relu.learning.batch: must be a whole number of items from 1 to 4, or \"all\", but is 0. Example: 1."
    )]
    [InlineData(
        "\"mse\"",
        "\"crossEntropy\"",
        "s.json:10: runs.relu.learning.loss: must be \"mse\" or \"halfSquared\" unless every target is one-hot, but \"crossEntropy\" meets item 0, whose target is not. Give one 1 and zeros else."
    )]
    [InlineData(
        "\"hidden\": [6, 5]",
        "\"hidden\": [6, -5]",
        "s.json:7: runs.relu.network.hidden[1]: must be a whole number, 1 or more, but is -5. Example: 1."
    )]
    [InlineData(
        "{ \"every\": 1 }",
        "{ \"every\": 0.5 }",
        "s.json:17: runs.relu.sample.every: must be a whole number of epochs, but is 0.5. Nearest: 1."
    )]
    [InlineData(
        "{ \"every\": 1 }",
        "{ \"at\": [0, 99] }",
        "s.json:17: runs.relu.sample.at[1]: must not be later than the end, 3, but is 99. Remove it or raise \"epochs\"."
    )]
    [InlineData(
        "\"relu\", \"on\"",
        "\"rleu\", \"on\"",
        """s.json:7: runs.relu.network.activation.kind: must be "identity", "relu", "leakyRelu", "tanh", "sigmoid", "silu" or "gelu", but is "rleu". Did you mean "relu"?"""
    )]
    [InlineData(
        "\"kind\": \"inverse\"",
        "\"kind\": \"t^-1\"",
        """s.json:14: runs.relu.learning.schedule.kind: must be "constant", "step", "cosine", "inverse" or "1/t", but is "t^-1". Take one of these."""
    )]
    public void A_descent_that_cannot_be_done_is_refused(string good, string bad, string message)
    {
        Good.ShouldContain(good);
        Mistake(Good.Replace(good, bad, StringComparison.Ordinal)).ShouldBe(message);
    }

    [Theory]
    [InlineData("0,1,1,3", "names item 1 in places 2 and 3 and leaves out item 2")]
    [InlineData("3,3,0,1", "names item 3 in places 1 and 2 and leaves out item 2")]
    [InlineData("0,1,2,4", "names 4 in place 4, which is no item")]
    [InlineData("-1,1,2,3", "names -1 in place 1, which is no item")]
    [InlineData("0,1,2.5,3", "names 2.5 in place 3, which is no item")]
    public void An_order_that_is_no_permutation_names_the_item_repeated_and_the_item_missing(string row, string what)
    {
        Mistake(Good, $"0,1,2,3\n{row}\n3,2,1,0\n")
            .ShouldBe(
                "s.json:15: runs.relu.learning.order.path: must have each item from 0 to 3 once in every row, but row 2 "
                    + what
                    + ". Name each once."
            );
    }

    private static string Mistake(string text, string order = "0,1,2,3\n1,0,2,3\n3,2,1,0\n")
    {
        using var folder = new ScenarioFolder();
        folder.Write("order.csv", order);
        return folder.Mistake(text);
    }
}
