using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;
using static ComparisonTests.Predictions.DescentRuns;

namespace ComparisonTests.Predictions;

/// <summary>What is said of descents beside their curves.</summary>
public sealed class DescentNoteTests
{
    private static readonly LearningTask tree = Tree(features: 40);

    [Theory]
    [InlineData(1.5, 4, "η_c = 0.378 units", "a learning rate of 1.512; this run's rate of 1.5 is below it.")]
    [InlineData(1.6, 4, "η_c = 0.378 units", "a learning rate of 1.512; this run's rate of 1.6 is beyond it.")]
    [InlineData(
        0.3,
        1,
        "η_c = 0.378 units",
        "a learning rate of 0.378; this run's rate of 0.3 is below it. It binds full batches"
    )]
    public void The_notes_of_a_descent_say_on_which_side_of_the_stability_limit_it_is(
        double rate,
        int batch,
        string limit,
        string side
    )
    {
        LearningTask sheet = new(new DataSet(Matrix<double>.Build.DenseIdentity(4), TestTasks.SheetSigmaYX));
        DescentSettings settings = new(rate, 3, batch, Loss.HalfSquared, new ItemOrder.InTurn());
        string notes = Notes(sheet, Plan(2, Aligned(sheet, 0.1), settings));
        notes.ShouldContain(limit);
        notes.ShouldContain(side);
        notes.Contains("It binds full batches only", StringComparison.Ordinal).ShouldBe(batch < 4);
        string falling = Notes(
            sheet,
            Plan(
                2,
                Aligned(sheet, 0.1),
                settings with
                {
                    Rate = 4 * rate,
                    Schedule = new RateSchedule.Stepwise(1, 0.2),
                }
            )
        );
        falling.ShouldContain(
            FormattableString.Invariant($"rates from {0.16 * rate:g4} to {4 * rate:g4} are below it in some")
        );
    }

    [Fact]
    public void A_network_that_is_not_linear_has_no_stability_note()
    {
        RunPlan plan = Plan(2, new TorchDefaultStart(seed: 1), Descent(tree, 0.1, 2, Loss.MeanSquared));
        Notes(tree, plan with { Activation = Activation.Relu }).ShouldNotContain("Stability limit");
        Notes(tree, plan).ShouldContain("Stability limit");
    }

    [Fact]
    public void A_theory_of_what_is_not_observed_is_named_and_has_no_figure_of_differences()
    {
        RunPlan plan = Plan(2, Aligned(tree, 0.1), Descent(tree, 0.1, 2, Loss.MeanSquared), new Elsewhere());
        ExperimentResult result = Experiment.Perform(new Scenario("s", tree, [plan]));
        TheoryNotes.Markdown(result).ShouldContain("It speaks of moon, none of which this run observes");
        ScenarioFigures.Of(result).Select(figure => figure.Name).ShouldBe(["run.modes"]);
        result.Runs[0].ValidityOf("elsewhere").ShouldBe(new Validity(Standing.Exact, StatedError: null, Holds: true));
    }

    /// <summary>Predicts what nobody looks at.</summary>
    private sealed class Elsewhere : IPrediction
    {
        public string Name => "elsewhere";

        public Forecast Predict(PredictionContext context) =>
            new Forecast.Curves(Standing.Exact, [], ["moon"], (_, values) => values[0] = 0);
    }
}
