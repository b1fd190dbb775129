using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Plottables;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using Dynamics.Theory.Modes;

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
        budgets.Select(budget => budget.Observable).ShouldBe(["mode1", "mode2", "group3-4", "sv1", "sv2"]);
        foreach (ErrorBudget budget in budgets)
        {
            budget.Parts.Sum(part => part.Value).ShouldBe(budget.Whole, tolerance: 1e-12);
            budget.Parts[0].Value.ShouldBe(budget.Whole, tolerance: 0.05 * Math.Abs(budget.Whole));
        }
    }

    [Fact]
    public void From_an_aligned_start_only_the_steps_are_left()
    {
        foreach (ErrorBudget budget in Budgets(Aligned(), ButcherTableau.ClassicalRungeKutta, 0.1).Take(3))
        {
            budget.Parts.SkipLast(1).ShouldAllBe(part => part.Largest <= 1e-11);
            budget.Parts[^1].Value.ShouldBe(budget.Whole, tolerance: 1e-11);
        }
    }

    [Fact]
    public void Modes_of_a_lambda_balanced_start_share_nothing_and_do_not_compete()
    {
        SingularModes modes = TestTasks.Sheet.Modes;
        var start = new LambdaBalancedStart(
            modes.OutputModes,
            modes.InputModes,
            [0.1, 0.1, 0.1, 0.1],
            2,
            hiddenDirections: null
        );
        ErrorBudget[] budgets = [.. Budgets(start, ButcherTableau.ClassicalRungeKutta, 0.1, hidden: 4).Take(3)];
        budgets.Length.ShouldBe(3);
        foreach (ErrorBudget budget in budgets)
        {
            // Two theories that are both exact differ by the rounding of theirs.
            budget.Parts.Where(part => part.Name is "competition" or "unequal imbalance").Count().ShouldBe(2);
            budget
                .Parts.Where(part => part.Name is "competition" or "unequal imbalance")
                .ShouldAllBe(part => part.Largest <= 1e-11);
            budget.Parts.Single(part => part.Name == "imbalance").Largest.ShouldBeGreaterThan(0.1);
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
    public void Of_a_singular_value_the_last_part_is_how_far_it_is_from_the_strength_of_its_mode()
    {
        RunPlan plan = Plan(new GaussianStart(0.01, seed: 1), ButcherTableau.Euler, 0.1);
        Trial trial = Experiment.Perform(new Scenario("a", TestTasks.Sheet, [plan])).Runs[0].Trials[0];
        IReadOnlyList<ErrorBudget> budgets = BudgetLadder.BudgetsOf(TestTasks.Sheet, plan, trial);
        foreach (int mode in new[] { 1, 2 })
        {
            ErrorBudget budget = budgets.Single(one => one.Observable == $"sv{mode}");
            int sample = trial.Samples["time"].ToArray().IndexOf(budget.Time);
            double seen = trial.Samples[$"sv{mode}"][sample];
            budget.Whole.ShouldBe(seen - trial.Samples[$"sv{mode}@balanced"][sample], tolerance: 1e-12);
            budget.Parts[^1].Name.ShouldBe("reading");
            budget.Parts[^1].Value.ShouldBe(seen - trial.Samples[$"mode{mode}"][sample], tolerance: 1e-12);
            budget.Parts[^1].Value.ShouldBeGreaterThan(1e-4);
            budget.Parts.Sum(part => part.Value).ShouldBe(budget.Whole, tolerance: 1e-12);
        }
    }

    [Fact]
    public void Singular_values_that_the_formula_does_not_sort_as_its_modes_have_no_budget()
    {
        // s/d = 1.3, 3.5: the second mode is the larger at last.
        RunPlan plan = Plan(new GaussianStart(0.01, seed: 1), ButcherTableau.ClassicalRungeKutta, 0.1);
        Trial trial = Experiment.Perform(new Scenario("a", TestTasks.Coloured, [plan])).Runs[0].Trials[0];
        BudgetLadder
            .BudgetsOf(TestTasks.Coloured, plan, trial)
            .Select(budget => budget.Observable)
            .ShouldBe(["mode1", "mode2", "group3-4"]);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void Half_the_rate_of_descent_item_by_item_leaves_half_of_its_part_and_less_of_the_accident_of_order(
        bool isAligned
    )
    {
        LearningTask task = new(new DiffuseTreeSampler(20, 2, 2, 0.1).Sample(seed: 1));
        IStart start = isAligned
            ? new AlignedStart(task.Modes.OutputModes, task.Modes.InputModes, [0.01, 0.01, 0.01, 0.01])
            : new GaussianStart(0.01, seed: 1);
        ErrorBudget coarse = OfDescent(task, start, 0.1, 200, new ItemOrder.Shuffled(1));
        ErrorBudget fine = OfDescent(task, start, 0.05, 400, new ItemOrder.Shuffled(1));
        foreach (ErrorBudget budget in new[] { coarse, fine })
        {
            budget.Parts.Sum(part => part.Value).ShouldBe(budget.Whole, tolerance: 1e-12);
            budget.Parts.TakeLast(2).Select(part => part.Name).ShouldBe(["finite rate", "order"]);
        }
        (coarse.Parts[^2].Largest / fine.Parts[^2].Largest).ShouldBe(2, tolerance: 0.1);
        (coarse.Parts[^1].Largest / fine.Parts[^1].Largest).ShouldBeGreaterThan(1.5);
    }

    [Fact]
    public void Where_items_come_in_turn_there_are_no_other_orders_and_finite_rate_and_order_are_one_part()
    {
        LearningTask task = new(new DiffuseTreeSampler(20, 2, 2, 0.1).Sample(seed: 1));
        OfDescent(task, new GaussianStart(0.01, seed: 1), 0.1, 10, new ItemOrder.InTurn())
            .Parts[^1]
            .Name.ShouldBe("finite rate and order");
    }

    [Fact]
    public void The_course_of_an_ensemble_is_the_mean_over_seeds_and_its_parts_add_up_at_every_time()
    {
        RunPlan plan = Plan(new GaussianStart(0.01, seed: 1), ButcherTableau.Euler, 0.1) with { Repeat = 3 };
        ExperimentResult result = Experiment.Perform(new Scenario("a", TestTasks.Sheet, [plan]));
        var budgets = BudgetSummary.Of(result);
        budgets.Rows.Select(row => row.Course is not null).ShouldBe([true, true, false, false, false]);
        BudgetCourse course = budgets.Rows[0].Course!;
        course.Times.Length.ShouldBe(151);
        for (int sample = 0; sample < course.Times.Length; sample++)
        {
            course.Parts.Sum(part => part.Values[sample]).ShouldBe(course.Whole[sample], tolerance: 1e-12);
            result
                .Runs[0]
                .Trials.Average(trial => trial.Samples["mode1"][sample] - trial.Samples["mode1@balanced"][sample])
                .ShouldBe(course.Whole[sample], tolerance: 1e-12);
        }
    }

    [Fact]
    public void The_figure_has_a_panel_for_each_of_two_modes_and_a_line_for_every_part_worth_a_word()
    {
        Figure figure = FigureOf(new GaussianStart(0.01, seed: 1), ButcherTableau.Euler).ShouldHaveSingleItem();
        figure.Panels.Select(panel => panel.Title).ShouldBe(["mode 1", "mode 2"]);
        figure
            .Panels[0]
            .Legend.Entries.Select(entry => entry.Text)
            .ShouldBe(["whole", "start value", "imbalance", "competition", "step size"]);
        Colour[] ofStart = [.. figure.Panels.Select(panel => panel.Add.Items.OfType<Line>().ElementAt(1).Colour)];
        ofStart.ShouldBe([OkabeIto.Blue, OkabeIto.Blue]);
    }

    [Theory]
    [InlineData(BudgetPlan.None, 0)]
    [InlineData(BudgetPlan.Table, 0)]
    [InlineData(BudgetPlan.Figure, 1)]
    public void A_budget_is_drawn_where_a_run_asks_for_it(BudgetPlan budget, int figures) =>
        FigureOf(new GaussianStart(0.01, seed: 1), new StepRule.Fixed(ButcherTableau.Euler, 0.1), budget)
            .Length.ShouldBe(figures);

    [Fact]
    public void Without_a_budget_none_is_computed_unless_it_is_explained()
    {
        RunPlan plan = Plan(new GaussianStart(0.01, seed: 1), ButcherTableau.Euler, 0.1) with
        {
            Budget = BudgetPlan.None,
        };
        ExperimentResult result = Experiment.Perform(new Scenario("a", TestTasks.Sheet, [plan]));
        BudgetSummary.Of(result).Rows.ShouldBeEmpty();
        BudgetSummary.Of(result, isAskedFor: true).Rows.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_difference_that_is_rounding_has_no_figure() =>
        FigureOf(Aligned(), new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-13, 1e-15)).ShouldBeEmpty();

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
    public void The_sentence_of_a_run_is_about_the_strongest_mode_that_differs()
    {
        static BudgetRow Row(string mode, double whole) =>
            new(
                "run",
                mode,
                new Estimate(3),
                new Estimate(whole),
                [new BudgetShare("competition", new(whole), new(whole))]
            );
        BudgetDocument
            .InWords([Row("mode1", 1e-15), Row("mode2", -0.2), Row("mode3", 0.3)])
            .ShouldStartWith("Of a difference of −0.2 in mode2 at t = 3: −0.2 is competition");
        BudgetDocument.InWords([Row("mode1", 1e-15), Row("mode2", 1e-12)]).ShouldContain("nothing to explain");
    }

    [Fact]
    public void Curves_of_other_lengths_are_refused() =>
        Should
            .Throw<ArgumentException>(() => ErrorBudget.Of("mode1", [0, 1], [("", [0.0]), ("step size", [0.0, 1])]))
            .Message.ShouldContain("at each of 2 times");

    private static Figure[] FigureOf(IStart start, ButcherTableau method) =>
        FigureOf(start, new StepRule.Fixed(method, 0.1));

    private static Figure[] FigureOf(IStart start, StepRule rule, BudgetPlan budget = BudgetPlan.Figure)
    {
        RunPlan plan = new("deep", [16], start, new FlowSettings(rule, TimeConstant: 2.5, Until: 15))
        {
            Theories = [new TheoryPlan(new BalancedPrediction(new InitialStrength.Prescribed(0.001)))],
            Budget = budget,
        };
        ExperimentResult result = Experiment.Perform(new Scenario("a", TestTasks.Sheet, [plan]));
        return [.. BudgetFigures.Of(result, BudgetSummary.Of(result)).Select(item => item.Figure)];
    }

    /// <summary>Of the strongest mode.</summary>
    private static ErrorBudget OfDescent(LearningTask task, IStart start, double rate, int epochs, ItemOrder order)
    {
        RunPlan plan = new("deep", [8], start, new DescentSettings(rate, epochs, 1, Loss.MeanSquared, order))
        {
            Theories = [new TheoryPlan(new BalancedPrediction(new InitialStrength.Measured()))],
        };
        Trial trial = Experiment.Perform(new Scenario("a", task, [plan])).Runs[0].Trials[0];
        return BudgetLadder.BudgetsOf(task, plan, trial)[0];
    }

    private static AlignedStart Aligned() =>
        new(TestTasks.Sheet.Modes.OutputModes, TestTasks.Sheet.Modes.InputModes, [0.001, 0.001, 0.001, 0.001]);

    private static IReadOnlyList<ErrorBudget> Budgets(IStart start, ButcherTableau method, double step, int hidden = 16)
    {
        RunPlan plan = Plan(start, method, step) with { Hidden = [hidden] };
        Trial trial = Experiment.Perform(new Scenario("a", TestTasks.Sheet, [plan])).Runs[0].Trials[0];
        return BudgetLadder.BudgetsOf(TestTasks.Sheet, plan, trial);
    }

    private static RunPlan Plan(IStart start, ButcherTableau method, double step) =>
        new("deep", [16], start, new FlowSettings(new StepRule.Fixed(method, step), TimeConstant: 2.5, Until: 15))
        {
            Theories = [new TheoryPlan(new BalancedPrediction(new InitialStrength.Prescribed(0.001)))],
        };
}
