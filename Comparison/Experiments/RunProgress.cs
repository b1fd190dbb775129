namespace Dynamics.Comparison.Experiments;

/// <summary>How far one trial of a run is.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="Trials">Seeds of the run; 1 for a single run.</param>
/// <param name="Seed">Of this trial; null for a start that is not drawn.</param>
/// <param name="Share">What is done of it, 0 to 1 in time or epochs; 1 also where it ended early.</param>
/// <param name="Loss">Loss of the last epoch of a descent; of a flow the excess loss last looked at, or null.</param>
public readonly record struct RunProgress(string Run, int Trials, int? Seed, double Share, double? Loss)
{
    /// <summary>What this trial has come to, such as <c>t = 0.25</c> or <c>epoch 12</c>; null where that means nothing.</summary>
    public string? Reached { get; init; }

    /// <summary>Steps of the integrator, or updates of the weights, so far.</summary>
    public long Steps { get; init; }

    /// <summary>Whether it is work before or after a run, such as its theories, and not the run itself.</summary>
    public bool IsBeside { get; init; }
}
