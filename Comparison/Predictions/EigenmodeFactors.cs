using Dynamics.Theory.Quadratics;

namespace Dynamics.Comparison.Predictions;

/// <summary>What is left of the error of every eigenmode after some epochs of a linear descent, in parts of the first error.</summary>
/// <remarks>At a constant rate known for any epoch at once; under a schedule epoch by epoch, so best asked in ascending order.</remarks>
internal sealed class EigenmodeFactors
{
    private readonly LinearDescent descent;
    private readonly double[] curvatures;
    private readonly MomentumMode[] modes;
    private readonly double[] factors;
    private long reached;

    /// <param name="descent">Rate, schedule and momentum.</param>
    /// <param name="curvatures">Of the loss along each eigenmode.</param>
    /// <exception cref="ArgumentException">A rate times a curvature is beyond what Theory can follow.</exception>
    public EigenmodeFactors(LinearDescent descent, double[] curvatures)
    {
        this.descent = descent;
        this.curvatures = curvatures;
        (double rate, double momentum, MomentumKind kind) = descent.Choice;
        modes = [.. curvatures.Select(curvature => new MomentumMode(curvature, rate, momentum, kind))];
        factors = new double[curvatures.Length];
        Array.Fill(factors, 1);
    }

    /// <summary>The factors after an epoch; valid until the next call.</summary>
    public ReadOnlySpan<double> After(long epoch)
    {
        if (descent.IsConstant)
        {
            for (int mode = 0; mode < factors.Length; mode++)
            {
                factors[mode] = modes[mode].ErrorAfter(epoch, 1);
            }
            return factors;
        }
        if (epoch < reached)
        {
            Array.Fill(factors, 1);
            reached = 0;
        }
        for (; reached < epoch; reached++)
        {
            double rate = descent.Settings.RateIn((int)reached);
            for (int mode = 0; mode < factors.Length; mode++)
            {
                factors[mode] *= 1 - rate * curvatures[mode];
            }
        }
        return factors;
    }
}
