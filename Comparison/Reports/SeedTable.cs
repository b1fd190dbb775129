using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Experiments;

namespace Dynamics.Comparison.Reports;

/// <summary>Half-rise times over seeds as CSV: a row per mode, mean and deviation as predicted and as simulated.</summary>
internal static class SeedTable
{
    /// <summary>Name of the file in a result folder.</summary>
    public const string FileName = "seeds.csv";

    /// <summary>Writes the rows; the stream stays open.</summary>
    /// <remarks>Without a half-rise of every seed there is no mean: its cells stay empty.</remarks>
    public static void Write(IReadOnlyList<HalfRiseSpread> spreads, Stream stream) =>
        new EstimateTable(
            ["run", "mode", "validity"],
            ["half-rise predicted", "half-rise simulated", "risen", "seeds"],
            [
                .. spreads.Select(spread =>
                    (
                        new[]
                        {
                            spread.Run,
                            spread.Mode.ToString(System.Globalization.CultureInfo.InvariantCulture),
                            spread.Validity.ToString(),
                        },
                        new Estimate?[]
                        {
                            new Estimate(spread.Predicted.Mean, spread.Predicted.StandardDeviation),
                            SimulatedOf(spread),
                            spread.Simulated.Count,
                            spread.Seeds,
                        }
                    )
                ),
            ]
        ).Write(stream);

    /// <summary>Mean and deviation over all seeds; null if one has no half-rise.</summary>
    public static Estimate? SimulatedOf(HalfRiseSpread spread) =>
        spread.Simulated.Count == spread.Seeds ? Estimate.Over([.. spread.Simulated]) : null;

    /// <summary>The spreads of all runs of an experiment.</summary>
    public static IReadOnlyList<HalfRiseSpread> SpreadsOf(ExperimentResult result) =>
        [.. result.Runs.SelectMany(run => HalfRiseSpread.Of(result.Scenario.Task, run))];
}
