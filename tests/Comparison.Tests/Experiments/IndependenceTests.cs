using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Experiments;

/// <summary>
/// Theory and Simulation share no code, so a mistake on one side shows as disagreement. Here mistakes are planted in a
/// copy of the flow, on a task that has the shape (square, Σ^x ≠ 1, nothing symmetric) in which each of them shows.
/// </summary>
public sealed class IndependenceTests
{
    private const double InitialStrength = 0.05;

    // Square, so that a transposed factor still has a shape that fits.
    private static readonly LearningTask task = SquareTask();

    [Fact]
    public void The_copy_without_a_mistake_agrees_with_the_closed_form()
    {
        LargestDifference(Mistake.None).ShouldBeLessThan(1e-10);
    }

    [Theory]
    [InlineData(Mistake.TransposedProduct)]
    [InlineData(Mistake.DroppedInputCorrelation)]
    [InlineData(Mistake.FactorTwo)]
    [InlineData(Mistake.TransposedMap)]
    public void A_planted_mistake_shows_as_disagreement(Mistake mistake)
    {
        // Each moves a mode by a good part of its strength; agreement without a mistake is below 1e-10.
        LargestDifference(mistake).ShouldBeGreaterThan(0.05);
    }

    private static double LargestDifference(Mistake mistake)
    {
        var start = new AlignedStart(
            task.Modes.OutputModes,
            task.Modes.InputModes,
            [.. Enumerable.Repeat(InitialStrength, 3)]
        );
        var settings = new FlowSettings(
            new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-12, 1e-14),
            TimeConstant: 2,
            Until: 10
        );
        var plan = new RunPlan("planted", [5], start, settings)
        {
            Sample = new SampleTimes.Every(0.5),
            Theories =
            [
                new TheoryPlan(new BalancedPrediction(new InitialStrength.Prescribed(InitialStrength)), "balanced"),
            ],
        };
        var scenario = new Scenario("planted", task, [plan]);
        ExperimentResult result = Experiment.Perform(
            scenario,
            (sizes, learned, timeConstant) => new TwoLayerFlowWith(mistake, sizes, learned, timeConstant)
        );
        return result.Errors.Max(row => row.MaximumDifference.Value);
    }

    private static LearningTask SquareTask()
    {
        Matrix<double> left = Orthogonal((i, j) => Math.Sin(1 + 3 * i + 7 * j));
        Matrix<double> right = Orthogonal((i, j) => Math.Cos(2 + 5 * i + j * j));
        Matrix<double> sigmaX = right * Matrix<double>.Build.DenseOfDiagonalArray([1.5, 0.6, 0.9]) * right.Transpose();
        return new LearningTask(
            (sigmaX + sigmaX.Transpose()) / 2,
            left * Matrix<double>.Build.DenseOfDiagonalArray([2, 1.2, 0.7]) * right.Transpose()
        );
    }

    private static Matrix<double> Orthogonal(Func<int, int, double> entries) =>
        Matrix<double>.Build.Dense(3, 3, entries).QR().Q;
}
