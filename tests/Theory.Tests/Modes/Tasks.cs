using MathNet.Numerics.LinearAlgebra;

namespace TheoryTests.Modes;

/// <summary>Tasks whose modes are known, and matrices that are reproducible.</summary>
internal static class Tasks
{
    /// <summary>The sheet's Σ^yx: s = √7, √3, 1, 1.</summary>
    public static Matrix<double> Sheet { get; } =
        Matrix<double>.Build.DenseOfRowArrays(
            [1, 1, 1, 1],
            [1, 1, 0, 0],
            [0, 0, 1, 1],
            [1, 0, 0, 0],
            [0, 1, 0, 0],
            [0, 0, 1, 0],
            [0, 0, 0, 1]
        );

    public static Matrix<double> White(int inputs) => Matrix<double>.Build.DenseIdentity(inputs);

    /// <summary>Uniform in [−1, 1], the same on every machine.</summary>
    public static Matrix<double> Random(int rows, int columns, int seed)
    {
        // A 32-bit linear congruence (Numerical Recipes): good enough to be in general position, and not the runtime's.
        uint state = (uint)seed;
        return Matrix<double>.Build.Dense(
            rows,
            columns,
            (_, _) => (state = unchecked(state * 1664525 + 1013904223)) / 2147483648.0 - 1
        );
    }

    /// <summary>Orthonormal columns.</summary>
    public static Matrix<double> Orthonormal(int rows, int columns, int seed) =>
        Random(rows, rows, seed).GramSchmidt().Q.SubMatrix(0, rows, 0, columns);

    /// <summary>U diag(values) Vᵀ.</summary>
    public static Matrix<double> Product(Matrix<double> left, double[] values, Matrix<double> right) =>
        left * Matrix<double>.Build.DiagonalOfDiagonalArray(values).TransposeAndMultiply(right);

    public static double Largest(Matrix<double> matrix) => matrix.Enumerate().Max(Math.Abs);
}
