namespace Dynamics.Theory.Modes;

/// <summary>A mode whose strength only ever moves towards its limit, so that time is a function of strength as well.</summary>
public interface IMonotoneMode : IModeSolution
{
    /// <summary>u(0).</summary>
    double InitialStrength { get; }

    /// <summary>Limit for t → ∞.</summary>
    double FinalStrength { get; }

    /// <summary>Time at which half the target s/d is reached; null if the strength does not rise through it.</summary>
    double? HalfRiseTime { get; }

    /// <summary>Time the strength takes from one value to another.</summary>
    /// <param name="from">Where it starts.</param>
    /// <param name="to">Where it gets to; from the start (time 0) towards the limit, which itself is never reached.</param>
    /// <exception cref="ArgumentOutOfRangeException">The strength does not pass from one to the other.</exception>
    double TimeBetween(double from, double to);

    /// <summary>Time at which the strength, started at u(0), is the given one.</summary>
    /// <inheritdoc cref="TimeBetween"/>
    double TimeToReach(double to);
}
