namespace Dynamics.Comparison.Figures.Plottables;

/// <summary>Copies and checks the data of a plottable.</summary>
internal static class Samples
{
    /// <summary>A copy that nobody else can change.</summary>
    public static double[] Copy(IReadOnlyList<double> values, string name) =>
        values is null ? throw new ArgumentNullException(name) : [.. values];

    /// <summary>A copy that must be as long as the xs.</summary>
    public static double[] Copy(IReadOnlyList<double> values, int count, string name)
    {
        double[] copy = Copy(values, name);
        return copy.Length == count
            ? copy
            : throw new ArgumentException(
                $"There must be one value per x, but there are {copy.Length} for {count}.",
                name
            );
    }
}
