using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Plottables;

namespace Dynamics.Comparison.Reports;

/// <summary>Half-rise times over the seeds of an ensemble: a panel per mode, the histogram and the predicted density.</summary>
internal static class HalfRiseFigure
{
    /// <summary>Ending of its name, after the run's.</summary>
    public const string Ending = ".half-rise";

    // More panels than a page has room for show the same again.
    private const int MostModes = 4;

    private const int Points = 301;

    // Of the height of the panel, for the legend above the peak.
    private const double Headroom = 1.4;

    // Of the density, this share on either side need not be drawn.
    private const double Tail = 1e-4;

    /// <summary>Draws the strongest modes of one run.</summary>
    /// <param name="title">Name of the figure, for those who cannot see it.</param>
    /// <param name="spreads">At least one.</param>
    public static Figure Of(string title, IReadOnlyList<HalfRiseSpread> spreads)
    {
        Figure figure = new(title)
        {
            Description =
                "Histograms of the times at which a mode is half learned, over seeds, and the densities predicted for all Gaussian starts.",
            Columns = Math.Min(spreads.Count, 2),
        };
        foreach (HalfRiseSpread spread in spreads.Take(MostModes))
        {
            Draw(figure.AddPanel(), spread);
        }
        return figure;
    }

    private static void Draw(Panel panel, HalfRiseSpread spread)
    {
        Colour colour = OkabeIto.Curve(spread.Mode - 1);
        panel.Title = $"α = {spread.Mode}: {MeansOf(spread)}";
        panel.X.Label = "half-rise time *t*_{1/2}";
        panel.Y.Label = "probability density";
        panel.Y.Minimum = 0;
        (double[] times, double[] density) = Curve(spread);
        double peak = density.Max();
        if (spread.Simulated.Count > 0)
        {
            DensityHistogram histogram = DensityHistogram.Of(spread.Simulated, spread.Seeds);
            panel.Add.Bars(histogram.Edges, histogram.Heights).Colour = colour;
            peak = Math.Max(peak, histogram.Heights.Max());
            LegendEntry bars = panel.Legend.Add(
                spread.Simulated.Count == spread.Seeds
                    ? $"{spread.Seeds} seeds"
                    : $"{spread.Simulated.Count} of {spread.Seeds} seeds"
            );
            (bars.Colour, bars.Width, bars.ShowsBand) = (colour, 0, true);
        }
        Line theory = panel.Add.Line(times, density);
        theory.Colour = colour.Darker(0.3);
        LegendEntry line = panel.Legend.Add($"theory ({spread.Validity.Legend})");
        line.Colour = theory.Colour;
        panel.Y.Maximum = Headroom * peak;
    }

    private static string MeansOf(HalfRiseSpread spread)
    {
        string predicted = ErrorDocuments.Plain.Write(
            new Estimate(spread.Predicted.Mean, spread.Predicted.StandardDeviation)
        );
        return SeedTable.SimulatedOf(spread) is Estimate simulated
            ? $"{ErrorDocuments.Plain.Write(simulated)} (theory {predicted})"
            : $"theory {predicted}";
    }

    private static (double[] Times, double[] Density) Curve(HalfRiseSpread spread)
    {
        // As far as seeds lie: a seed far out stands beside a curve that is nearly 0 there.
        double[] shown = [.. spread.Simulated, spread.Predicted.Quantile(Tail), spread.Predicted.Quantile(1 - Tail)];
        (double from, double to) = (shown.Min(), shown.Max());
        double[] times = [.. Enumerable.Range(0, Points).Select(point => from + point * (to - from) / (Points - 1))];
        return (times, [.. times.Select(spread.Predicted.DensityAt)]);
    }
}
