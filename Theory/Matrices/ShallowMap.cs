using Dynamics.Theory.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Theory.Matrices;

/// <summary>The whole map W(t) of a linear network without hidden layers, for any Σ^x and any start.</summary>
/// <remarks>
/// Solves τ dW/dt = Σ^yx − W Σ^x: W(t) = W* + (W₀ − W*) e^{−Σ^x t/τ} with W*Σ^x = Σ^yx, evaluated as
/// W₀ + Σ_j φ_j(t) (Σ^yx − W₀Σ^x) q_j q_jᵀ, φ_j = (1 − e^{−λ_j t/τ})/λ_j, over the eigenvectors q_j of Σ^x: exact at t = 0,
/// and still where λ_j = 0. Error about 1e-15 κ ‖W‖ with κ the ratio of the largest to the smallest λ that is not 0.
/// </remarks>
public sealed class ShallowMap
{
    private readonly ShallowDirections directions;
    private readonly double timeConstant;

    /// <param name="sigmaYX">Σ^yx = E[y xᵀ], N_y × N_x. Not kept.</param>
    /// <param name="sigmaX">Σ^x = E[x xᵀ], N_x × N_x, symmetric, positive semidefinite. Not kept.</param>
    /// <param name="initialMap">W₀, N_y × N_x. Not kept.</param>
    /// <param name="timeConstant">τ &gt; 0, in the unit of the times asked for.</param>
    /// <exception cref="ArgumentException">
    /// A shape does not fit, an entry is not finite, Σ^x is not symmetric positive semidefinite, Σ^yx does not vanish where
    /// Σ^x does, or τ is not positive.
    /// </exception>
    public ShallowMap(Matrix<double> sigmaYX, Matrix<double> sigmaX, Matrix<double> initialMap, double timeConstant)
    {
        this.timeConstant = Require.Positive(timeConstant, "The time constant τ", nameof(timeConstant));
        directions = new(sigmaYX: sigmaYX, sigmaX: sigmaX, initialMap: initialMap);
    }

    /// <summary>N_y.</summary>
    public int Outputs => directions.Outputs;

    /// <summary>N_x.</summary>
    public int Inputs => directions.Inputs;

    /// <summary>Writes W(t), N_y × N_x, column-major, without allocation.</summary>
    /// <param name="time">t, finite and not negative.</param>
    /// <param name="map">N_y · N_x places.</param>
    /// <exception cref="ArgumentException">The time is negative or not finite, or the places are too few or too many.</exception>
    public void MapAt(double time, Span<double> map)
    {
        Require.Time(time);
        directions.WriteStart(map);
        for (int mode = 0; mode < directions.Eigenvalues.Count; mode++)
        {
            double variance = directions.Eigenvalues[mode];
            directions.Add(mode, StableFunctions.OneMinusExp(variance / timeConstant * time) / variance, map);
        }
    }

    /// <summary>W(t), N_y × N_x.</summary>
    /// <param name="time">t, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite.</exception>
    public Matrix<double> MapAt(double time)
    {
        double[] map = new double[Outputs * Inputs];
        MapAt(time, map);
        return Matrix<double>.Build.Dense(Outputs, Inputs, map);
    }
}
