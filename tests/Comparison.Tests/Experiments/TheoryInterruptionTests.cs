using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;

namespace ComparisonTests.Experiments;

public sealed class TheoryInterruptionTests
{
    [Fact]
    public void An_interruption_while_a_theory_is_asked_ends_it_and_keeps_the_samples_without_it()
    {
        using var source = new CancellationTokenSource();
        var slow = new Slow(source);
        var flow = new FlowSettings(new StepRule.Fixed(ButcherTableau.Euler, 0.1), TimeConstant: 2.5, Until: 10);
        RunPlan plan = new("run", [4], new GaussianStart(0.01, seed: 1), flow) { Theories = [new TheoryPlan(slow)] };
        ExperimentResult result = Experiment.Perform(
            new Scenario("s", TestTasks.Sheet, [plan]),
            interruption: source.Token
        );
        result.IsComplete.ShouldBeFalse();
        Trial trial = result.Runs[0].Trials[0];
        trial.Outcome.ShouldBeNull();
        trial.Samples.RowCount.ShouldBe(101);
        trial.Samples.Columns.ShouldNotContain("loss@slow");
        trial.Predictions[0].Forecast.ShouldBeOfType<Forecast.None>().Because.ShouldContain("interrupted");
        slow.Asked.ShouldBe(3);
    }

    /// <summary>Is interrupted while it is asked for the third time.</summary>
    private sealed class Slow(CancellationTokenSource source) : IPrediction
    {
        public int Asked { get; private set; }

        public string Name => "slow";

        public Forecast Predict(PredictionContext context) =>
            new Forecast.Curves(
                Standing.Exact,
                [],
                ["loss"],
                (_, values) =>
                {
                    values[0] = 0;
                    if (++Asked == 3)
                    {
                        source.Cancel();
                    }
                }
            );
    }
}
