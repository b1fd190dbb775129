namespace Dynamics.Comparison.Figures.Drawing;

/// <summary>How a line is drawn.</summary>
/// <param name="Colour">Its colour.</param>
/// <param name="Width">Its width, points; positive.</param>
/// <param name="Dash">Its pattern.</param>
public readonly record struct Stroke(Colour Colour, double Width, Dash Dash = Dash.Solid)
{
    /// <summary>0 is invisible, 1 covers.</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>Lengths of dashes and gaps in turn, points; empty for a solid line. They grow with the width.</summary>
    public IReadOnlyList<double> Pattern =>
        Dash switch
        {
            Dash.Dashed => [3 * Width, 1.8 * Width],
            Dash.DashDotted => [4.5 * Width, 1.6 * Width, 1 * Width, 1.6 * Width],
            Dash.Dotted => [1 * Width, 1.8 * Width],
            Dash.LongDashed => [7 * Width, 2 * Width],
            Dash.DashDotDotted => [4.5 * Width, 1.4 * Width, 1 * Width, 1.4 * Width, 1 * Width, 1.4 * Width],
            Dash.SparselyDashed => [2.4 * Width, 4.2 * Width],
            _ => [],
        };
}

/// <summary>How an area is filled.</summary>
/// <param name="Colour">Its colour.</param>
/// <param name="Opacity">0 is invisible, 1 covers.</param>
public readonly record struct Fill(Colour Colour, double Opacity = 1)
{
    /// <summary>Whether what any polygon covers is filled, also where several overlap; all run round the same way.</summary>
    public bool Overlaps { get; init; }
}
