namespace Dynamics.Simulation.LinearAlgebra;

/// <summary>Products of dense matrices in hot loops: spans in, span out, no allocation, safe to share between threads.</summary>
public interface IMatrixProducts
{
    /// <summary>C ← α op(A) op(B) + β C.</summary>
    /// <param name="shape">Sizes, transposes, α and β.</param>
    /// <param name="a">A, column-major without gaps; as stored, so Inner × Rows if it is transposed.</param>
    /// <param name="b">B, column-major without gaps; as stored, so Columns × Inner if it is transposed.</param>
    /// <param name="c">C, Rows × Columns, column-major without gaps; must not overlap A or B.</param>
    /// <exception cref="ArgumentException">A span is too short or a size negative.</exception>
    void Product(in ProductShape shape, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c);
}
