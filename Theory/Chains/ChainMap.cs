using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Chains;

/// <summary>One epoch of full-batch descent on a balanced chain at one rate: a' = a + η a^{L−1}(s − d a^L), s &gt; 0.</summary>
internal readonly record struct ChainMap(int Depth, double Drive, double Variance, double Rate)
{
    /// <summary>a'.</summary>
    public double Next(double layer)
    {
        double others = IntegerPower.Of(layer, Depth - 1);
        return layer + Rate * others * (Drive - Variance * others * layer);
    }

    /// <summary>da'/da.</summary>
    public double Slope(double layer)
    {
        double few = IntegerPower.Of(layer, Depth - 2);
        return 1 + Rate * few * ((Depth - 1) * Drive - (2 * Depth - 1) * Variance * few * layer * layer);
    }

    /// <summary>u = a^L.</summary>
    public double StrengthOf(double layer) => IntegerPower.Of(layer, Depth);

    /// <summary>Whether every step from here leads farther out.</summary>
    /// <remarks>
    /// |a'/a| = |1 − y|, y = η a^{L−2}(d a^L − s). With y(|a|) &gt; 2 the magnitude grows, and y grows with it; for odd L a negative layer
    /// has a larger y still.
    /// </remarks>
    public bool Escapes(double layer)
    {
        double size = Math.Abs(layer);
        double few = IntegerPower.Of(size, Depth - 2);
        return !(Rate * few * (Variance * few * size * size - Drive) <= 2);
    }

    /// <summary>Whether the layer is on the wrong side of 0, or on it, and stays there: for odd L a negative a only creeps back to 0.</summary>
    public bool IsStuck(double layer)
    {
        if (layer == 0)
        {
            return true;
        }
        double few = IntegerPower.Of(layer, Depth - 2); // negative for a negative layer and odd L
        return layer < 0 && int.IsOddInteger(Depth) && -Rate * few * (Drive - Variance * few * layer * layer) <= 1;
    }
}
