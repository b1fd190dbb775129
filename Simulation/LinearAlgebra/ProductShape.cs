using System.Diagnostics.CodeAnalysis;

namespace Dynamics.Simulation.LinearAlgebra;

/// <summary>The sizes of one product C ← α op(A) op(B) + β C, where op(X) is X or Xᵀ.</summary>
/// <param name="Rows">Rows of C and of op(A); not negative.</param>
/// <param name="Columns">Columns of C and of op(B); not negative.</param>
/// <param name="Inner">Columns of op(A), which are the rows of op(B); not negative.</param>
/// <param name="TransposeA">Whether A is stored as its transpose: Inner × Rows.</param>
/// <param name="TransposeB">Whether B is stored as its transpose: Columns × Inner.</param>
/// <param name="Alpha">α; with 0 neither A nor B is read.</param>
/// <param name="Beta">β; with 0 C is not read, so it may hold anything, NaN included.</param>
public readonly record struct ProductShape(
    int Rows,
    int Columns,
    int Inner,
    bool TransposeA = false,
    bool TransposeB = false,
    double Alpha = 1,
    double Beta = 0
)
{
    /// <summary>Multiplications in one product, Rows · Columns · Inner: half its floating-point operations.</summary>
    public long Multiplications => (long)Rows * Columns * Inner;

    internal void Check(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c)
    {
        bool isSound =
            (Rows | Columns | Inner) >= 0
            && a.Length >= (long)Rows * Inner
            && b.Length >= (long)Inner * Columns
            && c.Length >= (long)Rows * Columns;
        if (!isSound)
        {
            Refuse(a.Length, b.Length, c.Length);
        }
    }

    [DoesNotReturn]
    private void Refuse(int a, int b, int c) =>
        throw new ArgumentException(
            $"{this} needs {(long)Rows * Inner}, {(long)Inner * Columns} and {(long)Rows * Columns} numbers, "
                + $"but A, B and C hold {a}, {b} and {c}.",
            nameof(c)
        );
}
