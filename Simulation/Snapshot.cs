using Dynamics.Simulation.Networks;

namespace Dynamics.Simulation;

/// <summary>A network at one moment of its run.</summary>
/// <param name="Time">t of a flow; epochs of a descent.</param>
/// <param name="Step">Steps of the integrator, or updates of the weights, so far.</param>
/// <param name="Network">Its weights; a window that the next step overwrites.</param>
public readonly record struct Snapshot(double Time, long Step, NetworkView Network);
