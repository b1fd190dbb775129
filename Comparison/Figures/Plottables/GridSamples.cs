namespace Dynamics.Comparison.Figures.Plottables;

/// <summary>Values on a grid, copied and checked.</summary>
internal sealed class GridSamples
{
    /// <param name="xs">Columns, ascending, finite, at least one.</param>
    /// <param name="ys">Rows, likewise.</param>
    /// <param name="values">One per point, row by row: <c>values[row * xs.Count + column]</c>.</param>
    public GridSamples(IReadOnlyList<double> xs, IReadOnlyList<double> ys, IReadOnlyList<double> values)
    {
        Xs = Ascending(xs, nameof(xs));
        Ys = Ascending(ys, nameof(ys));
        Values = Samples.Copy(values, nameof(values));
        if (Values.Length != Xs.Length * Ys.Length)
        {
            throw new ArgumentException(
                $"There must be one value per point of the grid, but there are {Values.Length} for {Ys.Length} rows of "
                    + $"{Xs.Length}. Give them row by row; NaN where there is none.",
                nameof(values)
            );
        }
    }

    /// <summary>Columns.</summary>
    public double[] Xs { get; }

    /// <summary>Rows.</summary>
    public double[] Ys { get; }

    /// <summary>Row by row.</summary>
    public double[] Values { get; }

    private static double[] Ascending(IReadOnlyList<double> places, string name)
    {
        double[] copy = Samples.Copy(places, name);
        bool ascend =
            copy.Length > 0 && copy.All(double.IsFinite) && copy.Zip(copy.Skip(1)).All(p => p.First < p.Second);
        return ascend
            ? copy
            : throw new ArgumentException(
                "The places of a grid must be finite and ascend, and there must be one.",
                name
            );
    }
}
