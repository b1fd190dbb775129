using Dynamics.Simulation.Data;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Scenarios;

/// <summary>What is to be learned, given to both witnesses: moments and items to Simulation, the modes to Theory.</summary>
public sealed class LearningTask
{
    /// <summary>A task of which only the second moments are known: enough for a flow, not for a descent.</summary>
    /// <param name="sigmaX">Σ^x = E[x xᵀ], N_x × N_x, symmetric and positive semidefinite.</param>
    /// <param name="sigmaYX">Σ^yx = E[y xᵀ], N_y × N_x, not zero.</param>
    /// <exception cref="ArgumentException">A shape does not fit, an entry is not finite, or Σ^yx is zero.</exception>
    public LearningTask(Matrix<double> sigmaX, Matrix<double> sigmaYX)
        : this(new SecondMoments(sigmaX, sigmaYX), items: null) { }

    /// <summary>A task of items. Its moments are sums over them: Σ^x = XXᵀ, Σ^yx = YXᵀ.</summary>
    /// <param name="items">The items.</param>
    /// <exception cref="ArgumentException">Σ^yx is zero.</exception>
    public LearningTask(DataSet items)
        : this(SecondMoments.Of(items, MomentConvention.Sum), items) { }

    private LearningTask(SecondMoments moments, DataSet? items)
    {
        Moments = moments;
        Items = items;
        SigmaX = Matrix<double>.Build.Dense(moments.Inputs, moments.Inputs, moments.SigmaX.ToArray());
        SigmaYX = Matrix<double>.Build.Dense(moments.Outputs, moments.Inputs, moments.SigmaYX.ToArray());
        Modes = SingularModes.Of(sigmaYX: SigmaYX, sigmaX: SigmaX);
        BestMap = Moments.IsWhite ? SigmaYX : SigmaYX * SigmaX.PseudoInverse();
    }

    /// <summary>Σ^x, N_x × N_x.</summary>
    public Matrix<double> SigmaX { get; }

    /// <summary>Σ^yx, N_y × N_x.</summary>
    public Matrix<double> SigmaYX { get; }

    /// <summary>The same moments as Simulation holds them.</summary>
    public SecondMoments Moments { get; }

    /// <summary>The items; null where only moments are known.</summary>
    public DataSet? Items { get; }

    /// <summary>The tree the items were drawn from; null for other tasks.</summary>
    public DiffuseTreeSampler? Tree { get; init; }

    /// <summary>The singular modes of Σ^yx, as Theory sees them.</summary>
    public SingularModes Modes { get; }

    /// <summary>W* = Σ^yx(Σ^x)⁺, the linear map of least squared error and, among those, of least norm.</summary>
    public Matrix<double> BestMap { get; }
}
