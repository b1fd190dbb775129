using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Plottables;
using Dynamics.Comparison.Figures.Typography;
using Dynamics.Comparison.Observation;
using Path = Dynamics.Comparison.Figures.Plottables.Path;

namespace Dynamics.Comparison.Reports;

/// <summary>A panel that shows a landscape: the loss as colours and contours, the way down as arrows, and the runs on their ways.</summary>
internal sealed class LandscapeDrawing(Panel panel, string title, Landscape landscape)
{
    private const int Fine = 121;
    private const int Coarse = 15;
    private const int Levels = 12;
    private const int CurvePoints = 200;

    // Of the largest loss shown: what is less has one colour, or noiseless minima would take all of them.
    private const double Floor = 1e-4;

    private readonly TwoParameterLoss loss = landscape.Loss;

    /// <summary>Fills the panel.</summary>
    public void Draw()
    {
        panel.Title = RichText.Escape(title);
        (panel.X.Label, panel.Y.Label) = ("*w*_{1}", "*w*_{2}");
        (panel.X.Minimum, panel.X.Maximum) = landscape.X;
        (panel.Y.Minimum, panel.Y.Maximum) = landscape.Y;
        DrawLoss();
        DrawDescent();
        DrawCriticalPoints();
        DrawWays();
    }

    private void DrawLoss()
    {
        double[] xs = Grid(landscape.X, Fine);
        double[] ys = Grid(landscape.Y, Fine);
        double[] values = Over(xs, ys, loss.At);
        double largest = values.Max();
        double floor = Math.Max(values.Min(), Floor * largest);
        ColourScale scale = new()
        {
            Minimum = floor,
            Maximum = largest > floor ? largest : 2 * floor,
            Logarithmic = true,
        };
        panel.Add.HeatMap(xs, ys, values).Scale = scale;
        // Straight lines between grid points suit the logarithm, which the colours show.
        double[] logarithms = [.. values.Select(value => Math.Log(Math.Max(value, floor)))];
        double[] levels = [.. Grid((Math.Log(floor), Math.Log(largest)), Levels + 2)[1..^1]];
        Contours lines = panel.Add.Contours(xs, ys, logarithms, levels);
        (lines.Colour, lines.Opacity, lines.Width) = (Colour.White, 0.45, 0.4);
        panel.ColourBar = new ColourBar("loss", scale);
    }

    private void DrawDescent()
    {
        double[] xs = Grid(landscape.X, Coarse + 2)[1..^1];
        double[] ys = Grid(landscape.Y, Coarse + 2)[1..^1];
        VectorField down = panel.Add.VectorField(
            Over(xs, ys, (x, _) => x),
            Over(xs, ys, (_, y) => y),
            Over(xs, ys, (x, y) => -loss.GradientAt(x, y).X),
            Over(xs, ys, (x, y) => -loss.GradientAt(x, y).Y)
        );
        down.Colour = Colour.White;
    }

    private void DrawCriticalPoints()
    {
        bool hasCurve = false;
        foreach (CriticalPoint curve in landscape.CriticalPoints.Where(point => point.Curve.Count > 1))
        {
            (double[] xs, double[] ys) = CurveOf(curve);
            Path line = panel.Add.Path(xs, ys);
            (line.Colour, line.Width, line.Dash, line.Halo) = (Colour.Black, 1, Dash.Dashed, 0);
            (line.Start, line.End, line.ArrowEvery, line.Layer) = (null, null, 0, Layer.Guides);
            hasCurve = true;
        }
        if (hasCurve)
        {
            LegendEntry entry = panel.Legend.Add(Minima(), Dash.Dashed);
            (entry.Colour, entry.Width) = (Colour.Black, 1);
        }
        foreach (
            IGrouping<CriticalClass, CriticalPoint> kind in landscape
                .CriticalPoints.Where(point => point.Curve.Count == 1)
                .GroupBy(point => point.Class)
        )
        {
            Mark shape = ShapeOf(kind.Key);
            Scatter marks = panel.Add.Scatter([.. kind.Select(point => point.X)], [.. kind.Select(point => point.Y)]);
            // Larger than the end of a way and below it: both are seen where a way ends on one.
            (marks.Shape, marks.Colour, marks.Diameter, marks.Layer) = (shape, Colour.Black, 6.5, Layer.Curves);
            panel.Legend.Add(NameOf(kind.Key), shape, Colour.Black);
        }
    }

    private void DrawWays()
    {
        string[] runs = [.. landscape.Ways.Select(way => way.Plan.Name).Distinct()];
        foreach (LandscapeWay way in landscape.Ways)
        {
            (double[] xs, double[] ys) = landscape.Shown(way);
            if (xs.Length > 0)
            {
                panel.Add.Path(xs, ys).Colour = ColourOf(Array.IndexOf(runs, way.Plan.Name));
            }
        }
        for (int run = 0; run < runs.Length; run++)
        {
            int seeds = landscape.Ways.Count(way => way.Plan.Name == runs[run]);
            string text = RichText.Escape(runs[run]) + (seeds > 1 ? $", {seeds} seeds" : "");
            panel.Legend.Add(text).Colour = ColourOf(run);
        }
        panel.Legend.Add("start", Mark.Ring, Colour.DarkGrey);
        panel.Legend.Add("end", Mark.Dot, Colour.DarkGrey);
    }

    // The blue of other figures is one of a map's own colours.
    private static Colour ColourOf(int run) => OkabeIto.Curve(run + 1);

    /// <summary>Two scalar layers have a hyperbola, drawn from border to border; other curves are drawn as they were found.</summary>
    private (double[] Xs, double[] Ys) CurveOf(CriticalPoint curve)
    {
        double product = loss.Pull / loss.Variance;
        if (!loss.IsChain || loss.Decay > 0 || product == 0)
        {
            return ([.. curve.Curve.Select(point => point.X)], [.. curve.Curve.Select(point => point.Y)]);
        }
        double sign = Math.Sign(curve.X);
        // A factor of e on either side of what is shown.
        double far = Math.Log(Math.Max(Math.Abs(landscape.X.From), Math.Abs(landscape.X.To))) + 1;
        double near = Math.Log(Math.Abs(product) / Math.Max(Math.Abs(landscape.Y.From), Math.Abs(landscape.Y.To))) - 1;
        double[] xs = [.. Grid((near, far), CurvePoints).Select(logarithm => sign * Math.Exp(logarithm))];
        return (xs, [.. xs.Select(x => product / x)]);
    }

    private string Minima() => loss.IsChain && loss.Decay == 0 ? "minima *w*_{1}*w*_{2} = *s*/*d*" : "minima";

    private static Mark ShapeOf(CriticalClass kind) =>
        kind switch
        {
            CriticalClass.Minimum or CriticalClass.DegenerateMinimum => Mark.Dot,
            CriticalClass.Saddle => Mark.Cross,
            CriticalClass.Maximum => Mark.Square,
            _ => Mark.Diamond,
        };

    /// <summary>A class in words.</summary>
    public static string NameOf(CriticalClass kind) =>
        kind switch
        {
            CriticalClass.DegenerateMinimum => "degenerate minimum",
            _ => kind.ToString().ToLowerInvariant(),
        };

    private static double[] Grid((double From, double To) range, int count) =>
        [.. Enumerable.Range(0, count).Select(k => range.From + (range.To - range.From) * k / (count - 1))];

    private static double[] Over(double[] xs, double[] ys, Func<double, double, double> of) =>
        [.. ys.SelectMany(y => xs.Select(x => of(x, y)))];
}
