using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;

namespace ComparisonTests.Agreement;

public sealed class ErrorBudgetTests
{
    [Fact]
    public void Parts_add_up_to_the_whole_where_that_is_largest()
    {
        var budget = ErrorBudget.Of(
            "mode1",
            [0, 1, 2],
            [("", [0.0, 1, 2]), ("start value", [0.5, 3, 2]), ("step size", [0.25, 2.5, 5])]
        );
        (budget.Time, budget.Whole).ShouldBe((2, 3));
        budget.Parts.ShouldBe([new BudgetPart("start value", 0, 2), new BudgetPart("step size", 3, 3)]);
    }

    [Fact]
    public void From_a_gaussian_start_the_parts_add_up_and_the_start_value_has_nearly_all()
    {
        IReadOnlyList<ErrorBudget> budgets = Budgets(new GaussianStart(0.01, seed: 1), ButcherTableau.Euler, 0.1);
        budgets[0]
            .Parts.Select(part => part.Name)
            .ShouldBe(["start value", "imbalance", "succession", "competition", "unequal imbalance", "step size"]);
        foreach (ErrorBudget budget in budgets)
        {
            budget.Parts.Sum(part => part.Value).ShouldBe(budget.Whole, tolerance: 1e-12);
            budget.Parts[0].Value.ShouldBe(budget.Whole, tolerance: 0.05 * Math.Abs(budget.Whole));
        }
    }

    [Fact]
    public void From_an_aligned_start_only_the_steps_are_left()
    {
        foreach (ErrorBudget budget in Budgets(Aligned(), ButcherTableau.ClassicalRungeKutta, 0.1))
        {
            budget.Parts.SkipLast(1).ShouldAllBe(part => part.Largest <= 1e-11);
            budget.Parts[^1].Value.ShouldBe(budget.Whole, tolerance: 1e-11);
        }
    }

    [Fact]
    public void Half_the_step_of_the_classical_method_leaves_a_sixteenth_of_its_part()
    {
        double coarse = Budgets(Aligned(), ButcherTableau.ClassicalRungeKutta, 0.1)[0].Parts[^1].Largest;
        double fine = Budgets(Aligned(), ButcherTableau.ClassicalRungeKutta, 0.05)[0].Parts[^1].Largest;
        (coarse / fine).ShouldBe(16, tolerance: 1);
    }

    [Fact]
    public void The_document_reads_back_from_its_table_and_says_it_in_words()
    {
        Scenario scenario = new(
            "a",
            TestTasks.Sheet,
            [Plan(new GaussianStart(0.01, seed: 1), ButcherTableau.Euler, 0.1)]
        );
        var budgets = BudgetSummary.Of(Experiment.Perform(scenario));
        using var folder = new Reports.TemporaryFolder();
        using (FileStream file = File.Create(folder.Path(BudgetDocument.TableFile)))
        {
            BudgetDocument.Write(budgets, file);
        }
        string text = BudgetDocument.Markdown(budgets);
        BudgetDocument.Markdown(BudgetDocument.Read(folder.Root)).ShouldBe(text);
        text.ShouldContain("Of a difference of 2 in mode1 at t = 2.8: 2.01 is start value");
    }

    [Fact]
    public void Curves_of_other_lengths_are_refused() =>
        Should
            .Throw<ArgumentException>(() => ErrorBudget.Of("mode1", [0, 1], [("", [0.0]), ("step size", [0.0, 1])]))
            .Message.ShouldContain("at each of 2 times");

    private static AlignedStart Aligned() =>
        new(TestTasks.Sheet.Modes.OutputModes, TestTasks.Sheet.Modes.InputModes, [0.001, 0.001, 0.001, 0.001]);

    private static IReadOnlyList<ErrorBudget> Budgets(IStart start, ButcherTableau method, double step)
    {
        RunPlan plan = Plan(start, method, step);
        Trial trial = Experiment.Perform(new Scenario("a", TestTasks.Sheet, [plan])).Runs[0].Trials[0];
        return BudgetLadder.BudgetsOf(TestTasks.Sheet, plan, trial);
    }

    private static RunPlan Plan(IStart start, ButcherTableau method, double step) =>
        new("deep", [16], start, new FlowSettings(new StepRule.Fixed(method, step), TimeConstant: 2.5, Until: 15))
        {
            Theories = [new TheoryPlan(new BalancedPrediction(new InitialStrength.Prescribed(0.001)))],
        };
}
