namespace Dynamics.Theory.Numerics;

/// <summary>Elementary functions without cancellation near 0, by Kahan's correction with the logarithm.</summary>
/// <remarks>
/// .NET's own <c>double.ExpM1</c> and <c>LogP1</c> are plain exp(x) − 1 and log(1 + x) and lose every digit near 0.
/// Source of the correction: W. Kahan, as told in N. J. Higham, Accuracy and Stability of Numerical Algorithms.
/// </remarks>
internal static class StableFunctions
{
    // Below this value of e^{−x} the difference 1 − e^{−x} has lost less than a decimal digit.
    private const double PlainDifference = 0.9;

    /// <summary>1 − e^{−x} for x ≥ 0.</summary>
    public static double OneMinusExp(double x) => OneMinusExp(x, Math.Exp(-x));

    /// <summary>1 − e^{−x} for x ≥ 0 where e^{−x} is known already.</summary>
    public static double OneMinusExp(double x, double exponential)
    {
        if (exponential < PlainDifference)
        {
            return 1 - exponential;
        }
        return exponential == 1 ? x : (exponential - 1) * x / Math.Log(exponential);
    }

    /// <summary>ln(1 + x) for x ≥ −½.</summary>
    public static double LogOnePlus(double x)
    {
        double rounded = 1 + x;
        return rounded == 1 ? x : Math.Log(rounded) * (x / (rounded - 1));
    }
}
