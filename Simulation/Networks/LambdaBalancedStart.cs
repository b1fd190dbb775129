using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Simulation.Networks;

/// <summary>Weights of a two-layer network with W₂ᵀW₂ − W₁W₁ᵀ = λ1, along directions handed in.</summary>
/// <remarks>
/// W₂ = U √((√(λ² + 4S²) + λ)/2) Rᵀ and W₁ = R √((√(λ² + 4S²) − λ)/2) Vᵀ, so that W₂W₁ = U S Vᵀ. Gradient flow conserves
/// λ: 0 is balanced, a large positive λ puts the weight on the upper layer, a negative one on the lower. For λ ≠ 0 every
/// hidden unit needs a mode of its own, hence no more hidden units than outputs (λ &gt; 0) or inputs (λ &lt; 0); a mode may
/// have strength 0, and its direction on the side with factor 0 may then be any finite vector. Biases are 0. Source:
/// Dominé et al., arXiv:2409.14623.
/// </remarks>
public sealed class LambdaBalancedStart : IStart
{
    // Directions come from factorisations, orthonormal to a few units in the last place, or from files with fewer digits.
    private const double OrthonormalTo = 1e-10;

    private readonly Matrix<double> outputDirections;
    private readonly Matrix<double> inputDirections;
    private readonly Matrix<double>? hiddenDirections;
    private readonly double[] upper;
    private readonly double[] lower;

    /// <param name="outputDirections">U, N_y × r, orthonormal columns.</param>
    /// <param name="inputDirections">V, N_x × r, orthonormal columns.</param>
    /// <param name="strengths">S, one per mode; finite and not negative.</param>
    /// <param name="lambda">λ; finite.</param>
    /// <param name="hiddenDirections">R, h × r, orthonormal columns; null for the first r hidden units in order.</param>
    /// <exception cref="ArgumentException">
    /// The counts differ, a strength is negative or not finite, λ is not finite, or directions are not orthonormal.
    /// </exception>
    public LambdaBalancedStart(
        Matrix<double> outputDirections,
        Matrix<double> inputDirections,
        IReadOnlyList<double> strengths,
        double lambda,
        Matrix<double>? hiddenDirections = null
    )
    {
        if (!double.IsFinite(lambda))
        {
            throw new ArgumentOutOfRangeException(nameof(lambda), lambda, "λ must be finite.");
        }
        if (strengths.Any(strength => !(strength >= 0 && double.IsFinite(strength))))
        {
            throw new ArgumentException(
                $"Strengths must be finite and not negative, but are {string.Join(", ", strengths)}.",
                nameof(strengths)
            );
        }
        Lambda = lambda;
        upper = [.. strengths.Select(strength => Factor(strength, lambda))];
        lower = [.. strengths.Select(strength => Factor(strength, -lambda))];
        RequireOrthonormal(outputDirections, upper, nameof(outputDirections));
        RequireOrthonormal(inputDirections, lower, nameof(inputDirections));
        if (hiddenDirections is not null)
        {
            RequireOrthonormal(hiddenDirections, [.. strengths.Select(_ => 1.0)], nameof(hiddenDirections));
        }
        this.outputDirections = outputDirections.Clone();
        this.inputDirections = inputDirections.Clone();
        this.hiddenDirections = hiddenDirections?.Clone();
    }

    /// <summary>λ.</summary>
    public double Lambda { get; }

    /// <inheritdoc/>
    public void Fill(LayerSizes sizes, Span<double> weights)
    {
        RequireFit(sizes);
        Matrix<double> hidden =
            hiddenDirections
            ?? Matrix<double>.Build.Dense(sizes.Rows(0), upper.Length, (unit, mode) => unit == mode ? 1 : 0);
        Matrix<double> first =
            hidden * Matrix<double>.Build.DiagonalOfDiagonalArray(lower) * inputDirections.Transpose();
        Matrix<double> second =
            outputDirections * Matrix<double>.Build.DiagonalOfDiagonalArray(upper) * hidden.Transpose();
        weights.Clear();
        first.ToColumnMajorArray().CopyTo(weights[sizes[0]]);
        second.ToColumnMajorArray().CopyTo(weights[sizes[1]]);
    }

    // √((√(λ² + 4s²) + λ)/2), halved inside: 4s² has no room to overflow. For λ < 0 the difference would lose its
    // digits: the two factors multiply to s.
    private static double Factor(double strength, double lambda)
    {
        double larger = Math.Sqrt(double.Hypot(lambda / 2, strength) + Math.Abs(lambda) / 2);
        return lambda >= 0 ? larger
            : strength == 0 ? 0
            : strength / larger;
    }

    private static void RequireOrthonormal(Matrix<double> directions, double[] factors, string parameter)
    {
        if (directions.ColumnCount != factors.Length)
        {
            throw new ArgumentException(
                $"One direction per strength is needed, but there are {factors.Length} strengths and "
                    + $"{directions.ColumnCount} directions.",
                parameter
            );
        }
        Matrix<double> products = directions.TransposeThisAndMultiply(directions);
        for (int i = 0; i < factors.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                bool areRead = factors[i] != 0 && factors[j] != 0;
                if (areRead && !(Math.Abs(products[i, j] - (i == j ? 1 : 0)) <= OrthonormalTo))
                {
                    throw new ArgumentException(
                        $"Directions must be orthonormal, but the product of directions {j + 1} and {i + 1} is {products[i, j]}.",
                        parameter
                    );
                }
            }
        }
    }

    private void RequireFit(LayerSizes sizes)
    {
        (int hidden, int modes) = (sizes.Widths[1], upper.Length);
        string? mismatch =
            sizes.Depth != 2 ? $"a network of two layers, but this one has {sizes.Depth}"
            : sizes.Inputs != inputDirections.RowCount || sizes.Outputs != outputDirections.RowCount
                ? $"{inputDirections.RowCount} inputs and {outputDirections.RowCount} outputs as its directions, but the "
                    + $"network has {sizes.Inputs} and {sizes.Outputs}"
            : hiddenDirections is not null && hidden != hiddenDirections.RowCount
                ? $"{hiddenDirections.RowCount} hidden units as its directions, but the network has {hidden}"
            : hidden < modes ? $"a hidden unit for each of {modes} modes, but the network has {hidden}"
            : hidden > modes && Lambda != 0
                ? $"a mode for each of {hidden} hidden units unless λ = 0, but was given {modes}"
            : null;
        if (mismatch is not null)
        {
            throw new ArgumentException($"A λ-balanced start needs {mismatch}.", nameof(sizes));
        }
    }
}
