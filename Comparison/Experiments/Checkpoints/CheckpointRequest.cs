namespace Dynamics.Comparison.Experiments.Checkpoints;

/// <summary>What a user wants of checkpoints.</summary>
/// <param name="Every">Their distance in a run's own time, epochs of a descent and t of a flow; null for none, or, going on, as before.</param>
/// <param name="Resume">Whether to go on from the checkpoint there is.</param>
internal sealed record CheckpointRequest(double? Every, bool Resume);
