namespace Dynamics.Comparison.Figures;

/// <summary>The pattern of a line.</summary>
public enum Dash
{
    /// <summary>Unbroken: simulation.</summary>
    Solid,

    /// <summary>Dashes: theory.</summary>
    Dashed,

    /// <summary>Dashes and dots in turn: a second theory.</summary>
    DashDotted,

    /// <summary>Dots: guides, and what is only read off beside a curve.</summary>
    Dotted,

    /// <summary>Long dashes: a third theory.</summary>
    LongDashed,

    /// <summary>Dashes, each with two dots: a fourth theory.</summary>
    DashDotDotted,

    /// <summary>Short dashes far apart: a fifth theory.</summary>
    SparselyDashed,
}
