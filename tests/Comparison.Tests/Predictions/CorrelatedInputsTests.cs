using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Predictions;

/// <summary>Where Σ^x and Σ^yx share no input directions a theory of modes names what does apply to the run, and it does.</summary>
public sealed class CorrelatedInputsTests
{
    private const string Applies = "the theory \"endToEnd\" applies to this run";
    private const string FromBalanced = "the theory \"endToEnd\" applies from balanced weights";
    private const string Whitening = "\"preprocess\": \"zcaWhitened\" in the task";

    [Fact]
    public void From_balanced_weights_the_theory_that_is_named_follows_the_run()
    {
        RunResult run = Perform(Items(12), new BalancedStart(0.3, seed: 2));
        Reason(run).ShouldContain(Applies);
        Reason(run).ShouldContain(Whitening);
        ReadOnlySpan<double> simulated = run.Trials[0].Samples["sv1"];
        // Twice the tolerance of the simulation over a few units of time.
        run.Trials[0].Samples["sv1@endToEnd"][^1].ShouldBe(simulated[^1], tolerance: 1e-9);
    }

    [Fact]
    public void From_other_weights_it_is_named_with_its_condition()
    {
        string reason = Reason(Perform(Items(12), new GaussianStart(0.1, seed: 2)));
        reason.ShouldContain(FromBalanced);
        reason.ShouldNotContain(Applies);
    }

    [Fact]
    public void Whitening_is_named_where_it_can_be_done_and_modes_then_have_curves()
    {
        // 3 items in 4 inputs cannot be whitened, moments are not items, a quadratic has no such setting.
        Reason(Perform(Items(3), new BalancedStart(0.3, seed: 2))).ShouldNotContain("preprocess");
        LearningTask items = Items(12);
        LearningTask moments = new(items.SigmaX, items.SigmaYX);
        Reason(Perform(moments, new BalancedStart(0.3, seed: 2))).ShouldNotContain("preprocess");
        LearningTask quadratic = LearningTask.OfQuadratic(items.SigmaX, items.SigmaYX.Row(0).ToArray());
        Reason(Perform(quadratic, new BalancedStart(0.3, seed: 2))).ShouldNotContain("preprocess");

        LearningTask white = new(items.Items!.Preprocessed(Preprocessing.ZcaWhitened));
        Perform(white, new BalancedStart(0.3, seed: 2))
            .Trials[0]
            .Predictions[0]
            .Forecast.ShouldBeOfType<Forecast.Curves>();
    }

    [Fact]
    public void A_network_without_hidden_layers_has_no_such_advice() =>
        Reason(Perform(Items(12), new GaussianStart(0.1, seed: 2), hidden: [])).ShouldNotContain("With these inputs");

    private static string Reason(RunResult run) => ((Forecast.None)run.Trials[0].Predictions[0].Forecast).Because;

    // Correlated inputs, targets of one fixed teacher and of no other relation to them.
    private static LearningTask Items(int count)
    {
        Random random = new(7);
        Matrix<double> inputs = Matrix<double>.Build.Dense(
            4,
            count,
            (row, _) => (row + 1) * (random.NextDouble() - 0.4)
        );
        Matrix<double> targets = Matrix<double>.Build.Dense(2, count, (_, _) => random.NextDouble() - 0.5);
        return new LearningTask(new DataSet(inputs, targets), MomentConvention.Mean);
    }

    private static RunResult Perform(LearningTask task, IStart start, int[]? hidden = null)
    {
        FlowSettings flow = new(new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-12, 1e-14), 1, Until: 2);
        var plan = new RunPlan("r", hidden ?? [4], start, flow)
        {
            Sample = new SampleTimes.Every(1),
            Theories =
            [
                new TheoryPlan(new BalancedPrediction(new InitialStrength.Measured())),
                new TheoryPlan(new EndToEndPrediction()),
            ],
        };
        return Experiment.Perform(new Scenario("a", task, [plan])).Runs[0];
    }
}
