namespace Dynamics.Comparison.Figures;

/// <summary>A colour, sRGB.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <summary>Black.</summary>
    public static Colour Black { get; } = new(0, 0, 0);

    /// <summary>White.</summary>
    public static Colour White { get; } = new(255, 255, 255);

    /// <summary>The dark grey of legend samples, which stand for a line style and not for a curve.</summary>
    public static Colour DarkGrey { get; } = new(0x44, 0x44, 0x44);

    /// <summary>The grey of guides.</summary>
    public static Colour Grey { get; } = new(0x80, 0x80, 0x80);

    /// <summary>The same hue, mixed with black.</summary>
    /// <param name="fraction">0 leaves the colour as it is, 1 gives black.</param>
    public Colour Darker(double fraction) => Mix(Black, fraction);

    /// <summary>The same hue, mixed with white.</summary>
    /// <param name="fraction">0 leaves the colour as it is, 1 gives white.</param>
    public Colour Lighter(double fraction) => Mix(White, fraction);

    /// <summary>The colour on the straight way to another in sRGB.</summary>
    /// <param name="other">The colour mixed in.</param>
    /// <param name="fraction">0 leaves the colour as it is, 1 gives the other.</param>
    public Colour Mix(Colour other, double fraction)
    {
        if (!(fraction is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(fraction),
                fraction,
                "The fraction mixed in must be from 0 to 1."
            );
        }

        return new Colour(
            Blend(Red, other.Red, fraction),
            Blend(Green, other.Green, fraction),
            Blend(Blue, other.Blue, fraction)
        );
    }

    private static byte Blend(byte from, byte to, double fraction) => (byte)Math.Round(from + fraction * (to - from));
}
