namespace Dynamics.Theory.Modes;

/// <summary>Where one mode of a two-layer network starts: what of it grows, and what decays, while it is small.</summary>
/// <param name="Growing">P = |W₁v + W₂ᵀu|² ≥ 0.</param>
/// <param name="Decaying">M = |W₁v − W₂ᵀu|² ≥ 0; 0 for balanced, aligned weights.</param>
public readonly record struct TwoLayerStart(double Growing, double Decaying)
{
    private readonly double? product;

    /// <summary>u = uᵀW₂W₁v = (P − M)/4; given by itself where P and M nearly cancel, so that it keeps its digits.</summary>
    public double Strength
    {
        get => product ?? (Growing - Decaying) / 4;
        init => product = value;
    }

    /// <summary>a₀ = P/4, the balanced start that grows alike.</summary>
    public double BalancedStrength => Growing / 4;

    /// <summary>The start with the same invariant PM at another strength: where the mode is when it has that strength.</summary>
    /// <param name="strength">u, finite.</param>
    public TwoLayerStart At(double strength)
    {
        if (strength == Strength)
        {
            return this;
        }
        double geometric = Math.Sqrt(Growing) * Math.Sqrt(Decaying);
        double sum = double.Hypot(2 * strength, geometric);
        double larger = sum + 2 * Math.Abs(strength);
        double smaller = larger == 0 ? 0 : geometric / larger * geometric;
        return (strength >= 0 ? new TwoLayerStart(larger, smaller) : new(smaller, larger)) with { Strength = strength };
    }
}
