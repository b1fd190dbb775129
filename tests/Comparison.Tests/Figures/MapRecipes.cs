using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Plottables;

namespace ComparisonTests.Figures;

/// <summary>Figures of heat maps. Their data are closed forms written out here.</summary>
internal static class MapRecipes
{
    public static IReadOnlyDictionary<string, Func<Figure>> All { get; } =
        new Dictionary<string, Func<Figure>>(StringComparer.Ordinal)
        {
            ["heat-map"] = Rates,
            ["six-maps"] = () => SixMaps(shared: false),
            ["six-maps-one-scale"] = () => SixMaps(shared: true),
            ["crowded-maps"] = CrowdedMaps,
            ["signed-map"] = SignedMap,
            ["many-categories"] = ManyCategories,
        };

    // Epochs to learn over depth and rate, some cells never: the number of steps 1/(η s^(2 − 2/D)), none where η is too large.
    private static Figure Rates()
    {
        Figure figure = new("Epochs to learn a mode over depth and learning rate, and the largest rate that learns");
        Panel panel = figure.AddPanel();
        panel.X.Label = "learning rate *η*";
        panel.X.Logarithmic = true;
        panel.Y.Label = "depth *D*";
        panel.Y.TickValues = [2, 4, 6, 8, 10];
        double[] rates = Grid(-3, 0, 25, power: true),
            depths = Grid(2, 10, 9);
        ColourScale scale = new() { Logarithmic = true };
        panel
            .Add.HeatMap(
                rates,
                depths,
                Over(rates, depths, (rate, depth) => rate > Largest(depth) ? double.NaN : Math.Round(10 * depth / rate))
            )
            .Scale = scale;
        Line limit = panel.Add.Line([.. depths.Select(Largest)], depths);
        (limit.Colour, limit.Dash) = (OkabeIto.Vermillion, Dash.Dashed);
        panel.ColourBar = new ColourBar("epochs to learn", scale) { NoValueLabel = "never" };
        panel.Legend.Add("largest rate that learns", Dash.Dashed).Colour = OkabeIto.Vermillion;
        return figure;

        static double Largest(double depth) => 1.9 / depth;
    }

    private static Figure SixMaps(bool shared)
    {
        Figure figure = new("Largest error of six theories over starting weight and step");
        double[] starts = Grid(-4, 0, 9, power: true),
            steps = Grid(-3, -1, 7, power: true);
        Func<double, double, double>[] errors =
        [
            .. Enumerable
                .Range(0, 6)
                .Select(k =>
                    (Func<double, double, double>)((start, step) => (k + 1) * (start + step * Math.Pow(10, -k / 2.0)))
                ),
        ];
        ColourScale all = new ColourScale { Logarithmic = true }.Over(
            errors.SelectMany(error => Over(starts, steps, error))
        );
        for (int k = 0; k < 6; k++)
        {
            Panel panel = figure.AddPanel();
            panel.Title = $"theory {k + 1}";
            (panel.X.Label, panel.Y.Label) = ("start *σ*", "step *h*");
            panel.X.Logarithmic = panel.Y.Logarithmic = true;
            HeatMap map = panel.Add.HeatMap(starts, steps, Over(starts, steps, errors[k]));
            map.Scale = shared ? all : new ColourScale { Logarithmic = true };
            if (!shared || k % 3 == 2)
            {
                panel.ColourBar = new ColourBar("largest error", map.Scale);
            }
        }
        return figure;
    }

    // All that needs room at once: letters, titles, legends, powers of ten, long labels, samples without a value.
    private static Figure CrowdedMaps()
    {
        Figure figure = new("Time to learn over batch size and optimiser, for six tasks");
        double[] sizes = [1, 2, 4, 8, 16, 32, 64];
        for (int k = 0; k < 6; k++)
        {
            Panel panel = figure.AddPanel();
            panel.Title = $"task {k + 1}";
            (panel.X.Label, panel.Y.Label) = ("batch size *B*", "optimiser");
            (panel.X.Logarithmic, panel.X.TickValues) = (true, sizes);
            panel.Y.Categories = ["descent", "momentum", "Adam"];
            ColourScale scale = new() { Palette = k % 2 == 0 ? Palette.Viridis : Palette.Diverging };
            double[] values = Over(
                sizes,
                [0, 1, 2],
                (x, y) => x * (y + 1) > 100 ? double.NaN : (y - 1 + x / 50) * Math.Pow(10, 3 * k - 9)
            );
            panel.Add.HeatMap(sizes, [0, 1, 2], values).Scale = scale;
            Line limit = panel.Add.Line([1, 64], [2, 0.5]);
            (limit.Colour, limit.Dash) = (OkabeIto.Vermillion, Dash.Dashed);
            panel.Legend.Add("predicted", Dash.Dashed).Colour = OkabeIto.Vermillion;
            panel.ColourBar = new ColourBar("time to 90 % of *s*_{1}", scale) { NoValueLabel = "not learned" };
        }
        return figure;
    }

    private static Figure SignedMap()
    {
        Figure figure = new("Left singular vectors of the items of a hierarchy");
        Panel panel = figure.AddPanel();
        (panel.X.Label, panel.Y.Label) = ("singular mode *α*", "item");
        panel.X.Categories = ["1", "2", "3", "4"];
        panel.Y.Categories = ["oak", "pine", "rose", "daisy"];
        ColourScale scale = new() { Palette = Palette.Diverging };
        double half = 0.5,
            root = Math.Sqrt(0.5);
        panel
            .Add.HeatMap(
                [0, 1, 2, 3],
                [0, 1, 2, 3],
                [half, half, root, 0, half, half, -root, 0, half, -half, 0, root, half, -half, double.NaN, -root]
            )
            .Scale = scale;
        panel.ColourBar = new ColourBar("*U*_{*iα*}", scale) { NoValueLabel = "unknown" };
        return figure;
    }

    private static Figure ManyCategories()
    {
        Figure figure = new("Worst error of each theory on each task");
        Panel panel = figure.AddPanel();
        panel.X.Categories = ["two-layer", "deep", "shallow", "whole matrix", "balanced descent", "momentum", "noise"];
        panel.Y.Categories = ["hierarchy", "random", "moments"];
        ColourScale scale = new() { Logarithmic = true };
        panel
            .Add.HeatMap(
                Grid(0, 6, 7),
                [0, 1, 2],
                Over(Grid(0, 6, 7), [0, 1, 2], (x, y) => (int)(x * y) == 4 ? double.NaN : Math.Pow(10, -x - y))
            )
            .Scale = scale;
        panel.ColourBar = new ColourBar("worst error", scale) { NoValueLabel = "does not hold" };
        return figure;
    }

    /// <summary>Values on a grid, row by row.</summary>
    public static double[] Over(double[] xs, double[] ys, Func<double, double, double> f) =>
        [.. ys.SelectMany(y => xs.Select(x => f(x, y)))];

    /// <summary>Evenly spaced numbers, or powers of ten of them.</summary>
    public static double[] Grid(double from, double to, int count, bool power = false) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(k => from + k * (to - from) / (count - 1))
                .Select(x => power ? Math.Pow(10, x) : x),
        ];
}
