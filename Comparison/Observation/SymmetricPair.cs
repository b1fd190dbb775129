namespace Dynamics.Comparison.Observation;

/// <summary>A symmetric 2 × 2 matrix [[XX, XY], [XY, YY]].</summary>
public readonly record struct SymmetricPair(double XX, double XY, double YY)
{
    /// <summary>Its eigenvalues.</summary>
    public (double Smaller, double Larger) Eigenvalues
    {
        get
        {
            double mean = (XX + YY) / 2;
            double half = double.Hypot((XX - YY) / 2, XY);
            // The one of larger magnitude without cancellation, the other from the determinant.
            double far = mean < 0 ? mean - half : mean + half;
            double near = far == 0 ? 0 : (XX * YY - XY * XY) / far;
            return mean < 0 ? (far, near) : (near, far);
        }
    }
}
