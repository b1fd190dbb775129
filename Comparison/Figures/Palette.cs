namespace Dynamics.Comparison.Figures;

/// <summary>Colours in an order.</summary>
public enum Palette
{
    /// <summary>From dark violet to yellow: for areas. Lighter is more, in grey too.</summary>
    Viridis,

    /// <summary>The same without its yellow end, which is too pale for lines on white: <see cref="Figures.Viridis"/>.</summary>
    ViridisForLines,

    /// <summary>From blue through near-white to red: for values with a sign, or ratios.</summary>
    Diverging,
}

/// <summary>The colours of palettes.</summary>
internal static class PaletteColours
{
    // Source: N. Smith and S. van der Walt, viridis (matplotlib 3.6), at k/16; between them it is straight to 6 of 255.
    private static readonly Colour[] viridis =
    [
        new(0x44, 0x01, 0x54),
        new(0x48, 0x18, 0x6A),
        new(0x47, 0x2D, 0x7B),
        new(0x42, 0x40, 0x86),
        new(0x3B, 0x52, 0x8B),
        new(0x33, 0x63, 0x8D),
        new(0x2C, 0x72, 0x8E),
        new(0x26, 0x81, 0x8E),
        new(0x21, 0x90, 0x8C),
        new(0x1F, 0x9F, 0x88),
        new(0x28, 0xAE, 0x80),
        new(0x3E, 0xBC, 0x74),
        new(0x5D, 0xC9, 0x63),
        new(0x82, 0xD3, 0x4C),
        new(0xAB, 0xDC, 0x32),
        new(0xD5, 0xE2, 0x1A),
        new(0xFD, 0xE7, 0x25),
    ];

    // Source: C. Brewer, RdBu in 11 classes (colorbrewer2.org), from blue to red.
    private static readonly Colour[] blueToRed =
    [
        new(0x05, 0x30, 0x61),
        new(0x21, 0x66, 0xAC),
        new(0x43, 0x93, 0xC3),
        new(0x92, 0xC5, 0xDE),
        new(0xD1, 0xE5, 0xF0),
        new(0xF7, 0xF7, 0xF7),
        new(0xFD, 0xDB, 0xC7),
        new(0xF4, 0xA5, 0x82),
        new(0xD6, 0x60, 0x4D),
        new(0xB2, 0x18, 0x2B),
        new(0x67, 0x00, 0x1F),
    ];

    /// <summary>The colour at a place from 0 to 1.</summary>
    public static Colour At(this Palette palette, double fraction) =>
        palette switch
        {
            Palette.ViridisForLines => Viridis.At(fraction),
            Palette.Diverging => Between(blueToRed, fraction),
            _ => Between(viridis, fraction),
        };

    private static Colour Between(Colour[] anchors, double fraction)
    {
        double place = fraction * (anchors.Length - 1);
        int below = Math.Min((int)place, anchors.Length - 2);
        return anchors[below].Mix(anchors[below + 1], place - below);
    }
}
