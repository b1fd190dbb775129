namespace Dynamics.Theory.Modes;

/// <summary>Neighbouring modes of equal strength and input variance: one mode, or several whose directions are arbitrary.</summary>
/// <param name="First">0-based index of the first mode.</param>
/// <param name="Count">Number of modes; 1 for a simple mode.</param>
public readonly record struct ModeGroup(int First, int Count)
{
    /// <summary>Whether the directions within the group are arbitrary, so that only the whole group has a meaning.</summary>
    public bool IsDegenerate => Count > 1;
}
