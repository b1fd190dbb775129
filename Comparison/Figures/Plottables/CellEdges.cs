using Dynamics.Comparison.Figures.Axes;

namespace Dynamics.Comparison.Figures.Plottables;

/// <summary>The edges of cells around given centres.</summary>
internal static class CellEdges
{
    // Decades on either side of a lone centre.
    private const double LoneDecades = 0.5;

    /// <summary>Edges midway between neighbours, on the axis's scale; the first and last cell are symmetric.</summary>
    /// <remarks>
    /// A lone centre gets one unit around 0 or a category, from half to one and a half times itself elsewhere, a decade on
    /// a logarithmic axis.
    /// </remarks>
    /// <param name="centres">Ascending.</param>
    /// <param name="scale">The scale of the axis.</param>
    /// <returns>One more than centres; NaN where the scale has no place for them.</returns>
    public static double[] Around(IReadOnlyList<double> centres, AxisScale scale)
    {
        double[] edges = new double[centres.Count + 1];
        Array.Fill(edges, double.NaN);
        double[] places = [.. centres.Where(scale.Accepts).Select(scale.Transform)];
        if (places.Length == 0)
        {
            return edges;
        }

        int first = centres.Count - places.Length; // What a scale refuses is at the lower end.
        double lone =
            scale == AxisScale.OfDecades ? LoneDecades
            : places[0] == 0 ? 0.5
            : Math.Abs(places[0]) / 2;
        for (int i = 0; i <= places.Length; i++)
        {
            double edge =
                places.Length == 1 ? places[0] + (i == 0 ? -lone : lone)
                : i == 0 ? places[0] - (places[1] - places[0]) / 2
                : i == places.Length ? places[^1] + (places[^1] - places[^2]) / 2
                : places[i - 1] + (places[i] - places[i - 1]) / 2;
            edges[first + i] = scale.Inverse(edge);
        }
        return edges;
    }
}
