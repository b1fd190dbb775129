using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Theory.Matrices;

/// <summary>The hidden units of two layers that differ: units with the same weights move alike for ever, and are worth one.</summary>
/// <remarks>
/// m units with input weights w and output weights z map and learn as one unit with √m w and √m z: W₂W₁ has m z wᵀ of them, and
/// τ d(√m w)/dt = (√m z)ᵀ(Σ^yx − WΣ^x). What was W₂ᵀW₂ − W₁W₁ᵀ of all ones becomes a number that λ1 can be.
/// </remarks>
public static class EffectiveUnits
{
    /// <summary>Layers with one unit for every set of equal ones, in order of their first.</summary>
    /// <param name="first">W₁, h × N_x.</param>
    /// <param name="second">W₂, N_y × h.</param>
    /// <returns>W₁ and W₂ of as many units as differ, with the same product; copies.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static (Matrix<double> First, Matrix<double> Second) Of(Matrix<double> first, Matrix<double> second)
    {
        if (first.RowCount != second.ColumnCount)
        {
            throw new ArgumentException(
                $"W₂ must have {first.RowCount} columns, one per row of W₁, but has {second.ColumnCount}.",
                nameof(second)
            );
        }
        // Vectors are equal entry by entry, and hash so: units that nearly agree do part in time, and stay two.
        (Vector<double> Input, Vector<double> Output, double Root)[] units =
        [
            .. Enumerable
                .Range(0, first.RowCount)
                .GroupBy(unit => (Input: first.Row(unit), Output: second.Column(unit)))
                .Select(alike => (alike.Key.Input, alike.Key.Output, Math.Sqrt(alike.Count()))),
        ];
        return (
            Matrix<double>.Build.DenseOfRowVectors(units.Select(unit => unit.Root * unit.Input)),
            Matrix<double>.Build.DenseOfColumnVectors(units.Select(unit => unit.Root * unit.Output))
        );
    }
}
