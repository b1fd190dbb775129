namespace Dynamics.Simulation.LinearAlgebra;

/// <summary>Shape and coefficients of C ← α op(A) op(B) + β C.</summary>
/// <param name="Rows">Rows of C.</param>
/// <param name="Columns">Columns of C.</param>
/// <param name="Inner">Columns of op(A), rows of op(B).</param>
/// <param name="TransposeA">Whether op(A) = Aᵀ.</param>
/// <param name="TransposeB">Whether op(B) = Bᵀ.</param>
/// <param name="Alpha">α.</param>
/// <param name="Beta">β; 0 overwrites C, whatever it held.</param>
public readonly record struct ProductShape(
    int Rows,
    int Columns,
    int Inner,
    bool TransposeA = false,
    bool TransposeB = false,
    double Alpha = 1,
    double Beta = 0
);

/// <summary>Matrix products on flat column-major memory.</summary>
public interface IMatrixProducts
{
    /// <summary>C ← α op(A) op(B) + β C.</summary>
    void Product(in ProductShape shape, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c);
}
