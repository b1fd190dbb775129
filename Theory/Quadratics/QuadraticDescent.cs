using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Theory.Quadratics;

/// <summary>Descent on a quadratic, with or without momentum: w_k = w* + Σ_i e_k(λ_i) v_i, exact for any k at once.</summary>
/// <remarks>w* is the stationary point; along an eigenvector of eigenvalue 0 the weights stay, and of a negative one they leave.</remarks>
public sealed class QuadraticDescent
{
    private readonly Quadratic quadratic;
    private readonly Vector<double> stationary;
    private readonly Vector<double> initialErrors;

    internal QuadraticDescent(Quadratic quadratic, Vector<double> start, MomentumChoice choice)
    {
        if (start.Count != quadratic.Eigenvalues.Count || !start.All(double.IsFinite))
        {
            throw new ArgumentException(
                $"w_0 must have {quadratic.Eigenvalues.Count} finite entries, one per row of A, but has {start.Count}: "
                    + $"{string.Join(", ", start.Take(5))}.",
                nameof(start)
            );
        }
        this.quadratic = quadratic;
        stationary = quadratic.LeastNormSolution;
        initialErrors = quadratic.Eigenvectors.TransposeThisAndMultiply(start - stationary);
        Modes =
        [
            .. quadratic.Eigenvalues.Select(curvature => new MomentumMode(
                curvature,
                choice.LearningRate,
                choice.Momentum,
                choice.Kind
            )),
        ];
    }

    /// <summary>One per eigenvalue, in their order.</summary>
    public IReadOnlyList<MomentumMode> Modes { get; }

    /// <summary>e_k of every mode, v_iᵀ(w_k − w*).</summary>
    /// <param name="steps">k ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is negative.</exception>
    public Vector<double> ErrorsAfter(long steps) =>
        Vector<double>.Build.Dense(Modes.Count, mode => Modes[mode].ErrorAfter(steps, initialErrors[mode]));

    /// <summary>w_k.</summary>
    /// <inheritdoc cref="ErrorsAfter"/>
    public Vector<double> WeightsAfter(long steps) => stationary + quadratic.Eigenvectors * ErrorsAfter(steps);

    /// <summary>½ Σ_i λ_i e_k², the value of the quadratic above that of the stationary point.</summary>
    /// <inheritdoc cref="ErrorsAfter"/>
    public double ExcessAfter(long steps) =>
        Modes.Select((mode, index) => mode.Curvature * Square(mode.ErrorAfter(steps, initialErrors[index]))).Sum() / 2;

    private static double Square(double x) => x * x;
}
