using Dynamics.Simulation.Data;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Scenarios;

/// <summary>What is to be learned, given to both witnesses: the moments to Simulation, the modes to Theory.</summary>
public sealed class LearningTask
{
    /// <param name="sigmaX">Σ^x = E[x xᵀ], N_x × N_x, symmetric and positive semidefinite.</param>
    /// <param name="sigmaYX">Σ^yx = E[y xᵀ], N_y × N_x, not zero.</param>
    /// <exception cref="ArgumentException">A shape does not fit, an entry is not finite, or Σ^yx is zero.</exception>
    public LearningTask(Matrix<double> sigmaX, Matrix<double> sigmaYX)
    {
        SigmaX = sigmaX.Clone();
        SigmaYX = sigmaYX.Clone();
        Moments = new SecondMoments(SigmaX, SigmaYX);
        Modes = SingularModes.Of(sigmaYX: SigmaYX, sigmaX: SigmaX);
        BestMap = Moments.IsWhite ? SigmaYX : SigmaYX * SigmaX.PseudoInverse();
    }

    /// <summary>Σ^x, N_x × N_x.</summary>
    public Matrix<double> SigmaX { get; }

    /// <summary>Σ^yx, N_y × N_x.</summary>
    public Matrix<double> SigmaYX { get; }

    /// <summary>The same moments as Simulation holds them.</summary>
    public SecondMoments Moments { get; }

    /// <summary>The singular modes of Σ^yx, as Theory sees them.</summary>
    public SingularModes Modes { get; }

    /// <summary>W* = Σ^yx(Σ^x)⁺, the linear map of least squared error and, among those, of least norm.</summary>
    public Matrix<double> BestMap { get; }
}
