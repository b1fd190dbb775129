using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;

namespace ComparisonTests.Agreement;

public sealed class ConvergenceStudyTests
{
    public static TheoryData<ButcherTableau> Methods() =>
        [ButcherTableau.Euler, ButcherTableau.Heun, ButcherTableau.ClassicalRungeKutta];

    [Theory, MemberData(nameof(Methods))]
    public void Against_the_closed_form_every_method_has_its_order(ButcherTableau method)
    {
        ConvergenceStudy study = ConvergenceStudy.Of(TestTasks.Sheet, Aligned(method, 0.1), halvings: 4);
        study.Truth.ShouldBe("closed form balanced");
        study.Rows.Count.ShouldBe(5);
        study.Rows[^1].Step.ShouldBe(0.1 / 16);
        study.Rows[^1].Order!.Value.ShouldBe(method.Order, tolerance: 0.05);
    }

    [Fact]
    public void Where_the_formula_is_not_about_this_start_the_reference_is_the_tight_flow()
    {
        RunPlan plan = Aligned(ButcherTableau.Heun, 0.1) with { Start = new GaussianStart(0.01, seed: 1) };
        ConvergenceStudy study = ConvergenceStudy.Of(TestTasks.Sheet, plan, halvings: 4);
        study.Truth.ShouldBe("the flow at relative tolerance 1e-13");
        study.Rows[^1].Order!.Value.ShouldBe(2, tolerance: 0.05);
    }

    [Fact]
    public void A_run_that_diverges_at_its_first_step_has_no_error_of_zero()
    {
        RunPlan plan = Aligned(ButcherTableau.Euler, 0.1) with { Start = new GaussianStart(1e100, seed: 1) };
        ConvergenceStudy.Of(TestTasks.Sheet, plan, halvings: 1).Rows.ShouldAllBe(row => double.IsInfinity(row.Error));
    }

    [Fact]
    public void An_adaptive_run_has_no_step_to_halve()
    {
        RunPlan plan = Aligned(ButcherTableau.Heun, 0.1);
        plan = plan with
        {
            Learning = (FlowSettings)plan.Learning with
            {
                Steps = new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-6, 1e-6),
            },
        };
        Should
            .Throw<ArgumentException>(() => ConvergenceStudy.Of(TestTasks.Sheet, plan, halvings: 1))
            .Message.ShouldStartWith("Run run has no step to halve: it is not a flow in fixed steps.");
    }

    private static RunPlan Aligned(ButcherTableau method, double step) =>
        new(
            "run",
            [16],
            new AlignedStart(
                TestTasks.Sheet.Modes.OutputModes,
                TestTasks.Sheet.Modes.InputModes,
                [0.01, 0.01, 0.01, 0.01]
            ),
            new FlowSettings(new StepRule.Fixed(method, step), TimeConstant: 2.5, Until: 10)
        )
        {
            Theories = [new TheoryPlan(new BalancedPrediction(new InitialStrength.Prescribed(0.01)))],
        };
}
