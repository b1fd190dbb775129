using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;

namespace Dynamics.Comparison.Figures.Plottables;

/// <summary>Coloured cells centred on the points of a grid.</summary>
/// <remarks>
/// Edges lie midway between centres on the axes' scales. A cell whose value is NaN is pale grey
/// (<see cref="ColourScale.NoValue"/>); centres without a place on an axis are left out. Colours are drawn in 64 steps, and
/// equal neighbours as one rectangle.
/// </remarks>
public sealed class HeatMap : IPlottable, IMap
{
    // Cells reach a little below those on their right and underneath, so that no background shines through between two
    // edges that a screen smooths. A twentieth of a millimetre.
    private const double Overlap = 0.15;

    private readonly GridSamples grid;

    /// <param name="xs">Centres of the columns, ascending, finite.</param>
    /// <param name="ys">Centres of the rows, ascending, finite.</param>
    /// <param name="values">One per cell, row by row: <c>values[row * xs.Count + column]</c>; NaN for none.</param>
    /// <exception cref="ArgumentException">Centres do not ascend, or there is not one value per cell.</exception>
    public HeatMap(IReadOnlyList<double> xs, IReadOnlyList<double> ys, IReadOnlyList<double> values) =>
        grid = new GridSamples(xs, ys, values);

    /// <summary>Its colours; limits it does not give are those of the values.</summary>
    public ColourScale Scale { get; set; } = new();

    /// <inheritdoc/>
    public Layer Layer { get; set; } = Layer.Areas;

    ColourScale? IMap.Colours => Scale;

    IReadOnlyList<double> IMap.Values => grid.Values;

    /// <inheritdoc/>
    public void Cover(DataExtent extent)
    {
        double[] columns = [.. CellEdges.Around(grid.Xs, extent.XScale).Where(double.IsFinite)],
            rows = [.. CellEdges.Around(grid.Ys, extent.YScale).Where(double.IsFinite)];
        if (columns.Length > 0 && rows.Length > 0)
        {
            extent.IncludeArea(columns[0], columns[^1], rows[0], rows[^1]);
        }
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas, PlotTransform plot)
    {
        ColourScale scale = Scale.Over(grid.Values);
        double[] xs = [.. CellEdges.Around(grid.Xs, plot.XRange.Scale).Select(plot.X)],
            ys = [.. CellEdges.Around(grid.Ys, plot.YRange.Scale).Select(plot.Y)];
        int[] steps = [.. grid.Values.Select(scale.StepOf)];
        foreach (
            IGrouping<int, CellBlock> colour in CellBlock
                .Merge(steps, grid.Xs.Length)
                .GroupBy(block => block.Step)
                .OrderBy(group => group.Key)
        )
        {
            canvas.Areas([.. colour.Select(Corners)], new Fill(scale.ColourOfStep(colour.Key)));
        }

        // Rows ascend and the canvas's y runs down: the lower row is drawn below the upper one.
        Point[] Corners(CellBlock block) =>
            new Rect(
                xs[block.Left],
                ys[block.Upper],
                xs[block.Right] + (block.Right < grid.Xs.Length ? Overlap : 0),
                ys[block.Lower] + (block.Lower > 0 ? Overlap : 0)
            ).Corners();
    }

    /// <inheritdoc/>
    public EndLabel? EndLabelOn(PlotTransform plot) => null;
}
