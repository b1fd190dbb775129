using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Plottables;

namespace ComparisonTests.Figures;

/// <summary>Figures of ways through a plane, and of what lies under them. Their data are closed forms written out here.</summary>
internal static class PlaneRecipes
{
    public static IReadOnlyDictionary<string, Func<Figure>> All { get; } =
        new Dictionary<string, Func<Figure>>(StringComparer.Ordinal)
        {
            ["landscape"] = Landscape,
            ["contours"] = Ellipses,
            ["vector-field"] = Pendulum,
        };

    // The loss ½(w₁w₂ − 1)² of two weights: |w| grows the same on both sides, so w₁² − w₂² stays.
    private static Figure Landscape()
    {
        Figure figure = new("Loss of two weights in a row, its descent, and three trajectories to its valley");
        Panel panel = figure.AddPanel();
        (panel.X.Label, panel.Y.Label) = ("*w*_{1}", "*w*_{2}");
        double[] fine = MapRecipes.Grid(-2.2, 2.2, 80);
        double[] loss = MapRecipes.Over(fine, fine, (x, y) => Math.Log10(0.5 * Math.Pow(x * y - 1, 2) + 1e-3));
        ColourScale scale = new();
        panel.Add.HeatMap(fine, fine, loss).Scale = scale;
        Contours lines = panel.Add.Contours(fine, fine, loss, MapRecipes.Grid(-2.5, 1, 8));
        (lines.Colour, lines.Opacity, lines.Width) = (Colour.White, 0.6, 0.5);
        double[] coarse = MapRecipes.Grid(-2, 2, 13);
        VectorField descent = panel.Add.VectorField(
            MapRecipes.Over(coarse, coarse, (x, _) => x),
            MapRecipes.Over(coarse, coarse, (_, y) => y),
            MapRecipes.Over(coarse, coarse, (x, y) => -(x * y - 1) * y),
            MapRecipes.Over(coarse, coarse, (x, y) => -(x * y - 1) * x)
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

    private static Figure Ellipses()
    {
        Figure figure = new("Loss of two weights of different curvature, and the way of descent and of momentum");
        Panel panel = figure.AddPanel();
        (panel.X.Label, panel.Y.Label) = ("*w*_{1}", "*w*_{2}");
        double[] xs = MapRecipes.Grid(-1.2, 1.2, 121),
            ys = MapRecipes.Grid(-0.8, 0.8, 81);
        ColourScale scale = new() { Palette = Palette.ViridisForLines };
        panel
            .Add.Contours(
                xs,
                ys,
                MapRecipes.Over(xs, ys, (x, y) => x * x / 2 + 4 * y * y),
                [0.02, 0.1, 0.3, 0.6, 1, 1.5, 2]
            )
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
        double[] xs = MapRecipes.Grid(-3, 3, 13),
            ys = MapRecipes.Grid(-20, 20, 11);
        panel
            .Add.VectorField(
                MapRecipes.Over(xs, ys, (x, _) => x),
                MapRecipes.Over(xs, ys, (_, y) => y),
                MapRecipes.Over(xs, ys, (_, y) => y),
                MapRecipes.Over(xs, ys, (x, y) => -40 * Math.Sin(x) - y)
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
}
