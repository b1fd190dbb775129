using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Integration;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Experiments;

/// <summary>One run from one start: what was seen, and what had been predicted at the same times.</summary>
/// <param name="Seed">Seed of the start; null for a start that is not drawn.</param>
/// <param name="Samples">Column <c>time</c>, the observables, then the predictions as <c>observable@theory</c>.</param>
/// <param name="Map">Column <c>time</c> and the entries of W(t), if asked for.</param>
/// <param name="FinalWeights">W_1 … W_L where the run ended.</param>
/// <param name="Outcome">How it ended; null if it was interrupted.</param>
/// <param name="Predictions">Every theory of the plan and what it said, in order.</param>
/// <param name="Targets">Where each observable tends to; NaN where that has no meaning.</param>
public sealed record Trial(
    int? Seed,
    Table Samples,
    Table? Map,
    IReadOnlyList<Matrix<double>> FinalWeights,
    Outcome? Outcome,
    IReadOnlyList<PredictedTrial> Predictions,
    IReadOnlyDictionary<string, double> Targets
)
{
    /// <summary>Units that answer the same to every item where the run ended; null for a network without activation.</summary>
    public DeadUnits? Dead { get; init; }

    /// <summary>How many samples, from the first on, a theory speaks of: all, unless it ends before the run.</summary>
    /// <param name="theory">Its label.</param>
    public int SamplesOf(string theory)
    {
        double until = Predictions.FirstOrDefault(said => said.Plan.Name == theory)?.Forecast is Forecast.Curves curves
            ? curves.Until
            : double.PositiveInfinity;
        int count = Samples.RowCount;
        while (count > 0 && Samples["time"][count - 1] > until)
        {
            count--;
        }
        return count;
    }
}

/// <summary>What one theory said of one trial.</summary>
/// <param name="Plan">The theory.</param>
/// <param name="Forecast">Its curves, or why there are none.</param>
public sealed record PredictedTrial(TheoryPlan Plan, Forecast Forecast)
{
    /// <summary>Name of a predicted column.</summary>
    public string ColumnOf(string observable) => $"{observable}@{Plan.Name}";
}
