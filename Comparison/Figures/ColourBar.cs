namespace Dynamics.Comparison.Figures;

/// <summary>Explains the colours of a panel: a strip on its right with ticks of its own.</summary>
/// <param name="label">What the colours are, in rich-text notation.</param>
/// <param name="scale">
/// The colours. Without limits it takes them from the map in the panel that has an equal scale.
/// </param>
public sealed class ColourBar(string label, ColourScale scale)
{
    /// <summary>What the colours are, in rich-text notation.</summary>
    public string Label { get; } = label;

    /// <summary>The colours.</summary>
    public ColourScale Scale { get; } = scale;

    /// <summary>
    /// What <see cref="ColourScale.NoValue"/> means, in rich-text notation: <c>not learned</c>. Empty: it is not explained.
    /// </summary>
    public string NoValueLabel { get; set; } = "";
}
