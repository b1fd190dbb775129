using Dynamics.Comparison.Commands;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Networks;

namespace ComparisonTests.Agreement;

public sealed class OtherOrdersTests
{
    private static readonly LearningTask task = new(new DiffuseTreeSampler(20, 2, 2, 0.1).Sample(seed: 1));
    private static readonly InitialStrength measured = new InitialStrength.Measured();

    [Fact]
    public void A_shuffled_run_that_would_take_long_is_run_in_other_orders_only_where_asked_for_and_says_so()
    {
        ExperimentResult result = Perform(new BalancedPrediction(measured));
        string cheap = BudgetDocument.Markdown(BudgetSummary.Of(result));
        cheap.ShouldContain("| order |");
        cheap.ShouldNotContain("dynamics explain");

        // What it would cost is read off the plan: 3 multiplications for each of 80 weights and 4 items, and 1000 for an update, 8 orders.
        const int Affordable = (int)(2e9 / (8 * (3 * 4 * 192 + 4 * 1000)));
        BudgetSummary.Of(WithEpochs(result, Affordable - 1)).WithoutOrders.ShouldBeEmpty();
        BudgetSummary dear = BudgetSummary.Of(WithEpochs(result, Affordable + 1));
        dear.WithoutOrders.ShouldBe(["run"]);
        dear.Rows[0].Parts[^1].Name.ShouldBe("finite rate and order");
        BudgetDocument.Markdown(dear).ShouldContain("`dynamics explain scenario.json` makes them.");
    }

    [Fact]
    public void It_is_told_how_many_orders_are_done_and_ends_at_once_when_interrupted()
    {
        ExperimentResult result = Perform(new BalancedPrediction(measured));
        Told told = new();
        BudgetSummary.Of(result, isAskedFor: true, told).WithoutOrders.ShouldBeEmpty();
        told.Shares.ShouldBe([.. Enumerable.Range(0, 9).Select(done => done / 8.0)]);

        using CancellationTokenSource source = new();
        source.Cancel();
        InterruptibleBudgets.Of(result, progress: null, source.Token).ShouldBeNull();
    }

    [Fact]
    public void Rungs_that_are_theories_of_the_run_have_their_curves_and_the_budget_is_the_same()
    {
        BudgetSummary few = BudgetSummary.Of(Perform(new BalancedPrediction(measured)));
        BudgetSummary all = BudgetSummary.Of(
            Perform(
                new MatrixPrediction(lambda: 0),
                new TwoLayerModesPrediction(isSequential: true),
                new ReferencePrediction(),
                new BalancedPrediction(measured),
                new TwoLayerModesPrediction(isSequential: false)
            )
        );
        all.Rows.Count.ShouldBe(few.Rows.Count);
        foreach ((BudgetRow one, BudgetRow other) in few.Rows.Zip(all.Rows))
        {
            one.Parts.Select(part => part.Name).ShouldBe(other.Parts.Select(part => part.Name));
            // Products of matrices may round otherwise at another place in memory.
            one.Parts.Zip(other.Parts)
                .ShouldAllBe(pair => Math.Abs(pair.First.Value.Value - pair.Second.Value.Value) < 1e-12);
        }
    }

    private static ExperimentResult Perform(params IPrediction[] theories)
    {
        var descent = new DescentSettings(0.1, 40, 1, Loss.MeanSquared, new ItemOrder.Shuffled(1));
        RunPlan plan = new("run", [8], new GaussianStart(0.01, seed: 1), descent)
        {
            Theories = [.. theories.Select(theory => new TheoryPlan(theory))],
        };
        return Experiment.Perform(new Scenario("a", task, [plan]));
    }

    // The samples stay those of 40 epochs; nothing is run that is not asked for.
    private static ExperimentResult WithEpochs(ExperimentResult result, int epochs)
    {
        RunResult run = result.Runs[0];
        var descent = (DescentSettings)run.Plan.Learning;
        RunPlan plan = run.Plan with { Learning = descent with { Epochs = epochs } };
        return result with { Runs = [run with { Plan = plan }] };
    }

    private sealed class Told : IProgress<RunProgress>
    {
        public List<double> Shares { get; } = [];

        public void Report(RunProgress value)
        {
            if (value.Run == "run: other orders")
            {
                Shares.Add(value.Share);
            }
        }
    }
}
