using Dynamics.Comparison.Figures;

namespace ComparisonTests.Figures;

/// <summary>One figure each, such as a paper would print. Their data are closed forms written out here.</summary>
internal static class Recipes
{
    private static readonly double[] Strengths = [Math.Sqrt(7), Math.Sqrt(3), 1];

    public static IReadOnlyDictionary<string, Func<Figure>> All { get; } =
        new Dictionary<string, Func<Figure>>(
            [.. MapRecipes.All, .. PlaneRecipes.All, .. MarkRecipes.All],
            StringComparer.Ordinal
        )
        {
            ["modes"] = Modes,
            ["agreement"] = Agreement,
            ["error"] = Error,
            ["ensemble"] = Ensemble,
            ["two-panels"] = TwoPanels,
            ["histogram"] = Histogram,
            ["log-time"] = LogTime,
            ["crowded"] = Crowded,
            ["grid"] = Grid,
            ["no-data"] = NoData,
        };

    private static Figure Modes()
    {
        Figure figure = new("Strength of three modes of a two-layer linear network over time")
        {
            Description = "Simulated modes rise one after another; the theory from a weaker start rises later.",
        };
        Panel panel = figure.AddPanel();
        panel.X.Label = "time *t*";
        panel.Y.Label = "mode strength *a*_{*α*}(*t*)";
        DrawModes(panel, start: 0.08, theoryStart: 0.001);
        panel.Legend.Add("simulation");
        panel.Legend.Add("theory, *a*_{0} = 0.001", Dash.Dashed);
        return figure;
    }

    // Theory on the simulation: the dashes must still be seen.
    private static Figure Agreement()
    {
        Figure figure = new("Simulated modes on the curves of the theory");
        Panel panel = figure.AddPanel();
        panel.X.Label = "time *t*";
        panel.Y.Label = "mode strength *a*_{*α*}(*t*)";
        DrawModes(panel, start: 0.001, theoryStart: 0.001);
        panel.Legend.Add("simulation");
        panel.Legend.Add("theory", Dash.Dashed);
        return figure;
    }

    private static void DrawModes(Panel panel, double start, double theoryStart)
    {
        double[] times = Grid(0, 15, 301);
        for (int i = 0; i < Strengths.Length; i++)
        {
            double s = Strengths[i];
            var guide = panel.Add.HorizontalLine(s);
            guide.Colour = OkabeIto.Curve(i);
            guide.EndLabel = i == 2 ? "*s*_{3,4} = 1.00" : $"*s*_{{{i + 1}}} = {s:F2}";
            var simulation = panel.Add.Line(times, Map(times, t => Mode(t, s, start)));
            simulation.Colour = OkabeIto.Curve(i);
            var theory = panel.Add.Line(times, Map(times, t => Mode(t, s, theoryStart)));
            theory.Colour = OkabeIto.Curve(i).Darker(0.45);
            theory.Width = 1.2;
            theory.Dash = Dash.Dashed;
        }
    }

    private static Figure Error()
    {
        Figure figure = new("Difference of a simulation with Euler's method and the theory, for four steps");
        Panel panel = figure.AddPanel();
        panel.X.Label = "time *t*";
        panel.Y.Label = "|simulation − theory|";
        panel.Y.Logarithmic = true;
        panel.Y.Minimum = 1e-12;
        foreach (double step in (double[])[0.1, 0.05, 0.02, 0.01])
        {
            (double[] times, double[] errors) = EulerError(step);
            panel.Add.Line(times, errors).EndLabel = $"Δ*t* = {step}";
        }
        return figure;
    }

    private static Figure Ensemble()
    {
        Figure figure = new("Mean strength of three modes over many starts, with the central 90 %");
        Panel panel = figure.AddPanel();
        panel.X.Label = "time *t*";
        panel.Y.Label = "mode strength *a*_{*α*}(*t*)";
        double[] times = Grid(0, 15, 301);
        for (int i = 0; i < Strengths.Length; i++)
        {
            double s = Strengths[i];
            panel.Add.HorizontalLine(s).Colour = OkabeIto.Curve(i);
            panel.Add.Band(times, Map(times, t => Mode(t, s, 0.03)), Map(times, t => Mode(t, s, 0.16)));
            panel.Add.Line(times, Map(times, t => Mode(t, s, 0.08))).EndLabel =
                i == 2 ? "*a*_{3,4}" : $"*a*_{{{i + 1}}}";
        }
        panel.Legend.Add("mean of 40 seeds, 5–95 %").ShowsBand = true;
        return figure;
    }

    private static Figure TwoPanels()
    {
        Figure figure = new("Learning of a deep and of a shallow linear network") { SharesY = true };
        double[] times = Grid(0, 15, 301);
        foreach (bool deep in (bool[])[true, false])
        {
            Panel panel = figure.AddPanel();
            panel.Title = deep ? "deep" : "shallow";
            panel.X.Label = "time *t*";
            panel.Y.Label = deep ? "mode strength *a*_{*α*}(*t*)" : "mode strength *b*_{*α*}(*t*)";
            for (int i = 0; i < Strengths.Length; i++)
            {
                double s = Strengths[i];
                var curve = panel.Add.Line(
                    times,
                    Map(times, t => deep ? Mode(t, s, 0.001) : s + (0.001 - s) * Math.Exp(-t / 2.5))
                );
                curve.EndLabel = i == 2 ? "*s*_{3,4}" : $"*s*_{{{i + 1}}}";
            }
        }
        return figure;
    }

    // Bars with a gap between them, and a density on them.
    private static Figure Histogram()
    {
        Figure figure = new("Times at which a mode was half learned, over seeds, and their density");
        Panel panel = figure.AddPanel();
        panel.X.Label = "half-rise time *t*_{1/2}";
        panel.Y.Label = "probability density";
        (panel.Y.Minimum, panel.Y.Maximum) = (0, 0.6);
        double[] edges = Grid(-2.5, 3.5, 13);
        Func<double, double> bell = x => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        panel.Add.Bars(
            edges,
            [
                .. Enumerable
                    .Range(0, 12)
                    .Select(bar => bar == 10 ? 0 : bell(edges[bar] + 0.25) * (1 + 0.1 * Math.Cos(3 * bar))),
            ]
        );
        double[] xs = Grid(-3, 3.5, 201);
        panel.Add.Line(xs, Map(xs, bell)).Colour = OkabeIto.Curve(0).Darker(0.3);
        LegendEntry bars = panel.Legend.Add("400 seeds");
        (bars.Colour, bars.Width, bars.ShowsBand) = (OkabeIto.Curve(0), 0, true);
        panel.Legend.Add("theory").Colour = OkabeIto.Curve(0).Darker(0.3);
        return figure;
    }

    private static Figure LogTime()
    {
        Figure figure = new("Loss of a two-layer linear network over the logarithm of time");
        Panel panel = figure.AddPanel();
        panel.X.Label = "time *t*";
        panel.X.Logarithmic = true;
        panel.Y.Label = "loss ℒ(*t*)";
        panel.Y.Logarithmic = true;
        double[] times = Map(Grid(-2, 3, 401), x => Math.Pow(10, x));
        foreach (double start in (double[])[1e-2, 1e-4, 1e-6])
        {
            double[] loss = Map(times, t => 0.5 * Strengths.Sum(s => Math.Pow(s - Mode(t, s, start), 2)));
            var curve = panel.Add.Line(times, loss);
            var entry = panel.Legend.Add($"*a*_{{0}} = 10^{{{Math.Log10(start):F0}}}");
            entry.Colour = curve.Colour;
        }
        return figure;
    }

    // Eight curves that end close together and leave no room for the legend.
    private static Figure Crowded()
    {
        Figure figure = new("Eight curves that end close together");
        Panel panel = figure.AddPanel();
        panel.X.Label = "time *t*";
        panel.Y.Label = "mode strength *a*_{*α*}(*t*)";
        double[] times = Grid(0, 15, 301);
        for (int i = 0; i < 8; i++)
        {
            double s = 1 + 0.03 * i;
            panel.Add.Line(times, Map(times, t => s * (1 + 0.9 * Math.Sin((1 + i) * t) * Math.Exp(-t / 8)))).EndLabel =
                $"*s*_{{{i + 1}}} = {s:F2}";
        }
        panel.Legend.Add("simulation");
        panel.Legend.Add("theory", Dash.Dashed);
        panel.Legend.Add("second theory", Dash.DashDotted);
        return figure;
    }

    private static Figure Grid()
    {
        Figure figure = new("Four small panels: large numbers, small numbers, dots, one short decade");
        double[] xs = Grid(0, 1, 201);
        Panel large = figure.AddPanel();
        large.Title = "large and small numbers";
        large.X.Label = "*x*";
        large.Y.Label = "*y*";
        large.Add.Line(Map(xs, x => 4e-6 * x), Map(xs, x => 3e7 * x * x));
        Panel dots = figure.AddPanel();
        dots.Title = "dots";
        dots.X.Label = "step Δ*t*";
        dots.Y.Label = "error";
        dots.X.Logarithmic = dots.Y.Logarithmic = true;
        double[] steps = [0.2, 0.1, 0.05, 0.025];
        dots.Add.Scatter(steps, Map(steps, h => 0.8 * h));
        dots.Add.Scatter(steps, Map(steps, h => 0.05 * Math.Pow(h, 4)));
        Panel negative = figure.AddPanel();
        negative.Title = "signs";
        negative.X.Label = "*x*";
        negative.Y.Label = "*y*";
        negative.Add.Line(Map(xs, x => 20 * x - 10), Map(xs, x => 0.02 * Math.Sin(20 * x)));
        Panel gap = figure.AddPanel();
        gap.Title = "a gap";
        gap.X.Label = "*x*";
        gap.Y.Label = "*y*";
        gap.Y.Logarithmic = true;
        gap.Add.Line(xs, Map(xs, x => x is > 0.4 and < 0.6 ? double.NaN : 2 + 5 * x));
        return figure;
    }

    private static Figure NoData()
    {
        Figure figure = new("A panel without data");
        Panel panel = figure.AddPanel();
        panel.X.Label = "time *t*";
        panel.Y.Label = "loss";
        panel.Add.Line([0, 1, 2], [double.NaN, double.PositiveInfinity, double.NaN]);
        return figure;
    }

    // τ du/dt = 2u(s − u), τ = 2.5.
    private static double Mode(double t, double s, double start) =>
        s / (1 + (s / start - 1) * Math.Exp(-2 * s * t / 2.5));

    private static (double[] Times, double[] Errors) EulerError(double step)
    {
        double s = Strengths[0],
            u = 0.001;
        int count = (int)Math.Round(15 / step);
        double[] times = new double[count + 1],
            errors = new double[count + 1];
        for (int k = 0; k <= count; k++)
        {
            times[k] = k * step;
            errors[k] = Math.Abs(u - Mode(times[k], s, 0.001));
            u += step / 2.5 * 2 * u * (s - u);
        }
        return (times, errors);
    }

    private static double[] Grid(double from, double to, int count) =>
        [.. Enumerable.Range(0, count).Select(k => from + k * (to - from) / (count - 1))];

    private static double[] Map(double[] xs, Func<double, double> f) => [.. xs.Select(f)];
}
