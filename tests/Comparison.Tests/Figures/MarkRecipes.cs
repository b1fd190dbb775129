using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Plottables;

namespace ComparisonTests.Figures;

/// <summary>Figures of marks and intervals. Their data are closed forms written out here.</summary>
internal static class MarkRecipes
{
    public static IReadOnlyDictionary<string, Func<Figure>> All { get; } =
        new Dictionary<string, Func<Figure>>(StringComparer.Ordinal)
        {
            ["marks"] = Marks,
            ["error-bars"] = Intervals,
            ["categories"] = Categories,
        };

    private static Figure Marks()
    {
        Figure figure = new("Five marks, and a guide at the time that was predicted");
        Panel panel = figure.AddPanel();
        (panel.X.Label, panel.Y.Label) = ("time *t*", "loss");
        double[] xs = MapRecipes.Grid(0, 10, 11);
        foreach (Mark mark in Enum.GetValues<Mark>())
        {
            Scatter marks = panel.Add.Scatter(xs, [.. xs.Select(x => (1 + 0.4 * (int)mark) * Math.Exp(-x / 4))]);
            marks.Shape = mark;
            panel.Legend.Add(mark.ToString().ToLowerInvariant(), mark, marks.Colour);
        }
        panel.Add.VerticalLine(2.5).EndLabel = "*t*_{1/2}";
        return figure;
    }

    private static Figure Intervals()
    {
        Figure figure = new("Stationary variance over batch size, mean and central 90 % of seeds, and the theory");
        Panel panel = figure.AddPanel();
        (panel.X.Label, panel.Y.Label) = ("batch size *B*", "variance");
        panel.X.Logarithmic = panel.Y.Logarithmic = true;
        double[] sizes = [1, 2, 4, 8, 16, 32, 64];
        panel.X.TickValues = sizes;
        double[] means = [.. sizes.Select((size, i) => 0.1 / size * (1 + 0.1 * Math.Cos(3 * i)))];
        panel.Add.ErrorBars(sizes, [.. means.Select(mean => 0.7 * mean)], [.. means.Select(mean => 1.35 * mean)]);
        panel.Add.Scatter(sizes, means);
        Line theory = panel.Add.Line(sizes, [.. sizes.Select(size => 0.1 / size)]);
        (theory.Dash, theory.Colour) = (Dash.Dashed, OkabeIto.Curve(0).Darker(0.45));
        panel.Legend.Add("40 seeds, 5–95 %", Mark.Dot, OkabeIto.Curve(0));
        panel.Legend.Add("theory", Dash.Dashed).Colour = OkabeIto.Curve(0).Darker(0.45);
        return figure;
    }

    private static Figure Categories()
    {
        Figure figure = new("Epochs to learn from raw, standardised and whitened data");
        Panel panel = figure.AddPanel();
        (panel.X.Label, panel.Y.Label) = ("data", "epochs to 90 %");
        panel.X.Categories = ["raw", "standardised", "whitened"];
        (panel.Y.Minimum, panel.Y.Logarithmic) = (1, true);
        panel.Add.ErrorBars([0, 1, 2], [700, 90, 18], [1500, 160, 25]);
        panel.Add.Scatter([0, 1, 2], [1000, 120, 21]).Shape = Mark.Square;
        return figure;
    }
}
