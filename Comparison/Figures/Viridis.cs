namespace Dynamics.Comparison.Figures;

/// <summary>Colours in an order that is seen, equal steps apart for colour-blind readers and in grey too.</summary>
/// <remarks>
/// Source: N. Smith and S. van der Walt, viridis (matplotlib 1.5, 2015), at k/9. Its last two ninths are left out: yellow is
/// too pale for lines and text on white.
/// </remarks>
public static class Viridis
{
    private static Colour[] Anchors { get; } =
    [
        new(0x44, 0x01, 0x54),
        new(0x48, 0x28, 0x78),
        new(0x3E, 0x4A, 0x89),
        new(0x31, 0x68, 0x8E),
        new(0x26, 0x82, 0x8E),
        new(0x1F, 0x9E, 0x89),
        new(0x35, 0xB7, 0x79),
        new(0x6D, 0xCD, 0x59),
    ];

    /// <summary>The colour at a place: from dark violet to light green.</summary>
    /// <param name="fraction">From 0 to 1.</param>
    public static Colour At(double fraction)
    {
        if (!(fraction is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "A place must be from 0 to 1.");
        }
        double place = fraction * (Anchors.Length - 1);
        int below = Math.Min((int)place, Anchors.Length - 2);
        return Anchors[below].Mix(Anchors[below + 1], place - below);
    }
}
