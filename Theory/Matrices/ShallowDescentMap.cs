using Dynamics.Theory.Discrete;
using Dynamics.Theory.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Theory.Matrices;

/// <summary>The whole map W_n of a linear network without hidden layers under full-batch descent, for any Σ^x, start and schedule: exact.</summary>
/// <remarks>
/// W' = W + η_n(Σ^yx − WΣ^x): W_n = W* + (W₀ − W*) Π_k (1 − η_kΣ^x) with W*Σ^x = Σ^yx, evaluated as
/// W₀ + Σ_j φ_j (Σ^yx − W₀Σ^x) q_j q_jᵀ, φ' = φ + η_n(1 − λ_jφ) from φ = 0, over the eigenvectors q_j of Σ^x; at a constant rate
/// φ_j = (1 − (1 − ηλ_j)ⁿ)/λ_j. Converges where ηλ_j &lt; 2 for all j. On the straight line between whole steps. Times asked in
/// increasing order cost one walk in all. Owns its work memory: one instance, one thread.
/// </remarks>
public sealed class ShallowDescentMap
{
    private readonly ShallowDirections directions;
    private readonly StepWalk<double>[] learned; // φ_j

    /// <param name="sigmaYX">Σ^yx = E[y xᵀ], N_y × N_x. Not kept.</param>
    /// <param name="sigmaX">Σ^x = E[x xᵀ], N_x × N_x, symmetric, positive semidefinite. Not kept.</param>
    /// <param name="initialMap">W₀, N_y × N_x. Not kept.</param>
    /// <param name="learningRate">η_n &gt; 0, flow time of the step from W_n to W_{n+1}, for n = 0, 1, …</param>
    /// <exception cref="ArgumentException">
    /// A shape does not fit, an entry is not finite, Σ^x is not symmetric positive semidefinite, Σ^yx does not vanish where
    /// Σ^x does, or η_0 is not positive.
    /// </exception>
    public ShallowDescentMap(
        Matrix<double> sigmaYX,
        Matrix<double> sigmaX,
        Matrix<double> initialMap,
        Func<int, double> learningRate
    )
    {
        Require.Positive(learningRate(0), "The learning rate η", nameof(learningRate));
        directions = new(sigmaYX: sigmaYX, sigmaX: sigmaX, initialMap: initialMap);
        learned =
        [
            .. directions.Eigenvalues.Select(variance => new StepWalk<double>(
                start: 0,
                next: (phi, step) => phi + learningRate(step) * (1 - variance * phi),
                value: phi => phi
            )),
        ];
    }

    /// <summary>N_y.</summary>
    public int Outputs => directions.Outputs;

    /// <summary>N_x.</summary>
    public int Inputs => directions.Inputs;

    /// <summary>Writes W at a time counted in steps, N_y × N_x, column-major, without allocation.</summary>
    /// <param name="time">From 0 to 2³¹ − 2.</param>
    /// <param name="map">N_y · N_x places.</param>
    /// <exception cref="ArgumentException">The time is out of range, or the places are too few or too many.</exception>
    public void MapAt(double time, Span<double> map)
    {
        directions.WriteStart(map);
        for (int mode = 0; mode < learned.Length; mode++)
        {
            directions.Add(mode, learned[mode].At(time), map);
        }
    }
}
