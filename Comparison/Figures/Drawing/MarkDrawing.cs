namespace Dynamics.Comparison.Figures.Drawing;

/// <summary>Draws marks with what every canvas has: dots, areas and lines.</summary>
internal static class MarkDrawing
{
    // The side of the square and half the diagonal of the diamond that have the area of a circle of diameter 1: √π/2 and √(π/8).
    private const double Side = 0.8862269254527580;
    private const double HalfDiagonal = 0.6266570686577501;

    // Of a ring and of the arms of a cross, as a part of the diameter.
    private const double LineWidth = 0.26;

    /// <summary>Draws marks of one kind; those whose centre is not finite are left out.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="centres">Their centres.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="diameter">Of the dot; the other shapes look as large. Points.</param>
    /// <param name="fill">Their colour.</param>
    public static void Draw(ICanvas canvas, IReadOnlyList<Point> centres, Mark shape, double diameter, Fill fill)
    {
        Point[] places = [.. centres.Where(centre => centre.IsFinite)];
        if (places.Length == 0)
        {
            return;
        }

        switch (shape)
        {
            case Mark.Ring:
                canvas.Dots(places, diameter * (1 + LineWidth) / 2, fill);
                canvas.Dots(places, diameter * (1 - LineWidth) / 2, fill with { Colour = Colour.White });
                break;
            case Mark.Cross:
                Stroke stroke = new(fill.Colour, diameter * LineWidth) { Opacity = fill.Opacity };
                canvas.Lines([.. places.SelectMany(centre => Cross(centre, diameter * Side / 2))], stroke);
                break;
            case Mark.Square:
                canvas.Areas([.. places.Select(centre => Square(centre, diameter * Side / 2))], fill);
                break;
            case Mark.Diamond:
                canvas.Areas([.. places.Select(centre => Diamond(centre, diameter * HalfDiagonal))], fill);
                break;
            default:
                canvas.Dots(places, diameter / 2, fill);
                break;
        }
    }

    private static Point[][] Cross(Point at, double half) =>
        [
            [new Point(at.X - half, at.Y - half), new Point(at.X + half, at.Y + half)],
            [new Point(at.X - half, at.Y + half), new Point(at.X + half, at.Y - half)],
        ];

    private static Point[] Square(Point at, double half) =>
        new Rect(at.X - half, at.Y - half, at.X + half, at.Y + half).Corners();

    private static Point[] Diamond(Point at, double half) =>
        [
            at with
            {
                Y = at.Y - half,
            },
            at with
            {
                X = at.X + half,
            },
            at with
            {
                Y = at.Y + half,
            },
            at with
            {
                X = at.X - half,
            },
        ];
}
