namespace Dynamics.Theory.Modes;

/// <summary>The curve of all scalar chains with the same a_l² − a_k² and signs, by the layer x of smallest magnitude.</summary>
/// <remarks>
/// a_l = σ_l √(x² + c_l), except for the smallest itself, a_m = x. If another layer ties with it (c = 0), x keeps its sign, and
/// with it σ_l. The coordinate y is that of x = w sinh y, or of x = σ e^y in a tie.
/// </remarks>
internal sealed class ChainCurve
{
    private readonly double[] offsets; // c_l
    private readonly double[] signs; // σ_l; of the smallest, that of its start
    private readonly int next; // whose c is the least among the others
    private readonly double width; // w = √c of it; 0 in a tie

    /// <param name="layers">a_1 … a_L, L ≥ 2.</param>
    public ChainCurve(IReadOnlyList<double> layers)
    {
        for (int layer = 1; layer < layers.Count; layer++)
        {
            Smallest = Math.Abs(layers[layer]) < Math.Abs(layers[Smallest]) ? layer : Smallest;
        }
        double least = layers[Smallest];
        offsets = [.. layers.Select(a => (Math.Abs(a) - Math.Abs(least)) * (Math.Abs(a) + Math.Abs(least)))];
        signs = [.. layers.Select(a => a < 0 ? -1.0 : 1.0)];
        next = Smallest == 0 ? 1 : 0;
        for (int layer = 0; layer < offsets.Length; layer++)
        {
            next = layer != Smallest && offsets[layer] < offsets[next] ? layer : next;
        }
        width = Math.Sqrt(offsets[next]);
    }

    private ChainCurve(ChainCurve other)
    {
        (Smallest, next, width, offsets) = (other.Smallest, other.next, other.width, other.offsets);
        signs = [.. other.signs];
        signs[Smallest] *= -1;
    }

    /// <summary>The curve that x of either sign lies on: in a tie there is one for each.</summary>
    public ChainCurve Through(double x) => HasTie && x * signs[Smallest] < 0 ? new(this) : this;

    /// <summary>m, the layer that carries the others.</summary>
    public int Smallest { get; }

    /// <summary>Whether another layer is as small, so that 0 is never passed.</summary>
    public bool HasTie => width == 0;

    /// <summary>y of x; −∞ for x = 0 in a tie.</summary>
    public double CoordinateOf(double x) => HasTie ? Math.Log(Math.Abs(x)) : Math.Asinh(x / width);

    /// <summary>x at y.</summary>
    public double PositionAt(double y) => HasTie ? signs[Smallest] * Math.Exp(y) : width * Math.Sinh(y);

    /// <summary>u = Π a_l at x.</summary>
    public double Product(double x)
    {
        double product = x;
        for (int layer = 0; layer < offsets.Length; layer++)
        {
            product *= layer == Smallest ? 1 : Other(layer, x);
        }
        return product;
    }

    /// <summary>All layers at x.</summary>
    public double[] Layers(double x) => [.. offsets.Select((_, layer) => layer == Smallest ? x : Other(layer, x))];

    /// <summary>x where the product is u.</summary>
    /// <remarks>Newton's method for ln|u| in ln|x|, convex and rising: from above it never passes the root.</remarks>
    public double PositionOf(double product)
    {
        double sign = Math.Sign(product) * signs.Aggregate(signs[Smallest], (all, one) => all * one);
        if (product == 0)
        {
            return 0;
        }
        double wanted = Math.Log(Math.Abs(product));
        double saddle = 0; // Σ ln √c_l, which the others together are never below
        foreach (double offset in offsets.Where((_, layer) => layer != Smallest))
        {
            saddle += Math.Log(offset) / 2;
        }
        double log = Math.Min(wanted / offsets.Length, wanted - saddle);
        for (int iteration = 0; iteration < 100; iteration++)
        {
            double square = Math.Exp(2 * log);
            (double sum, double slope) = (log - wanted, 1);
            for (int layer = 0; layer < offsets.Length; layer++)
            {
                if (layer != Smallest)
                {
                    sum += Math.Log(square + offsets[layer]) / 2;
                    slope += square / (square + offsets[layer]);
                }
            }
            log -= sum / slope;
            if (!(sum > 1e-9 * slope)) // Quadratic: the next correction is of the order of rounding.
            {
                break;
            }
        }
        double x = Math.Exp(log);
        double relative = Math.Abs(Product(x) / product) - 1;
        return sign * x * (1 - relative / Steepness(x));
    }

    /// <summary>y' = lever · (s − d u)/τ: the product of all layers but two, with the sign of all but the smallest.</summary>
    public double Lever(double y)
    {
        double x = PositionAt(y);
        double lever = signs[next];
        for (int layer = 0; layer < offsets.Length; layer++)
        {
            lever *= layer == Smallest || layer == next ? 1 : Other(layer, x);
        }
        // In a tie y = ln|x| and a_next = σ_next|x|, so that x'/x has the sign of x besides.
        return HasTie ? lever * signs[Smallest] : lever;
    }

    /// <summary>u(to) − u(y), without cancellation.</summary>
    /// <param name="y">Where.</param>
    /// <param name="to">A coordinate.</param>
    /// <param name="left">to − y, known better than by subtraction.</param>
    public double Rise(double y, double to, double left)
    {
        (double here, double there) = (PositionAt(y), PositionAt(to));
        double step =
            2
            * Math.Sinh(left / 2)
            * (HasTie ? signs[Smallest] * Math.Exp((y + to) / 2) : width * Math.Cosh((y + to) / 2));
        // Telescoped: factor after factor goes from here to there, and the parts are all of one sign if x keeps its own.
        if (here * there < 0)
        {
            return Product(there) - Product(here);
        }
        double sum = step; // of what the factors so far have risen by
        double before = here; // their product here
        for (int layer = 0; layer < offsets.Length; layer++)
        {
            if (layer != Smallest)
            {
                (double from, double end) = (Other(layer, here), Other(layer, there));
                double rise = from + end == 0 ? 0 : step * ((here + there) / (from + end));
                sum = sum * end + before * rise;
                before *= from;
            }
        }
        return sum;
    }

    private double Other(int layer, double x) => signs[layer] * Math.Sqrt(x * x + offsets[layer]);

    /// <summary>d ln|u|/d ln|x|.</summary>
    private double Steepness(double x)
    {
        double slope = 1;
        for (int layer = 0; layer < offsets.Length; layer++)
        {
            slope += layer == Smallest ? 0 : x * x / (x * x + offsets[layer]);
        }
        return slope;
    }
}
