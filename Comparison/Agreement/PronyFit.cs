namespace Dynamics.Comparison.Agreement;

/// <summary>The dominant root of e_{k+2m} = p e_{k+m} + q e_k, fitted to a sequence by least squares over all k.</summary>
/// <param name="Modulus">Of that root, per sample: its m-th root.</param>
/// <param name="Uncertainty">Its relative standard error, from what the fit leaves over; infinite where it says nothing.</param>
internal readonly record struct PronyFit(double Modulus, double Uncertainty)
{
    /// <summary>Below this many samples two roots would fit anything.</summary>
    public const int FewestSamples = 6;

    // A discriminant this small, in units of p², is rounding of p and q, however well they seem to be known.
    private const double Rounding = 1e-13;

    // With a discriminant known no better than this, two roots and one double root are the same to the fit.
    private const double Unknown = 1e-2;

    /// <summary>Whether a stride leaves an equation for every other sample.</summary>
    public static bool Fits(int samples, int stride) =>
        samples >= FewestSamples && (stride == 1 || 4 * stride <= samples);

    /// <summary>Fits one stride.</summary>
    /// <remarks>
    /// By orthogonalisation, not by normal equations, which would lose half of the digits where e_{k+m} and e_k hardly differ.
    /// Roots whose distance is within the uncertainty of the fit are one double root, of modulus √|q|.
    /// </remarks>
    public static PronyFit Of(ReadOnlySpan<double> sequence, int stride)
    {
        int equations = sequence.Length - 2 * stride;
        ReadOnlySpan<double> now = sequence[..equations];
        ReadOnlySpan<double> next = sequence.Slice(stride, equations);
        ReadOnlySpan<double> afterwards = sequence.Slice(2 * stride, equations);
        double squares = Dot(now, now);
        (double nextOnNow, double afterOnNow) = (Dot(next, now) / squares, Dot(afterwards, now) / squares);
        (double products, double freeSquares) = (0, 0);
        for (int k = 0; k < equations; k++)
        {
            double free = next[k] - nextOnNow * now[k];
            products += free * (afterwards[k] - afterOnNow * now[k]);
            freeSquares += free * free;
        }
        double p = products / freeSquares;
        double q = afterOnNow - p * nextOnNow;
        double left = 0;
        for (int k = 0; k < equations; k++)
        {
            double missed = afterwards[k] - p * next[k] - q * now[k];
            left += missed * missed;
        }
        double variance = left / Math.Max(1, equations - 2);
        return Dominant(p, q, Covariance.Of(variance, squares, freeSquares, nextOnNow), stride);
    }

    private static PronyFit Dominant(double p, double q, in Covariance of, int stride)
    {
        double discriminant = p * p + 4 * q;
        double error = Math.Sqrt(Math.Max(0, 4 * p * p * of.PP + 16 * p * of.PQ + 16 * of.QQ));
        if (!(error <= Unknown * (p * p + 4 * Math.Abs(q))))
        {
            return new PronyFit(double.NaN, double.PositiveInfinity);
        }
        if (!(discriminant > Math.Max(4 * error, Rounding * p * p)))
        {
            double square = Math.Abs(q);
            return new PronyFit(Math.Pow(square, 0.5 / stride), (Math.Sqrt(of.QQ) / (2 * square) + Rounding) / stride);
        }
        double distance = Math.Sqrt(discriminant);
        double root = (p + Math.CopySign(distance, p)) / 2;
        double ofRoot = Math.Max(0, root * root * of.PP + 2 * root * of.PQ + of.QQ) / discriminant;
        return new PronyFit(
            Math.Pow(Math.Abs(root), 1.0 / stride),
            (Math.Sqrt(ofRoot) / Math.Abs(root) + Rounding) / stride
        );
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) =>
        System.Numerics.Tensors.TensorPrimitives.Dot(a, b);

    /// <summary>Of the fitted p and q.</summary>
    private readonly record struct Covariance(double PP, double PQ, double QQ)
    {
        public static Covariance Of(double variance, double squares, double freeSquares, double nextOnNow)
        {
            double ofP = variance / freeSquares;
            return new Covariance(ofP, -nextOnNow * ofP, variance / squares + nextOnNow * nextOnNow * ofP);
        }
    }
}
