using Dynamics.Comparison.Scenarios;
using Dynamics.Theory;
using Dynamics.Theory.Discrete;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Observation;

/// <summary>How strongly the excess loss of a linear network is curved: what holds explicit methods to small steps.</summary>
internal static class LargestCurvature
{
    // The spectrum of more inputs takes longer than many a run; then λ₁ is found by power iteration.
    private const int MostInputs = 1000;

    // Rayleigh quotients converge as the square of the vector does: an estimate for a message, not for a theory.
    private const int Iterations = 60;

    /// <summary>
    /// λ₁ at the solution to which learning tends: of one layer that of Σ^x, the same everywhere; of more layers the least that a
    /// solution has, at the balanced one.
    /// </summary>
    /// <param name="task">What is learned.</param>
    /// <param name="depth">L, the number of weight matrices.</param>
    /// <returns>In the unit of Σ^x; null where it is not known.</returns>
    public static double? AtSolution(LearningTask task, int depth) =>
        depth == 1 ? OfInputs(task)
        : StabilityLimit.OfTask(depth, task.Modes, task.SigmaX) is ClosedForm<double>.Found { Solution: double limit }
            ? 2 / limit
        : null;

    /// <summary>
    /// A lower bound of the largest eigenvalue of the Gauss–Newton matrix at given weights: that of the layer with the largest
    /// block, ‖W_L⋯W_{l+1}‖² · ‖W_{l−1}⋯W_1 √Σ^x‖². All L blocks together are at most L times as much.
    /// </summary>
    /// <param name="task">What is learned.</param>
    /// <param name="weights">W_1 … W_L.</param>
    public static double At(LearningTask task, IReadOnlyList<Matrix<double>> weights) =>
        weights.Count == 1
            ? OfInputs(task)
            : Enumerable
                .Range(0, weights.Count)
                .Max(layer => Outside(weights.Skip(layer + 1)) * Below(task, [.. weights.Take(layer)]));

    private static double OfInputs(LearningTask task) =>
        task.Moments.IsWhite ? 1
        : task.Moments.Inputs <= MostInputs ? task.Spectrum.Eigenvalues[0]
        : Below(task, []);

    /// <summary>‖W_L⋯W_{l+1}‖²; 1 of no layers.</summary>
    private static double Outside(IEnumerable<Matrix<double>> above)
    {
        Matrix<double>[] layers = [.. above];
        return layers.Length == 0
            ? 1
            : LargestEigenvalue(layers[0].ColumnCount, vector => Backward(layers, Forward(layers, vector)));
    }

    /// <summary>The largest eigenvalue of B Σ^x Bᵀ, B = W_{l−1}⋯W_1.</summary>
    private static double Below(LearningTask task, Matrix<double>[] layers) =>
        LargestEigenvalue(
            layers.Length == 0 ? task.SigmaX.RowCount : layers[^1].RowCount,
            vector => Forward(layers, task.SigmaX * Backward(layers, vector))
        );

    private static Vector<double> Forward(Matrix<double>[] layers, Vector<double> vector) =>
        layers.Aggregate(vector, (image, layer) => layer * image);

    private static Vector<double> Backward(Matrix<double>[] layers, Vector<double> vector) =>
        layers.Reverse().Aggregate(vector, (image, layer) => layer.TransposeThisAndMultiply(image));

    private static double LargestEigenvalue(int dimension, Func<Vector<double>, Vector<double>> map)
    {
        // Overlaps with every eigenvector but by accident, and is the same in every run.
        Vector<double> vector = Vector<double>.Build.Dense(dimension, index => 1 + 0.5 * Math.Sin(1 + 2.4 * index));
        double largest = 0;
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            double length = vector.L2Norm();
            if (!(length > 0 && double.IsFinite(length)))
            {
                return length > 0 ? double.PositiveInfinity : 0;
            }
            vector /= length;
            Vector<double> image = map(vector);
            largest = vector * image;
            vector = image;
        }
        return largest;
    }
}
