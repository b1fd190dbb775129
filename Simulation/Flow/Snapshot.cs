using Dynamics.Simulation.Networks;

namespace Dynamics.Simulation.Flow;

/// <summary>A network at one moment of its run.</summary>
/// <param name="Time">t.</param>
/// <param name="Step">Steps taken so far.</param>
/// <param name="Network">Its weights; a window that the next step overwrites.</param>
public readonly record struct Snapshot(double Time, long Step, NetworkView Network);
