namespace SimulationTests.LinearAlgebra;

/// <summary>Matrices to try things on, column-major, and the plainest product there is.</summary>
internal static class Samples
{
    internal static double[] Random(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
    }

    /// <summary>XᵀX + 1: symmetric and positive definite.</summary>
    internal static double[] PositiveDefinite(int order, int seed)
    {
        double[] x = Random(order * order, seed);
        double[] square = Product(x, true, x, false, order, order, order);
        for (int index = 0; index < order; index++)
        {
            square[index * order + index] += 1;
        }
        return square;
    }

    internal static double[] Identity(int order)
    {
        double[] identity = new double[order * order];
        for (int index = 0; index < order; index++)
        {
            identity[index * order + index] = 1;
        }
        return identity;
    }

    internal static double[] Product(double[] a, double[] b, int rows, int columns, int inner) =>
        Product(a, false, b, false, rows, columns, inner);

    internal static double[] Product(
        double[] a,
        bool isTransposedA,
        double[] b,
        bool isTransposedB,
        int rows,
        int columns,
        int inner
    )
    {
        double[] c = new double[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                for (int k = 0; k < inner; k++)
                {
                    double left = isTransposedA ? a[i * inner + k] : a[k * rows + i];
                    double right = isTransposedB ? b[k * columns + j] : b[j * inner + k];
                    c[j * rows + i] += left * right;
                }
            }
        }
        return c;
    }

    internal static double Difference(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        left.Count.ShouldBe(right.Count);
        return left.Zip(right, (x, y) => Math.Abs(x - y)).DefaultIfEmpty().Max();
    }
}
