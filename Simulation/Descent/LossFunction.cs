using System.Numerics.Tensors;

namespace Dynamics.Simulation.Descent;

/// <summary>The losses: their values and their derivatives by the outputs.</summary>
public static class LossFunction
{
    /// <summary>The loss of a batch, a mean over its items.</summary>
    /// <param name="loss">Which.</param>
    /// <param name="outputs">ŷ, N_y × B, column-major.</param>
    /// <param name="targets">y, N_y × B, column-major; one-hot for cross-entropy.</param>
    /// <param name="count">B, the number of items; positive.</param>
    /// <param name="error">∂loss/∂ŷ, N_y × B; filled.</param>
    /// <returns>The loss.</returns>
    public static double Evaluate(
        this Loss loss,
        ReadOnlySpan<double> outputs,
        ReadOnlySpan<double> targets,
        int count,
        Span<double> error
    )
    {
        if (loss == Loss.CrossEntropy)
        {
            return CrossEntropy(outputs, targets, count, error);
        }
        TensorPrimitives.Subtract(outputs, targets, error);
        double squares = TensorPrimitives.SumOfSquares<double>(error);
        // Terms of the mean: entries for the mean square, items for half the square.
        double terms = loss == Loss.MeanSquared ? outputs.Length : 2.0 * count;
        TensorPrimitives.Multiply(error, 2 / terms, error);
        return squares / terms;
    }

    private static double CrossEntropy(
        ReadOnlySpan<double> outputs,
        ReadOnlySpan<double> targets,
        int count,
        Span<double> error
    )
    {
        int width = outputs.Length / count;
        double total = 0;
        for (int first = 0; first < outputs.Length; first += width)
        {
            ReadOnlySpan<double> scores = outputs.Slice(first, width);
            ReadOnlySpan<double> target = targets.Slice(first, width);
            Span<double> probabilities = error.Slice(first, width);
            double largest = TensorPrimitives.Max(scores);
            TensorPrimitives.Subtract(scores, largest, probabilities); // so that no exponential overflows
            total -= TensorPrimitives.Dot(target, probabilities);
            TensorPrimitives.Exp(probabilities, probabilities);
            double sum = TensorPrimitives.Sum<double>(probabilities);
            total += Math.Log(sum);
            TensorPrimitives.Divide(probabilities, sum, probabilities);
            TensorPrimitives.Subtract(probabilities, target, probabilities);
        }
        TensorPrimitives.Divide(error, count, error);
        return total / count;
    }
}
