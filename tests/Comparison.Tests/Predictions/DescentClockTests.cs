using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Networks;
using static ComparisonTests.Predictions.DescentRuns;

namespace ComparisonTests.Predictions;

/// <summary>The clock of descent over descents that were really made.</summary>
public sealed class DescentClockTests
{
    private static readonly InitialStrength measured = new InitialStrength.Measured();

    // Moments of the Neuromatch hierarchy as they are expected: F = 10⁴, b = 2, D = 3, ε = .15; eight features in place of 10⁴ have
    // the same modes. Half the sum of squares at this rate takes the flow time of an epoch that MSE at 100 takes there, .0025.
    private static readonly LearningTask neuromatch = Neuromatch();
    private const double NeuromatchRate = 8 * 0.0025;

    [Fact]
    public void The_clock_of_full_batches_is_within_an_epoch_of_the_Neuromatch_half_rises_where_flow_is_15_off()
    {
        double[] s = [.. neuromatch.Modes.SingularValues];
        // The starts that give the flow its known half-rises; the weakest four do not matter.
        double[] flows = [79.9, 101.4, 120.6, 123.4, 180, 180, 180, 180];
        double[] starts = [.. s.Zip(flows, (strength, t) => strength / (1 + Math.Exp(2 * 0.0025 * strength * t)))];
        (0.0025 * s[0]).ShouldBe(0.39, tolerance: 1e-3);
        Trial trial = Run(
            neuromatch,
            Plan(
                2,
                new AlignedStart(neuromatch.Modes.OutputModes, neuromatch.Modes.InputModes, starts),
                Descent(neuromatch, NeuromatchRate, 200, Loss.HalfSquared),
                new DescentClockPrediction(measured),
                new BalancedPrediction(measured)
            )
        );
        foreach ((string column, double known) in new[] { ("mode1", 95.0), ("mode2", 116.0), ("group3-4", 137.0) })
        {
            double simulated = Half(trial, column, column);
            simulated.ShouldBe(known, tolerance: 1);
            Half(trial, $"{column}@descentClock-measured", column).ShouldBe(simulated, tolerance: 1);
            (simulated - Half(trial, $"{column}@balanced-measured", column)).ShouldBeGreaterThan(13);
        }
        Said(trial, 0).Standing.ShouldBe(Standing.Heuristic);
        Said(trial, 0).Assumptions.ShouldAllBe(assumption => assumption.Holds);
    }

    [Theory]
    [InlineData(0.216)]
    [InlineData(0.444)]
    public void The_clock_of_one_item_at_a_time_is_within_half_an_epoch_of_shuffled_descent(double drive)
    {
        LearningTask task = Tree(features: 400);
        double rate = drive / task.Modes.SingularValues[0];
        Trial trial = Run(
            task,
            Plan(
                2,
                Aligned(task, 1e-7),
                new DescentSettings(rate, 100, Batch: 1, Loss.HalfSquared, new ItemOrder.Shuffled(1)),
                new DescentClockPrediction(measured),
                new BalancedPrediction(measured)
            )
        );
        double simulated = Half(trial, "mode1", "mode1");
        Half(trial, "mode1@descentClock-measured", "mode1").ShouldBe(simulated, tolerance: 0.5);
        (simulated - Half(trial, "mode1@balanced-measured", "mode1")).ShouldBeGreaterThan(2);
        Said(trial, 0).Standing.ShouldBe(Standing.Asymptotic);
    }

    [Fact]
    public void Beyond_its_expansion_the_clock_of_one_item_at_a_time_has_no_curve()
    {
        LearningTask task = Tree(features: 40);
        double rate = 2.5 / task.Modes.SingularValues[0];
        Trial trial = Run(
            task,
            Plan(
                2,
                Aligned(task, 1e-7),
                new DescentSettings(rate, 1, Batch: 1, Loss.HalfSquared, new ItemOrder.Shuffled(1)),
                new DescentClockPrediction(measured)
            )
        );
        ((Forecast.None)trial.Predictions[0].Forecast).Because.ShouldContain("the strongest mode has ηs = 2.5");
    }
}
