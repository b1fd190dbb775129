namespace Dynamics.Comparison.Figures;

/// <summary>Eight colours that stay distinct for colour-blind readers.</summary>
/// <remarks>Source: M. Okabe and K. Ito, Color Universal Design (2008); names as there.</remarks>
public static class OkabeIto
{
    /// <summary>#000000.</summary>
    public static Colour Black { get; } = new(0x00, 0x00, 0x00);

    /// <summary>#E69F00.</summary>
    public static Colour Orange { get; } = new(0xE6, 0x9F, 0x00);

    /// <summary>#56B4E9.</summary>
    public static Colour SkyBlue { get; } = new(0x56, 0xB4, 0xE9);

    /// <summary>#009E73.</summary>
    public static Colour BluishGreen { get; } = new(0x00, 0x9E, 0x73);

    /// <summary>#F0E442; too pale for lines and text on white.</summary>
    public static Colour Yellow { get; } = new(0xF0, 0xE4, 0x42);

    /// <summary>#0072B2.</summary>
    public static Colour Blue { get; } = new(0x00, 0x72, 0xB2);

    /// <summary>#D55E00.</summary>
    public static Colour Vermillion { get; } = new(0xD5, 0x5E, 0x00);

    /// <summary>#CC79A7.</summary>
    public static Colour ReddishPurple { get; } = new(0xCC, 0x79, 0xA7);

    // Below the colours: static members are initialised in the order of the text. Yellow is left out.
    private static Colour[] Curves { get; } = [Blue, Vermillion, BluishGreen, ReddishPurple, Orange, SkyBlue, Black];

    /// <summary>How many curves have colours of their own.</summary>
    public static int CurveCount => Curves.Length;

    /// <summary>The colour of the curve with this number; after seven curves they repeat.</summary>
    /// <param name="index">Number of the curve, from 0.</param>
    public static Colour Curve(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return Curves[index % Curves.Length];
    }
}
