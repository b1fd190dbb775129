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

    [Fact]
    public void Moments_that_are_means_make_an_epoch_as_many_times_longer_as_there_are_items()
    {
        using var folder = new ScenarioFolder();
        Scenario scenario = folder.ReadText(Good, "task.moments=mean");
        RunClock
            .Describe(scenario.Task, scenario.Runs[0].Learning)
            .ShouldBe("One epoch = 0.2 units of flow time (moments averaged over items, τ = 1).");
    }

    [Fact]
    public void The_schedule_of_one_over_time_has_two_names_and_is_kept_under_one()
    {
        using var folder = new ScenarioFolder();
        string schedule = "runs.relu.learning.schedule={\"kind\":\"1/t\",\"halfAt\":50}";
        Scenario scenario = folder.ReadText(Good, schedule);
        scenario
            .Runs[0]
            .Learning.ShouldBeOfType<DescentSettings>()
            .Schedule.ShouldBe(new RateSchedule.Inverse(HalfAt: 50));
        scenario.EffectiveSettings.ShouldContain("\"schedule\":{\"kind\":\"inverse\",\"halfAt\":50}");
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
