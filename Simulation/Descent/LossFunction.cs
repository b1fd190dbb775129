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

    /// <summary>How the error ∂loss/∂ŷ changes as the outputs do: Λ dŷ, with the second derivatives Λ of the loss.</summary>
    /// <remarks>
    /// Λ is 2/(N_y B) and 1/B times the identity for the squares, and (diag p − ppᵀ)/B with p = softmax ŷ item by item for the
    /// cross-entropy. Never negative.
    /// </remarks>
    /// <param name="loss">Which.</param>
    /// <param name="outputs">ŷ, N_y × B, column-major.</param>
    /// <param name="count">B, the number of items; positive.</param>
    /// <param name="change">dŷ, which becomes Λ dŷ.</param>
    /// <param name="scratch">As long as <paramref name="outputs"/>; overwritten.</param>
    internal static void Curve(
        this Loss loss,
        ReadOnlySpan<double> outputs,
        int count,
        Span<double> change,
        Span<double> scratch
    )
    {
        if (loss != Loss.CrossEntropy)
        {
            TensorPrimitives.Divide(change, loss == Loss.MeanSquared ? outputs.Length / 2.0 : count, change);
            return;
        }
        int width = outputs.Length / count;
        for (int first = 0; first < outputs.Length; first += width)
        {
            Span<double> probabilities = scratch.Slice(first, width);
            Span<double> moving = change.Slice(first, width);
            TensorPrimitives.SoftMax(outputs.Slice(first, width), probabilities);
            double mean = TensorPrimitives.Dot<double>(probabilities, moving);
            TensorPrimitives.Subtract(moving, mean, moving);
            TensorPrimitives.Multiply(probabilities, moving, moving);
        }
        TensorPrimitives.Divide(change, count, change);
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
