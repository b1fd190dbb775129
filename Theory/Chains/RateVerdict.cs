namespace Dynamics.Theory.Chains;

/// <summary>The regime of a learning rate, and why.</summary>
/// <param name="Regime">Its name.</param>
/// <param name="Because">A sentence with the numbers that decide.</param>
/// <param name="Multiplier">1 − 2η/η_c: what a small distance from the optimum is multiplied by in an epoch.</param>
/// <param name="PartOfCritical">η/η_c.</param>
/// <param name="EpochsToNinety">Epochs until the strength is within 10 % of the target; null if not within the epochs given.</param>
/// <param name="LyapunovExponent">Rate per epoch at which neighbours part; for bounded chains whose optimum repels, else null.</param>
/// <param name="Period">Epochs of the cycle, if periodic with at most 64; else null.</param>
public sealed record RateVerdict(
    RateRegime Regime,
    string Because,
    double Multiplier,
    double PartOfCritical,
    int? EpochsToNinety,
    double? LyapunovExponent = null,
    int? Period = null
);
