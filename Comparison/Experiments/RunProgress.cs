namespace Dynamics.Comparison.Experiments;

/// <summary>How far one trial of a run is.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="Trials">Seeds of the run; 1 for a single run.</param>
/// <param name="Seed">Of this trial; null for a start that is not drawn.</param>
/// <param name="Share">What is done of it, 0 to 1 in time or epochs; 1 also where it ended early.</param>
/// <param name="Loss">Loss of the last epoch of a descent; of a flow the excess loss last looked at, or null.</param>
public readonly record struct RunProgress(string Run, int Trials, int? Seed, double Share, double? Loss);
