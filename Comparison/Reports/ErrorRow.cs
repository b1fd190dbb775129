namespace Dynamics.Comparison.Reports;

/// <summary>How far one theory is from one run in one observable.</summary>
/// <param name="Run">Name of the run or ensemble.</param>
/// <param name="Theory">Label of the theory, or of another reading of the same run.</param>
/// <param name="Validity">How exact the theory is for this run, such as "exact; holds"; see <see cref="Predictions.Validity"/>.</param>
/// <param name="Observable">Column name, such as <c>mode1</c>.</param>
public sealed record ErrorRow(string Run, string Theory, string Validity, string Observable)
{
    /// <summary>max |Δ| over the samples, Δ = simulated − predicted.</summary>
    public required Estimate MaximumDifference { get; init; }

    /// <summary>When |Δ| is largest, first time if several; in the unit of time.</summary>
    public required Estimate TimeOfMaximum { get; init; }

    /// <summary>√(mean of Δ² over the samples).</summary>
    public required Estimate RootMeanSquare { get; init; }

    /// <summary>Δ at the last sample.</summary>
    public required Estimate Final { get; init; }

    /// <summary>Time at which the simulation first reaches half the target from below; null if it never does.</summary>
    public Estimate? HalfRiseSimulated { get; init; }

    /// <summary>The same for the theory.</summary>
    public Estimate? HalfRisePredicted { get; init; }

    /// <summary>Simulated minus predicted half-rise time; null if one of them is.</summary>
    public Estimate? HalfRiseShift { get; init; }
}
