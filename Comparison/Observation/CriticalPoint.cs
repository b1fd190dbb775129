namespace Dynamics.Comparison.Observation;

/// <summary>A point without gradient, or a curve of such points.</summary>
/// <param name="X">First weight; of a curve, where it is nearest to the origin.</param>
/// <param name="Y">Second weight.</param>
/// <param name="Class">What the eigenvalues of its Hessian say.</param>
/// <param name="Loss">The loss there.</param>
/// <param name="Curvatures">The eigenvalues.</param>
public sealed record CriticalPoint(
    double X,
    double Y,
    CriticalClass Class,
    double Loss,
    (double Smaller, double Larger) Curvatures
)
{
    /// <summary>All points found on the curve, from one end to the other in x; the point itself where it is alone.</summary>
    public IReadOnlyList<(double X, double Y)> Curve { get; init; } = [(X, Y)];

    /// <summary>How far a point is from it.</summary>
    public double DistanceTo(double x, double y) => Curve.Min(point => double.Hypot(point.X - x, point.Y - y));
}

/// <summary>What the second derivatives say of a point without gradient.</summary>
public enum CriticalClass
{
    /// <summary>Both eigenvalues are positive.</summary>
    Minimum,

    /// <summary>One is positive and one 0, along a curve of such points.</summary>
    DegenerateMinimum,

    /// <summary>One is positive and one negative.</summary>
    Saddle,

    /// <summary>Both are negative, or one is and the other 0.</summary>
    Maximum,

    /// <summary>Both are 0: the second derivatives do not decide.</summary>
    Flat,
}
