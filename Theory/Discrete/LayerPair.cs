namespace Dynamics.Theory.Discrete;

/// <summary>One mode of two layers, a = W₁v and b = W₂ᵀu, under full-batch gradient descent from any start: exact.</summary>
/// <remarks>
/// a' = a + ηeb, b' = b + ηea with e = s − d u. Their product u = a·b and size K = |a|² + |b|² move on their own:
/// u' = u + ηeK + η²e²u, K' = K(1 + η²e²) + 4ηeu. Where other modes share the hidden units and are not orthogonal to this one
/// they couple; then this is the mode alone.
/// </remarks>
/// <param name="Strength">u = a·b.</param>
/// <param name="Size">K = |a|² + |b|² ≥ 2|u|.</param>
public readonly record struct LayerPair(double Strength, double Size)
{
    /// <summary>The pair of two given vectors.</summary>
    /// <param name="first">a = W₁v, one entry per hidden unit.</param>
    /// <param name="second">b = W₂ᵀu, one entry per hidden unit.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static LayerPair Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException(
                $"Both layers meet in the same hidden units, but are of {first.Length} and {second.Length}.",
                nameof(second)
            );
        }
        double product = 0;
        double size = 0;
        for (int unit = 0; unit < first.Length; unit++)
        {
            product += first[unit] * second[unit];
            size += first[unit] * first[unit] + second[unit] * second[unit];
        }
        return new(product, size);
    }

    /// <summary>The pair one step later.</summary>
    /// <param name="singularValue">s of Σ^yx.</param>
    /// <param name="inputVariance">d = vᵀΣ^xv, 1 for whitened inputs.</param>
    /// <param name="learningRate">η, flow time per step.</param>
    public LayerPair Next(double singularValue, double inputVariance, double learningRate)
    {
        double push = learningRate * (singularValue - inputVariance * Strength);
        double square = push * push;
        return new(Strength + push * Size + square * Strength, Size * (1 + square) + 4 * push * Strength);
    }
}
