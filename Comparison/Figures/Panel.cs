using Dynamics.Comparison.Figures.Plottables;
using Path = Dynamics.Comparison.Figures.Plottables.Path;

namespace Dynamics.Comparison.Figures;

/// <summary>One pair of axes and what is drawn between them.</summary>
public sealed class Panel
{
    internal Panel() { }

    /// <summary>Text above the panel, in rich-text notation; empty for none.</summary>
    public string Title { get; set; } = "";

    /// <summary>The axis below. Its automatic limits are the data's.</summary>
    public Axis X { get; } = new();

    /// <summary>The axis on the left. Its automatic limits leave a little room around the data.</summary>
    public Axis Y { get; } = new();

    /// <summary>
    /// Panels of one figure with the same name here have the same automatic y limits, so that equal heights are equal values;
    /// empty for limits of its own.
    /// </summary>
    public string SharedY { get; set; } = "";

    /// <summary>Explains line styles; empty for no legend. It is put where it covers no curve.</summary>
    public Legend Legend { get; } = new();

    /// <summary>Explains the colours of a map, on the right; null for none.</summary>
    public ColourBar? ColourBar { get; set; }

    /// <summary>Adds something to draw: <c>panel.Add.Line(xs, ys)</c>.</summary>
    public PlottableList Add { get; } = new();
}

/// <summary>What a panel shows, in the order it was added.</summary>
public sealed class PlottableList
{
    private readonly List<IPlottable> items = [];
    private int curves;

    /// <summary>What was added so far.</summary>
    public IReadOnlyList<IPlottable> Items => items;

    /// <summary>Samples joined by a line, in the next colour of <see cref="OkabeIto.Curve"/>.</summary>
    public Line Line(IReadOnlyList<double> xs, IReadOnlyList<double> ys) =>
        Item(new Line(xs, ys) { Colour = OkabeIto.Curve(curves++) });

    /// <summary>Samples as dots, in the next colour of <see cref="OkabeIto.Curve"/>.</summary>
    public Scatter Scatter(IReadOnlyList<double> xs, IReadOnlyList<double> ys) =>
        Item(new Scatter(xs, ys) { Colour = OkabeIto.Curve(curves++) });

    /// <summary>The area between two curves, in the colour the next curve gets.</summary>
    public Band Band(IReadOnlyList<double> xs, IReadOnlyList<double> lower, IReadOnlyList<double> upper) =>
        Item(new Band(xs, lower, upper) { Colour = OkabeIto.Curve(curves) });

    /// <summary>Adjoining bars, such as a histogram's, in the colour the next curve gets.</summary>
    public Bars Bars(IReadOnlyList<double> edges, IReadOnlyList<double> heights) =>
        Item(new Bars(edges, heights) { Colour = OkabeIto.Curve(curves) });

    /// <summary>A thin dotted guide across the panel.</summary>
    public HorizontalLine HorizontalLine(double y) => Item(new HorizontalLine(y));

    /// <summary>A thin dotted guide from bottom to top.</summary>
    public VerticalLine VerticalLine(double x) => Item(new VerticalLine(x));

    /// <summary>Vertical bars with caps, in the colour the next curve gets.</summary>
    public ErrorBars ErrorBars(IReadOnlyList<double> xs, IReadOnlyList<double> lower, IReadOnlyList<double> upper) =>
        Item(new ErrorBars(xs, lower, upper) { Colour = OkabeIto.Curve(curves) });

    /// <summary>A way through the plane, in the next colour of <see cref="OkabeIto.Curve"/>.</summary>
    public Path Path(IReadOnlyList<double> xs, IReadOnlyList<double> ys) =>
        Item(new Path(xs, ys) { Colour = OkabeIto.Curve(curves++) });

    /// <summary>Arrows, one at each point.</summary>
    public VectorField VectorField(
        IReadOnlyList<double> xs,
        IReadOnlyList<double> ys,
        IReadOnlyList<double> us,
        IReadOnlyList<double> vs
    ) => Item(new VectorField(xs, ys, us, vs));

    /// <summary>Coloured cells centred on the points of a grid: <c>values[row * xs.Count + column]</c>, rows along y.</summary>
    public HeatMap HeatMap(IReadOnlyList<double> xs, IReadOnlyList<double> ys, IReadOnlyList<double> values) =>
        Item(new HeatMap(xs, ys, values));

    /// <summary>Lines of equal value on a grid: <c>values[row * xs.Count + column]</c>, rows along y.</summary>
    public Contours Contours(
        IReadOnlyList<double> xs,
        IReadOnlyList<double> ys,
        IReadOnlyList<double> values,
        IReadOnlyList<double> levels
    ) => Item(new Contours(xs, ys, values, levels));

    /// <summary>A plottable of any kind.</summary>
    public T Item<T>(T plottable)
        where T : IPlottable
    {
        items.Add(plottable);
        return plottable;
    }
}
