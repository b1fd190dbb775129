namespace Dynamics.Simulation.Integration;

/// <summary>Everything a run must remember to go on bitwise as if it had never stopped.</summary>
/// <param name="Step">Accepted steps so far.</param>
/// <param name="Time">t.</param>
/// <param name="Values">y(t).</param>
public sealed record IntegrationState(long Step, double Time, double[] Values)
{
    /// <summary>The adaptive step that would come next if no sample time stood in the way; 0 before the first.</summary>
    public double Proposal { get; init; }

    /// <summary>Scaled error of the last accepted adaptive step.</summary>
    public double PreviousError { get; init; }

    /// <summary>Whether the last adaptive step tried was rejected.</summary>
    public bool AfterRejection { get; init; }

    /// <summary>Steps tried so far, rejected ones included.</summary>
    public long Tried { get; init; }

    /// <summary>Whether y was shown as it is here; if not, and its time is a sample, a run going on shows it first.</summary>
    public bool IsShown { get; init; }
}
