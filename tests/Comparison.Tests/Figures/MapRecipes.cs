using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Plottables;

namespace ComparisonTests.Figures;

/// <summary>Figures of maps, fields, ways and marks. Their data are closed forms written out here.</summary>
internal static class MapRecipes
{
    public static IReadOnlyDictionary<string, Func<Figure>> All { get; } =
        new Dictionary<string, Func<Figure>>(StringComparer.Ordinal)
        {
            ["heat-map"] = Rates,
            ["landscape"] = Landscape,
            ["six-maps"] = () => SixMaps(shared: false),
            ["six-maps-one-scale"] = () => SixMaps(shared: true),
            ["crowded-maps"] = CrowdedMaps,
            ["signed-map"] = SignedMap,
            ["contours"] = Ellipses,
            ["vector-field"] = Pendulum,
            ["marks"] = Marks,
            ["error-bars"] = Intervals,
            ["categories"] = Categories,
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

    // The loss ½(w₁w₂ − 1)² of two weights: |w| grows the same on both sides, so w₁² − w₂² stays.
    private static Figure Landscape()
    {
        Figure figure = new("Loss of two weights in a row, its descent, and three trajectories to its valley");
        Panel panel = figure.AddPanel();
        (panel.X.Label, panel.Y.Label) = ("*w*_{1}", "*w*_{2}");
        double[] fine = Grid(-2.2, 2.2, 80);
        double[] loss = Over(fine, fine, (x, y) => Math.Log10(0.5 * Math.Pow(x * y - 1, 2) + 1e-3));
        ColourScale scale = new();
        panel.Add.HeatMap(fine, fine, loss).Scale = scale;
        Contours lines = panel.Add.Contours(fine, fine, loss, Grid(-2.5, 1, 8));
        (lines.Colour, lines.Opacity, lines.Width) = (Colour.White, 0.6, 0.5);
        double[] coarse = Grid(-2, 2, 13);
        VectorField descent = panel.Add.VectorField(
            Over(coarse, coarse, (x, _) => x),
            Over(coarse, coarse, (_, y) => y),
            Over(coarse, coarse, (x, y) => -(x * y - 1) * y),
            Over(coarse, coarse, (x, y) => -(x * y - 1) * x)
        );
        descent.Colour = Colour.White;
        foreach ((double x, double y) in (ReadOnlySpan<(double, double)>)[(-2, 1.2), (1.9, -1.5), (0.3, -0.2)])
        {
            (double[] xs, double[] ys) = Descend(x, y);
            panel.Add.Path(xs, ys).EndLabel =
                x > 1 ? "*A*"
                : x > 0 ? "*B*"
                : "*C*";
        }
        Scatter saddle = panel.Add.Scatter([0], [0]);
        (saddle.Shape, saddle.Colour, saddle.Diameter) = (Mark.Cross, OkabeIto.Vermillion, 5);
        panel.Legend.Add("descent").Colour = OkabeIto.Curve(0);
        panel.Legend.Add("saddle", Mark.Cross, OkabeIto.Vermillion);
        panel.Legend.Add("start", Mark.Ring, Colour.DarkGrey);
        panel.Legend.Add("end", Mark.Dot, Colour.DarkGrey);
        panel.ColourBar = new ColourBar("log_{10} loss", scale);
        return figure;
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

    private static Figure Ellipses()
    {
        Figure figure = new("Loss of two weights of different curvature, and the way of descent and of momentum");
        Panel panel = figure.AddPanel();
        (panel.X.Label, panel.Y.Label) = ("*w*_{1}", "*w*_{2}");
        double[] xs = Grid(-1.2, 1.2, 121),
            ys = Grid(-0.8, 0.8, 81);
        ColourScale scale = new() { Palette = Palette.ViridisForLines };
        panel
            .Add.Contours(xs, ys, Over(xs, ys, (x, y) => x * x / 2 + 4 * y * y), [0.02, 0.1, 0.3, 0.6, 1, 1.5, 2])
            .Scale = scale;
        foreach ((string name, double momentum) in (ReadOnlySpan<(string, double)>)[("descent", 0), ("momentum", 0.8)])
        {
            (double x, double y, double dx, double dy) = (-1, 0.6, 0, 0);
            List<double> wayX = [x],
                wayY = [y];
            for (int k = 0; k < 60; k++)
            {
                (dx, dy) = (momentum * dx - 0.04 * x, momentum * dy - 0.04 * 8 * y);
                (x, y) = (x + dx, y + dy);
                wayX.Add(x);
                wayY.Add(y);
            }
            panel.Add.Path(wayX, wayY).EndLabel = name;
        }
        panel.ColourBar = new ColourBar("loss", scale);
        return figure;
    }

    private static Figure Pendulum()
    {
        Figure figure = new("The field of a damped pendulum, lengths to scale, and one way to rest");
        Panel panel = figure.AddPanel();
        (panel.X.Label, panel.Y.Label) = ("angle *θ*", "speed *ω*");
        double[] xs = Grid(-3, 3, 13),
            ys = Grid(-20, 20, 11);
        panel
            .Add.VectorField(
                Over(xs, ys, (x, _) => x),
                Over(xs, ys, (_, y) => y),
                Over(xs, ys, (_, y) => y),
                Over(xs, ys, (x, y) => -40 * Math.Sin(x) - y)
            )
            .Scaled = true;
        (double angle, double speed) = (-2.5, 0);
        List<double> angles = [angle],
            speeds = [speed];
        for (int k = 0; k < 2000; k++)
        {
            speed += 0.002 * (-40 * Math.Sin(angle) - speed);
            angle += 0.002 * speed;
            angles.Add(angle);
            speeds.Add(speed);
        }
        panel.Add.Path(angles, speeds);
        return figure;
    }

    private static Figure Marks()
    {
        Figure figure = new("Five marks, and a guide at the time that was predicted");
        Panel panel = figure.AddPanel();
        (panel.X.Label, panel.Y.Label) = ("time *t*", "loss");
        double[] xs = Grid(0, 10, 11);
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

    private static (double[] Xs, double[] Ys) Descend(double x, double y)
    {
        List<double> xs = [x],
            ys = [y];
        for (int k = 0; k < 800; k++)
        {
            double residue = x * y - 1;
            (x, y) = (x - 0.01 * residue * y, y - 0.01 * residue * x);
            xs.Add(x);
            ys.Add(y);
        }
        return ([.. xs], [.. ys]);
    }

    private static double[] Over(double[] xs, double[] ys, Func<double, double, double> f) =>
        [.. ys.SelectMany(y => xs.Select(x => f(x, y)))];

    private static double[] Grid(double from, double to, int count, bool power = false) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(k => from + k * (to - from) / (count - 1))
                .Select(x => power ? Math.Pow(10, x) : x),
        ];
}
