using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Quadratics;

/// <summary>One eigenmode of a quadratic under descent whose gradient is noisy: mean and variance, exactly, for any rates.</summary>
/// <remarks>
/// x' = x − η(Hx + ξ), ξ of mean 0 and variance C, drawn anew for every step whatever x is; and x̄' = ρx̄ + (1 − ρ)x', ρ = 0
/// without averaging. With a = 1 − ηH: E[x]' = aE[x], var' = a² var + η²C, cov' = ρa cov + (1 − ρ)var',
/// var x̄' = ρ² var x̄ + 2ρ(1 − ρ)a cov + (1 − ρ)² var'. Only the first two moments of ξ matter. Noise that a network
/// makes itself falls with its loss and is not of this kind: at an exact fit it is gone.
/// </remarks>
public sealed class NoisyDescentMode
{
    /// <param name="curvature">H &gt; 0.</param>
    /// <param name="noiseVariance">C ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public NoisyDescentMode(double curvature, double noiseVariance)
    {
        Curvature = Require.Positive(curvature, "The curvature H", nameof(curvature));
        NoiseVariance = Require.NotNegative(noiseVariance, "The variance C of the noise", nameof(noiseVariance));
    }

    /// <summary>H.</summary>
    public double Curvature { get; }

    /// <summary>C.</summary>
    public double NoiseVariance { get; }

    /// <summary>Moments after one step.</summary>
    /// <param name="moments">Before it.</param>
    /// <param name="learningRate">η ≥ 0 of the step.</param>
    /// <param name="averaging">ρ, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public NoisyMoments Next(NoisyMoments moments, double learningRate, double averaging = 0)
    {
        double rate = Require.NotNegative(learningRate, "The learning rate η", nameof(learningRate));
        double rho = Require.Probability(averaging, "The averaging ρ", nameof(averaging));
        double factor = 1 - rate * Curvature;
        double mean = factor * moments.Mean;
        double variance = factor * factor * moments.Variance + rate * rate * NoiseVariance;
        double carried = rho * factor * moments.Covariance;
        return new(
            mean,
            variance,
            rho * moments.AverageMean + (1 - rho) * mean,
            carried + (1 - rho) * variance,
            rho * rho * moments.AverageVariance + 2 * (1 - rho) * carried + (1 - rho) * (1 - rho) * variance
        );
    }

    /// <summary>Moments after some steps of any rates.</summary>
    /// <param name="start">Before the first step.</param>
    /// <param name="steps">k ≥ 0.</param>
    /// <param name="learningRate">η_n ≥ 0 of the step from n to n + 1, n = 0 … k − 1.</param>
    /// <param name="averaging">ρ, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public NoisyMoments After(NoisyMoments start, int steps, Func<int, double> learningRate, double averaging = 0)
    {
        Require.AtLeast(0, steps, "The number k of steps", nameof(steps));
        NoisyMoments moments = start;
        for (int step = 0; step < steps; step++)
        {
            moments = Next(moments, learningRate(step), averaging);
        }
        return moments;
    }

    /// <summary>What the moments become in the long run at a constant rate, from any start.</summary>
    /// <remarks>
    /// var = ηC/(H(2 − ηH)), cov = (1 − ρ)var/(1 − ρa), var x̄ = var · (1 − ρ)(1 + ρa)/((1 + ρ)(1 − ρa)), means 0.
    /// </remarks>
    /// <param name="learningRate">η, between 0 and 2/H.</param>
    /// <param name="averaging">ρ, from 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public NoisyMoments Stationary(double learningRate, double averaging = 0)
    {
        Require.Positive(learningRate, "The learning rate η", nameof(learningRate));
        double force = learningRate * Curvature;
        if (!(force < 2))
        {
            throw new ArgumentOutOfRangeException(
                nameof(learningRate),
                learningRate,
                $"The learning rate η must be below 2/H = {2 / Curvature} for the variance to stay finite, but is {learningRate}."
            );
        }
        if (!(averaging is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(averaging),
                averaging,
                $"The averaging ρ must be from 0 to below 1, but is {averaging}: an average of ρ = 1 never moves. Example: 0.99."
            );
        }
        double variance = learningRate * NoiseVariance / (Curvature * (2 - force));
        double lag = 1 - averaging + averaging * force; // 1 − ρa without cancellation
        double covariance = (1 - averaging) * variance / lag;
        double averaged = covariance * (1 + averaging * (1 - force)) / (1 + averaging);
        return new(0, variance, 0, covariance, averaged);
    }

    /// <summary>The rate that leaves the least E[x²] after the next step: η = H m/(H²m + C), m = E[x²] before it.</summary>
    /// <remarks>
    /// Taken at every step, 1/m_k = 1/m_0 + kH²/C: the rate falls as 1/(H(k + 1 + C/(H²m_0))), and no other choice of rates is better at
    /// any step.
    /// </remarks>
    /// <param name="initialSecondMoment">m_0 = E[x_0²] &gt; 0.</param>
    /// <param name="step">k ≥ 0, the steps before this one.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public double BestRate(double initialSecondMoment, int step)
    {
        Require.Positive(initialSecondMoment, "The initial E[x²]", nameof(initialSecondMoment));
        Require.AtLeast(0, step, "The number k of steps", nameof(step));
        return NoiseVariance == 0
            ? 1 / Curvature
            : 1 / (Curvature * (step + 1 + NoiseVariance / (Curvature * Curvature * initialSecondMoment)));
    }

    /// <summary>E[x²] after k steps of <see cref="BestRate"/>: 1/(1/m_0 + kH²/C); 0 from the first step on where C = 0.</summary>
    /// <param name="initialSecondMoment">m_0 = E[x_0²] &gt; 0.</param>
    /// <param name="steps">k ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public double LeastSecondMoment(double initialSecondMoment, int steps)
    {
        Require.Positive(initialSecondMoment, "The initial E[x²]", nameof(initialSecondMoment));
        Require.AtLeast(0, steps, "The number k of steps", nameof(steps));
        return steps == 0
            ? initialSecondMoment
            : 1 / (1 / initialSecondMoment + steps * (Curvature * Curvature / NoiseVariance));
    }
}
