namespace Dynamics.Theory.Numerics;

/// <summary>Power series cut where they no longer matter.</summary>
internal static class Polynomial
{
    /// <summary>x (c₀ + x (c₁ + x (c₂ + …))), by Horner's rule.</summary>
    public static double Times(double x, ReadOnlySpan<double> coefficients)
    {
        double sum = 0;
        for (int index = coefficients.Length - 1; index >= 0; index--)
        {
            sum = (sum + coefficients[index]) * x;
        }
        return sum;
    }
}
