using Dynamics.Theory.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Theory.Matrices;

/// <summary>The whole of a two-layer linear network under gradient flow, at once: W₂W₁, W₁ᵀW₁ and W₂W₂ᵀ at any time.</summary>
/// <remarks>
/// <para>
/// With Q = [W₁ᵀ; W₂], (N_x + N_y) × h, W₂ᵀW₂ − W₁W₁ᵀ = λ1 and F = [[−λ/2 1, Σ^yxᵀ], [Σ^yx, λ/2 1]]:
/// QQᵀ(t) = e^{Ft/τ} Q₀ (1 + Q₀ᵀΦQ₀)⁻¹ Q₀ᵀ e^{Ft/τ}, Φ = ∫₀^{t/τ} e^{2Fx} dx. Any shape and any rank; inputs white, Σ^x = d1. It is
/// exact for λ-balanced weights, and for one hidden unit, whose weights are always balanced so; for others, what W₂ᵀW₂ − W₁W₁ᵀ
/// has beside λ1 is neglected.
/// </para>
/// <para>
/// Source: Fukumizu, Dynamics of batch learning in multilayer neural networks, ICANN 1998; Braun, Dominé, Fitzgerald and Saxe,
/// NeurIPS 2022. Evaluated in the eigenvectors of F, where propagation is diagonal, and in pieces short enough that nothing
/// overflows: 1 + QᵀΦQ = KKᵀ (Cholesky), Q ← e^{Fδ} Q K⁻ᵀ. Single layers are known up to a rotation of the hidden units only.
/// Owns its work memory: one instance, one thread; times asked for in ascending order are cheapest.
/// </para>
/// </remarks>
public sealed class TwoLayerMap
{
    // e^{2ℓδ} stays below 3000, so that 1 + QᵀΦQ loses few digits.
    private const double LongestPiece = 4;

    // Minutes of work, and by then nothing has moved for long.
    private const double MostPieces = 1e6;

    private readonly Matrix<double> inputSide; // rows of the eigenvectors of F that belong to inputs
    private readonly Matrix<double> outputSide;
    private readonly double[] rates; // ℓ_i
    private readonly Matrix<double> start; // Q₀ in the eigenvectors of F
    private readonly double timeConstant;
    private readonly double scale; // d: the layers of an input variance d are those of 1 over √d
    private readonly double piece; // in units of τ
    private Matrix<double> atGrid;
    private long grid;

    /// <param name="sigmaYX">Σ^yx, N_y × N_x. Not kept.</param>
    /// <param name="first">W₁(0), h × N_x. Not kept.</param>
    /// <param name="second">W₂(0), N_y × h. Not kept.</param>
    /// <param name="lambda">λ; see <see cref="BalanceOf"/>.</param>
    /// <param name="timeConstant">τ &gt; 0, in the unit of the times asked for.</param>
    /// <exception cref="ArgumentException">A shape does not fit, an entry is not finite, or a number is out of its range.</exception>
    public TwoLayerMap(
        Matrix<double> sigmaYX,
        Matrix<double> first,
        Matrix<double> second,
        double lambda,
        double timeConstant
    )
        : this(sigmaYX, inputVariance: 1, (first, second), lambda, timeConstant) { }

    /// <summary>The same for inputs of variance d, Σ^x = d1.</summary>
    /// <param name="sigmaYX">Σ^yx, N_y × N_x. Not kept.</param>
    /// <param name="inputVariance">d &gt; 0.</param>
    /// <param name="layers">W₁(0), h × N_x, and W₂(0), N_y × h. Not kept.</param>
    /// <param name="lambda">λ; see <see cref="BalanceOf"/>.</param>
    /// <param name="timeConstant">τ &gt; 0, in the unit of the times asked for.</param>
    /// <exception cref="ArgumentException">A shape does not fit, an entry is not finite, or a number is out of its range.</exception>
    public TwoLayerMap(
        Matrix<double> sigmaYX,
        double inputVariance,
        (Matrix<double> First, Matrix<double> Second) layers,
        double lambda,
        double timeConstant
    )
    {
        (Matrix<double> first, Matrix<double> second) = layers;
        RequireFit(sigmaYX, first, second);
        scale = Require.Positive(inputVariance, "The input variance d", nameof(inputVariance));
        Require.Finite(lambda, "The imbalance λ", nameof(lambda));
        this.timeConstant = Require.Positive(timeConstant, "The time constant τ", nameof(timeConstant));
        Lambda = lambda;
        (Inputs, Outputs) = (sigmaYX.ColumnCount, sigmaYX.RowCount);

        Matrix<double> generator = Matrix<double>.Build.Dense(Inputs + Outputs, Inputs + Outputs);
        generator.SetSubMatrix(Inputs, 0, sigmaYX);
        generator.SetSubMatrix(0, Inputs, sigmaYX.Transpose());
        for (int i = 0; i < generator.RowCount; i++)
        {
            generator[i, i] = (i < Inputs ? -scale : scale) * lambda / 2;
        }
        var scaled = ScaledMatrix.Of(generator);
        Evd<double> evd = scaled.Values.Evd(Symmetricity.Symmetric);
        rates = [.. evd.EigenValues.Select(value => scaled.Restore(value.Real))];
        inputSide = evd.EigenVectors.SubMatrix(0, Inputs, 0, Inputs + Outputs);
        outputSide = evd.EigenVectors.SubMatrix(Inputs, Outputs, 0, Inputs + Outputs);
        start = inputSide.TransposeThisAndMultiply(first.Transpose()) + outputSide.TransposeThisAndMultiply(second);
        start *= Math.Sqrt(scale);
        atGrid = start;
        double fastest = rates.Max(Math.Abs);
        piece = fastest > 0 ? LongestPiece / fastest : double.MaxValue;
    }

    /// <summary>N_x.</summary>
    public int Inputs { get; }

    /// <summary>N_y.</summary>
    public int Outputs { get; }

    /// <summary>λ.</summary>
    public double Lambda { get; }

    /// <summary>λ = tr(W₂ᵀW₂ − W₁W₁ᵀ)/h, and the largest |entry| of what is left without λ1.</summary>
    /// <param name="first">W₁, h × N_x.</param>
    /// <param name="second">W₂, N_y × h.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static (double Lambda, double Defect) BalanceOf(Matrix<double> first, Matrix<double> second)
    {
        if (first.RowCount != second.ColumnCount)
        {
            throw new ArgumentException(
                $"W_2 must have {first.RowCount} columns, one per row of W_1, but is {second.RowCount}×{second.ColumnCount}.",
                nameof(second)
            );
        }
        Matrix<double> imbalance = second.TransposeThisAndMultiply(second) - first.TransposeAndMultiply(first);
        double lambda = imbalance.Trace() / first.RowCount;
        for (int unit = 0; unit < first.RowCount; unit++)
        {
            imbalance[unit, unit] -= lambda;
        }
        return (lambda, ScaledMatrix.LargestMagnitude(imbalance));
    }

    /// <summary>The last time that can be asked for, a million pieces; 4e6 τ over the largest |ℓ|, which is about √(λ²/4 + s₁²).</summary>
    public double LatestTime => MostPieces * piece * timeConstant;

    /// <summary>W₂W₁ at a time, N_y × N_x.</summary>
    /// <param name="time">t, not negative, at most <see cref="LatestTime"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, not finite or too late.</exception>
    public Matrix<double> MapAt(double time)
    {
        Matrix<double> weights = WeightsAt(time);
        return (outputSide * weights).TransposeAndMultiply(inputSide * weights) / scale;
    }

    /// <summary>W₁, h × N_x, and W₂, N_y × h, at a time, up to one rotation of the hidden units, R W₁ and W₂Rᵀ, that may be another at every time.</summary>
    /// <inheritdoc cref="MapAt"/>
    public (Matrix<double> First, Matrix<double> Second) LayersAt(double time)
    {
        Matrix<double> weights = WeightsAt(time) / Math.Sqrt(scale); // (N_x + N_y) × h
        return (weights.Transpose() * inputSide.Transpose(), outputSide * weights);
    }

    /// <summary>W₁ᵀW₁ at a time, N_x × N_x: the similarity of inputs in the hidden layer.</summary>
    /// <inheritdoc cref="MapAt"/>
    public Matrix<double> InnerAt(double time) => Gram(inputSide * WeightsAt(time));

    /// <summary>W₂W₂ᵀ at a time, N_y × N_y.</summary>
    /// <inheritdoc cref="MapAt"/>
    public Matrix<double> OuterAt(double time) => Gram(outputSide * WeightsAt(time));

    private Matrix<double> Gram(Matrix<double> layer) => layer.TransposeAndMultiply(layer) / scale;

    /// <summary>Q(t) in the eigenvectors of F, up to a rotation of the hidden units.</summary>
    private Matrix<double> WeightsAt(double time)
    {
        Require.Time(time);
        if (time > LatestTime)
        {
            throw new ArgumentOutOfRangeException(
                nameof(time),
                time,
                $"The time t must be at most {LatestTime}, a million pieces of the solution, but is {time}."
            );
        }
        double elapsed = time / timeConstant;
        // Always the same pieces, whatever was asked before: a value depends on its time alone.
        long wanted = (long)Math.Floor(elapsed / piece);
        if (wanted < grid)
        {
            (atGrid, grid) = (start, 0);
        }
        for (; grid < wanted; grid++)
        {
            atGrid = Propagated(atGrid, piece);
        }
        double rest = elapsed - grid * piece;
        return rest > 0 ? Propagated(atGrid, rest) : atGrid;
    }

    private Matrix<double> Propagated(Matrix<double> weights, double span)
    {
        Matrix<double> weighted = weights.Clone();
        Matrix<double> grown = weights.Clone();
        for (int i = 0; i < rates.Length; i++)
        {
            double growth = Math.Exp(rates[i] * span);
            double gathered = Gathered(rates[i], span, growth);
            for (int unit = 0; unit < weights.ColumnCount; unit++)
            {
                weighted[i, unit] *= gathered;
                grown[i, unit] *= growth;
            }
        }
        Matrix<double> metric = weights.TransposeThisAndMultiply(weighted);
        for (int unit = 0; unit < metric.RowCount; unit++)
        {
            metric[unit, unit]++;
            for (int other = 0; other < unit; other++)
            {
                metric[unit, other] = metric[other, unit] = (metric[unit, other] + metric[other, unit]) / 2;
            }
        }
        return metric.Cholesky().Factor.Solve(grown.Transpose()).Transpose();
    }

    /// <summary>∫₀^span e^{2ℓx} dx.</summary>
    private static double Gathered(double rate, double span, double growth)
    {
        double exponent = 2 * Math.Abs(rate) * span;
        double decayed = rate == 0 ? span : StableFunctions.OneMinusExp(exponent) / (2 * Math.Abs(rate));
        return rate > 0 ? growth * growth * decayed : decayed;
    }

    private static void RequireFit(Matrix<double> sigmaYX, Matrix<double> first, Matrix<double> second)
    {
        Require.Finite(sigmaYX, "Σ^yx", nameof(sigmaYX));
        Require.Finite(first, "W_1", nameof(first));
        Require.Finite(second, "W_2", nameof(second));
        bool fits =
            first.ColumnCount == sigmaYX.ColumnCount
            && second.RowCount == sigmaYX.RowCount
            && first.RowCount == second.ColumnCount;
        if (!fits)
        {
            throw new ArgumentException(
                $"W_1 must be h×{sigmaYX.ColumnCount} and W_2 {sigmaYX.RowCount}×h for Σ^yx of {sigmaYX.RowCount}×{sigmaYX.ColumnCount}, "
                    + $"but they are {first.RowCount}×{first.ColumnCount} and {second.RowCount}×{second.ColumnCount}. "
                    + "Give the layers input side first.",
                nameof(first)
            );
        }
    }
}
