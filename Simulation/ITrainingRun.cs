using Dynamics.Simulation.Integration;

namespace Dynamics.Simulation;

/// <summary>A network being trained: a cursor over the moments at which it is looked at, whoever moves the weights.</summary>
public interface ITrainingRun
{
    /// <summary>The network as it is now; a window that the next step overwrites.</summary>
    Snapshot Current { get; }

    /// <summary>How the run ended; null while it has not.</summary>
    Outcome? Outcome { get; }

    /// <summary>Called after every step of a flow and every epoch of a descent, whether shown or not; the run is whole then.</summary>
    Action? Advanced { get; set; }

    /// <summary>Goes on to the next moment.</summary>
    /// <returns>False when there is none; <see cref="Outcome"/> then says why.</returns>
    bool MoveNext();
}
