using System.Numerics.Tensors;

namespace Dynamics.Comparison.Observation;

/// <summary>A sum Σ_p w_p X_p ⊗ Y_p of products of small factors, and its Frobenius norm.</summary>
/// <param name="terms">Number of products.</param>
/// <param name="inner">Entries of every X_p.</param>
/// <param name="outer">Entries of every Y_p.</param>
internal sealed class TensorSum(int terms, int inner, int outer)
{
    private readonly double[] sum = new double[outer];

    /// <summary>X_p.</summary>
    public double[][] Inner { get; } = [.. Enumerable.Range(0, terms).Select(_ => new double[inner])];

    /// <summary>Y_p.</summary>
    public double[][] Outer { get; } = [.. Enumerable.Range(0, terms).Select(_ => new double[outer])];

    /// <summary>w_p after <see cref="Normalise"/>: the whole has norm 1.</summary>
    public double[] Weights { get; } = new double[terms];

    /// <summary>The norm of what was normalised, over 2^<see cref="Exponent"/>; 0 where nothing was there.</summary>
    public double Norm { get; private set; }

    /// <summary>See <see cref="Norm"/>.</summary>
    public int Exponent { get; private set; }

    /// <summary>Divides every factor by its norm, and the whole by its own; for factors that are positive semidefinite.</summary>
    /// <param name="exponents">Of the power of two that each product is still to be multiplied by.</param>
    public void Normalise(ReadOnlySpan<int> exponents)
    {
        Exponent = int.MinValue;
        for (int term = 0; term < terms; term++)
        {
            Weights[term] = Unit(Inner[term]) * Unit(Outer[term]);
            Exponent = Weights[term] == 0 ? Exponent : Math.Max(Exponent, exponents[term]);
        }
        double squares = 0;
        for (int term = 0; term < terms; term++)
        {
            Weights[term] = Weights[term] == 0 ? 0 : Math.ScaleB(Weights[term], exponents[term] - Exponent);
            for (int other = 0; other <= term; other++)
            {
                // No scalar product of two such factors is negative: nothing cancels.
                squares +=
                    (other == term ? 1 : 2)
                    * (Weights[term] * TensorPrimitives.Dot<double>(Inner[term], Inner[other]))
                    * (Weights[other] * TensorPrimitives.Dot<double>(Outer[term], Outer[other]));
            }
        }
        Norm = Math.Sqrt(squares);
        if (Norm > 0)
        {
            TensorPrimitives.Divide(Weights, Norm, Weights);
        }
    }

    /// <summary>‖Σ X_p ⊗ Y_p‖, all weights 1, exact to rounding of its largest term however much of it cancels; X_p is overwritten.</summary>
    /// <remarks>
    /// With orthonormal Q_k and X_p = Σ_k g_pk Q_k it is the root of Σ_k ‖Σ_p g_pk Y_p‖²: factors are added before anything is squared.
    /// </remarks>
    public double NormByParts()
    {
        double squares = 0;
        for (int direction = 0; direction < terms; direction++)
        {
            double[] unit = Inner[direction];
            double length = Unit(unit);
            if (length == 0)
            {
                continue;
            }
            TensorPrimitives.Multiply(Outer[direction], length, sum);
            for (int term = direction + 1; term < terms; term++)
            {
                // Modified Gram–Schmidt: what is left of X_p goes on to the next direction, whole, so that nothing is lost.
                double share = TensorPrimitives.Dot<double>(unit, Inner[term]);
                TensorPrimitives.MultiplyAdd(unit, -share, Inner[term], Inner[term]);
                TensorPrimitives.MultiplyAdd(Outer[term], share, sum, sum);
            }
            squares += TensorPrimitives.SumOfSquares<double>(sum);
        }
        return Math.Sqrt(squares);
    }

    /// <summary>Divides by the Frobenius norm, which is returned; 0 where it is 0.</summary>
    private static double Unit(Span<double> values)
    {
        double largest = TensorPrimitives.MaxMagnitude<double>(values);
        if (largest == 0 || !double.IsFinite(largest))
        {
            return largest;
        }
        // Differences may be so small that their squares would underflow.
        double power = Math.ScaleB(1, Math.Clamp(-Math.ILogB(largest), -1022, 1022));
        TensorPrimitives.Multiply(values, power, values);
        double norm = TensorPrimitives.Norm<double>(values);
        TensorPrimitives.Divide(values, norm, values);
        return norm / power;
    }
}
