namespace Dynamics.Simulation.Descent;

/// <summary>What is learned from in one update; everything is column-major, one column per item.</summary>
internal readonly ref struct Batch
{
    /// <summary>B, the number of items; positive.</summary>
    internal required int Count { get; init; }

    /// <summary>X, N_x × B; unused where <see cref="OneHot"/> says what the inputs are.</summary>
    internal ReadOnlySpan<double> Inputs { get; init; }

    /// <summary>For one-hot inputs the places of their ones, which are columns of W_1; empty for other inputs.</summary>
    internal ReadOnlySpan<int> OneHot { get; init; }

    /// <summary>Y, N_y × B.</summary>
    internal ReadOnlySpan<double> Targets { get; init; }
}
