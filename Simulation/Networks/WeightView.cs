using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Simulation.Networks;

/// <summary>A window on one weight matrix of a network that may be moving; copy out what must outlive the next step.</summary>
/// <param name="Values">The entries, column-major.</param>
/// <param name="Rows">Width of the layer above.</param>
/// <param name="Columns">Width of the layer below.</param>
public readonly record struct WeightView(ReadOnlyMemory<double> Values, int Rows, int Columns)
{
    /// <summary>The entry in 0-based <paramref name="row"/> and <paramref name="column"/>.</summary>
    public double this[int row, int column] => Values.Span[column * Rows + row];

    /// <summary>Copies all entries, column-major, into <paramref name="destination"/>.</summary>
    public void CopyTo(Span<double> destination) => Values.Span.CopyTo(destination);

    /// <summary>A copy that outlives the next step.</summary>
    public Matrix<double> ToMatrix() => Matrix<double>.Build.Dense(Rows, Columns, Values.ToArray());
}
