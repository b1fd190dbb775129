using Dynamics.Simulation.LinearAlgebra;

namespace SimulationTests.Flow;

/// <summary>The definition of a matrix product, for tests that must not depend on a fast one.</summary>
internal sealed class TripleLoop : IMatrixProducts
{
    public void Product(in ProductShape shape, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c)
    {
        for (int row = 0; row < shape.Rows; row++)
        {
            for (int column = 0; column < shape.Columns; column++)
            {
                double sum = 0;
                for (int k = 0; k < shape.Inner; k++)
                {
                    double left = shape.TransposeA ? a[row * shape.Inner + k] : a[k * shape.Rows + row];
                    double right = shape.TransposeB ? b[k * shape.Columns + column] : b[column * shape.Inner + k];
                    sum += left * right;
                }
                ref double entry = ref c[column * shape.Rows + row];
                entry = shape.Alpha * sum + (shape.Beta == 0 ? 0 : shape.Beta * entry);
            }
        }
    }
}
