using Dynamics.Comparison.Observation;
using Dynamics.Simulation.Data;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Scenarios;

/// <summary>What is to be learned, given to both witnesses: moments and items to Simulation, the modes to Theory.</summary>
public sealed class LearningTask
{
    // Inputs whitened in double precision, or written with 12 digits, have Σ^x = 1 up to this.
    private const double WhiteToRounding = 1e-10;

    private readonly Lazy<InputSpectrum> spectrum;

    /// <summary>A task of which only the second moments are known: enough for a flow, not for a descent.</summary>
    /// <param name="sigmaX">Σ^x = E[x xᵀ], N_x × N_x, symmetric and positive semidefinite.</param>
    /// <param name="sigmaYX">Σ^yx = E[y xᵀ], N_y × N_x, not zero.</param>
    /// <exception cref="ArgumentException">A shape does not fit, an entry is not finite, or Σ^yx is zero.</exception>
    public LearningTask(Matrix<double> sigmaX, Matrix<double> sigmaYX)
        : this(new SecondMoments(sigmaX, sigmaYX), items: null, convention: null) { }

    /// <summary>A task of items, of which the moments are taken.</summary>
    /// <param name="items">The items.</param>
    /// <param name="convention">Whether Σ^x and Σ^yx are sums over items, XXᵀ and YXᵀ, or means.</param>
    /// <exception cref="ArgumentException">Σ^yx is zero, or a moment does not fit in an array.</exception>
    public LearningTask(DataSet items, MomentConvention convention = MomentConvention.Sum)
        : this(SecondMoments.Of(items, convention), items, convention) { }

    private LearningTask(SecondMoments moments, DataSet? items, MomentConvention? convention, bool mayBeZero = false)
    {
        spectrum = new Lazy<InputSpectrum>(() => new InputSpectrum(SigmaX!));
        Moments = moments;
        Items = items;
        Convention = convention;
        SigmaX = Matrix<double>.Build.Dense(moments.Inputs, moments.Inputs, moments.SigmaX.ToArray());
        SigmaYX = Matrix<double>.Build.Dense(moments.Outputs, moments.Inputs, moments.SigmaYX.ToArray());
        Modes =
            mayBeZero && SigmaYX.Enumerate().All(entry => entry == 0)
                ? SingularModes.None(moments.Outputs, moments.Inputs)
                : SingularModes.Of(sigmaYX: SigmaYX, sigmaX: SigmaX);
        WhitenessDefect = Moments.IsWhite ? 0 : LargestDifferenceFromIdentity(Moments);
        BestMap = LeastSquares(SigmaYX);
    }

    /// <summary>The quadratic ½wᵀAw − bᵀw as a task of N items, whose means are A and bᵀ.</summary>
    /// <param name="hessian">A, N × N, symmetric and positive semidefinite; Σ^x of this task bit by bit.</param>
    /// <param name="linear">b; where A is singular, 0 along its null directions.</param>
    /// <param name="notices">What rounding explained, see <see cref="Notices"/>.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or there is no minimum.</exception>
    public static LearningTask OfQuadratic(
        Matrix<double> hessian,
        IReadOnlyList<double> linear,
        IReadOnlyList<string>? notices = null
    ) =>
        new(
            new SecondMoments(hessian, Matrix<double>.Build.Dense(1, linear.Count, [.. linear])),
            QuadraticItems.Of(hessian, linear),
            MomentConvention.Mean,
            mayBeZero: true
        )
        {
            IsQuadratic = true,
            Notices = notices ?? [],
        };

    /// <summary>Whether the items were made for a quadratic, see <see cref="OfQuadratic"/>.</summary>
    public bool IsQuadratic { get; private init; }

    /// <summary>What was changed in the moments as rounding of their entries, or may be rounding: <c>task.sigmaX: …</c>, a sentence each.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>What was done to the inputs before anything else.</summary>
    public Preprocessing Preprocessing { get; init; }

    /// <summary>The eigenmodes of Σ^x; found when first asked for.</summary>
    public InputSpectrum Spectrum => spectrum.Value;

    /// <summary>Σ^x, N_x × N_x.</summary>
    public Matrix<double> SigmaX { get; }

    /// <summary>Σ^yx, N_y × N_x.</summary>
    public Matrix<double> SigmaYX { get; }

    /// <summary>The same moments as Simulation holds them.</summary>
    public SecondMoments Moments { get; }

    /// <summary>The items; null where only moments are known.</summary>
    public DataSet? Items { get; }

    /// <summary>What E means in the moments of the items; null where only moments are known, and it is their giver's.</summary>
    public MomentConvention? Convention { get; }

    /// <summary>The largest |Σ^x − 1| of an entry; 0 for whitened inputs.</summary>
    public double WhitenessDefect { get; }

    /// <summary>Whether Σ^x = 1 is asserted of the items; nothing is computed otherwise for that.</summary>
    public bool AssertsWhiteInputs { get; init; }

    /// <summary>Whether Σ^x = 1 is asserted but does not hold to rounding (1e-10).</summary>
    public bool ContradictsWhiteInputs => AssertsWhiteInputs && WhitenessDefect > WhiteToRounding;

    /// <summary>The teacher the items were labelled by; null for other tasks.</summary>
    public LinearTeacher? Teacher { get; init; }

    /// <summary>The tree the items were drawn from; null for other tasks.</summary>
    public DiffuseTreeSampler? Tree { get; init; }

    /// <summary>The singular modes of Σ^yx, as Theory sees them; none where it is zero, as of a quadratic with its minimum at 0.</summary>
    public SingularModes Modes { get; }

    /// <summary>W* = Σ^yx(Σ^x)⁺, the linear map of least squared error and, among those, of least norm.</summary>
    public Matrix<double> BestMap { get; }

    /// <summary>M(Σ^x)⁺, the map W of least norm whose WΣ^x is nearest to M.</summary>
    /// <remarks>By the eigenvalues of Σ^x, of which those that are 0 but for rounding stay out.</remarks>
    /// <param name="correlation">M, of N_x columns. Not kept.</param>
    public Matrix<double> LeastSquares(Matrix<double> correlation) =>
        Moments.IsWhite ? correlation : InputSpectrum.Solve(correlation, SigmaX);

    private static double LargestDifferenceFromIdentity(SecondMoments moments)
    {
        ReadOnlySpan<double> sigmaX = moments.SigmaX.Span;
        double largest = 0;
        for (int index = 0; index < sigmaX.Length; index++)
        {
            double expected = index % moments.Inputs == index / moments.Inputs ? 1 : 0;
            largest = Math.Max(largest, Math.Abs(sigmaX[index] - expected));
        }
        return largest;
    }
}
