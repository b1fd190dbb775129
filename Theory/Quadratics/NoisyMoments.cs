using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Quadratics;

/// <summary>First and second moments of a noisy weight x and of its moving average x̄, both measured from the optimum.</summary>
/// <param name="Mean">E[x].</param>
/// <param name="Variance">var x.</param>
/// <param name="AverageMean">E[x̄].</param>
/// <param name="Covariance">cov(x, x̄).</param>
/// <param name="AverageVariance">var x̄.</param>
public readonly record struct NoisyMoments(
    double Mean,
    double Variance,
    double AverageMean,
    double Covariance,
    double AverageVariance
)
{
    /// <summary>E[x²]; the expected loss is ½H of it.</summary>
    public double SecondMoment => Mean * Mean + Variance;

    /// <summary>E[x̄²].</summary>
    public double AverageSecondMoment => AverageMean * AverageMean + AverageVariance;

    /// <summary>A start that is known: no variance, and x̄ = x.</summary>
    /// <param name="position">x_0, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">x_0 is not finite.</exception>
    public static NoisyMoments At(double position)
    {
        Require.Finite(position, "The start x_0", nameof(position));
        return new(position, 0, position, 0, 0);
    }
}
