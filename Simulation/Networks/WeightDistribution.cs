using Dynamics.Simulation.Randomness;

namespace Dynamics.Simulation.Networks;

/// <summary>The law of one weight, of mean 0 and a given deviation.</summary>
public enum WeightDistribution
{
    /// <summary>U(−√3 σ, √3 σ), which has deviation σ.</summary>
    Uniform,

    /// <summary>N(0, σ²).</summary>
    Normal,
}

/// <summary>Draws of either law.</summary>
internal static class WeightDraw
{
    /// <summary>Fills with draws of deviation σ.</summary>
    internal static void Fill(
        this RandomStream stream,
        Span<double> weights,
        WeightDistribution distribution,
        double deviation
    )
    {
        if (distribution == WeightDistribution.Normal)
        {
            stream.FillNormal(weights, deviation);
        }
        else
        {
            stream.FillUniform(weights, Math.Sqrt(3) * deviation);
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">The gain is negative or not finite.</exception>
    internal static double RequireGain(double gain) =>
        gain >= 0 && double.IsFinite(gain)
            ? gain
            : throw new ArgumentOutOfRangeException(nameof(gain), gain, "The gain must be finite and not negative.");
}
