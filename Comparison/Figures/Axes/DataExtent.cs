namespace Dynamics.Comparison.Figures.Axes;

/// <summary>Collects what a panel's automatic limits must hold.</summary>
public sealed class DataExtent
{
    private readonly Axis xAxis;
    private readonly Axis yAxis;

    internal DataExtent(Axis xAxis, Axis yAxis)
    {
        this.xAxis = xAxis;
        this.yAxis = yAxis;
    }

    internal AxisScale XScale => xAxis.Scale;

    internal AxisScale YScale => yAxis.Scale;

    internal double Left { get; private set; } = double.PositiveInfinity;

    internal double Right { get; private set; } = double.NegativeInfinity;

    internal double Lowest { get; private set; } = double.PositiveInfinity;

    internal double Highest { get; private set; } = double.NegativeInfinity;

    /// <summary>Whether no point of the data can be drawn.</summary>
    internal bool IsEmpty => !(Left <= Right && Lowest <= Highest);

    /// <summary>Takes in a point, unless it has no place: not finite, or beside manual x limits.</summary>
    /// <remarks>An error of exactly zero has no height on a logarithmic axis, but its time is still shown.</remarks>
    public void Include(double x, double y)
    {
        if (!xAxis.Scale.Accepts(x) || !double.IsFinite(y) || x < xAxis.Minimum || x > xAxis.Maximum)
        {
            return;
        }

        Left = Math.Min(Left, x);
        Right = Math.Max(Right, x);
        IncludeY(y);
    }

    /// <summary>Takes in a rectangle; of one partly beside manual x limits, what is between them.</summary>
    public void IncludeArea(double left, double right, double lower, double upper)
    {
        (left, right) = (Math.Max(left, xAxis.Minimum ?? left), Math.Min(right, xAxis.Maximum ?? right));
        if (left <= right)
        {
            Include(left, lower);
            Include(right, upper);
        }
    }

    /// <summary>Takes in an x that stands at no particular height.</summary>
    public void IncludeX(double x)
    {
        if (xAxis.Scale.Accepts(x) && !(x < xAxis.Minimum || x > xAxis.Maximum))
        {
            Left = Math.Min(Left, x);
            Right = Math.Max(Right, x);
        }
    }

    /// <summary>Takes in a height that stands at no particular x.</summary>
    public void IncludeY(double y)
    {
        if (!yAxis.Scale.Accepts(y))
        {
            return;
        }

        Lowest = Math.Min(Lowest, y);
        Highest = Math.Max(Highest, y);
    }

    internal void Include(DataExtent other, bool x, bool y)
    {
        if (x)
        {
            Left = Math.Min(Left, other.Left);
            Right = Math.Max(Right, other.Right);
        }
        if (y)
        {
            Lowest = Math.Min(Lowest, other.Lowest);
            Highest = Math.Max(Highest, other.Highest);
        }
    }
}
