namespace Dynamics.Comparison.Figures.Plottables;

/// <summary>What shows values all over a panel: the panel has no empty edge around it, and a colour bar can explain it.</summary>
internal interface IMap
{
    /// <summary>Its colours, as they were set; null when they mean nothing.</summary>
    ColourScale? Colours { get; }

    /// <summary>What the colours stand for.</summary>
    IReadOnlyList<double> Values { get; }
}
