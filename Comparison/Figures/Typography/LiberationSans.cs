using System.Globalization;

namespace Dynamics.Comparison.Figures.Typography;

/// <summary>Widths of Liberation Sans, which are those of Arial and Helvetica, so that text is measured without a font file.</summary>
/// <remarks>
/// Advance widths of version 1.07.4 in 1/2048 em. Italics are as wide as upright letters except for some Greek ones, which
/// differ by up to 0.04 em. Kerning is left out.
/// </remarks>
internal static class LiberationSans
{
    /// <summary>Height of a capital letter, em.</summary>
    public const double CapitalHeight = 1409 / UnitsPerEm;

    private const double UnitsPerEm = 2048;

    // A sign the font lacks comes from another one: signs such as ‖ and ∝ are about this wide there.
    private const int Unknown = 1139;

    /// <summary>Width of one line of text in em, without kerning.</summary>
    public static double Width(string text, bool bold)
    {
        int units = 0;
        foreach (char sign in text)
        {
            units += Advance(sign, bold);
        }

        return units / UnitsPerEm;
    }

    private static int Advance(char sign, bool bold)
    {
        int advance = sign switch
        {
            >= ' ' and <= '~' => (bold ? AsciiBold : Ascii)[sign - ' '],
            >= '\u00A0' and <= 'ÿ' => (bold ? LatinBold : Latin)[sign - '\u00A0'],
            >= 'Α' and <= 'ω' => (bold ? GreekBold : Greek)[sign - 'Α'],
            '–' => 1139,
            '—' or '…' or '→' or '←' or '↔' => 2048,
            '‘' or '’' => bold ? 569 : 455,
            '“' or '”' => bold ? 1024 : 682,
            '−' => 1196,
            '√' or '≈' or '≠' or '≤' or '≥' => 1124,
            '∞' => 1460,
            '∂' => 1012,
            'ℓ' => bold ? 1001 : 662,
            '′' => bold ? 491 : 384,
            '\u2009' => 410,
            _ => 0,
        };
        return advance == 0 ? Unknown : advance;
    }

    // Space to ~
    private static ushort[] Ascii { get; } =
        Widths(
            """
            569 569 727 1139 1139 1821 1366 391 682 682 797 1196 569 682 569 569 1139 1139 1139 1139
            1139 1139 1139 1139 1139 1139 569 569 1196 1196 1196 1139 2079 1366 1366 1479 1479 1366
            1251 1593 1479 569 1024 1366 1139 1706 1479 1593 1366 1593 1479 1366 1251 1479 1366 1933
            1366 1366 1251 569 569 569 961 1139 682 1139 1139 1024 1139 1139 569 1139 1139 455 455
            1024 455 1706 1139 1139 1139 1139 682 1024 569 1139 1024 1479 1024 1024 1024 684 532 684
            1196
            """
        );

    // Space to ~, bold
    private static ushort[] AsciiBold { get; } =
        Widths(
            """
            569 682 971 1139 1139 1821 1479 487 682 682 797 1196 569 682 569 569 1139 1139 1139 1139
            1139 1139 1139 1139 1139 1139 682 682 1196 1196 1196 1251 1997 1479 1479 1479 1479 1366
            1251 1593 1479 569 1139 1479 1251 1706 1479 1593 1366 1593 1479 1366 1251 1479 1366 1933
            1366 1366 1251 682 569 682 1196 1139 682 1139 1251 1139 1251 1139 682 1251 1251 569 569
            1139 569 1821 1251 1251 1251 1251 797 1139 682 1251 1139 1593 1139 1139 1024 797 573 797
            1196
            """
        );

    // No-break space to ÿ
    private static ushort[] Latin { get; } =
        Widths(
            """
            569 682 1139 1139 1139 1139 532 1139 682 1509 758 1139 1196 682 1509 1131 819 1124 682
            682 682 1180 1100 569 682 682 748 1139 1708 1708 1708 1251 1366 1366 1366 1366 1366 1366
            2048 1479 1366 1366 1366 1366 569 569 569 569 1479 1479 1593 1593 1593 1593 1593 1196
            1593 1479 1479 1479 1479 1366 1366 1251 1139 1139 1139 1139 1139 1139 1821 1024 1139
            1139 1139 1139 569 569 569 569 1139 1139 1139 1139 1139 1139 1139 1124 1251 1139 1139
            1139 1139 1024 1139 1024
            """
        );

    // No-break space to ÿ, bold
    private static ushort[] LatinBold { get; } =
        Widths(
            """
            569 682 1139 1139 1139 1139 573 1139 682 1509 758 1139 1196 682 1509 1131 819 1124 682
            682 682 1180 1139 569 682 682 748 1139 1708 1708 1708 1251 1479 1479 1479 1479 1479 1479
            2048 1479 1366 1366 1366 1366 569 569 569 569 1479 1479 1593 1593 1593 1593 1593 1196
            1593 1479 1479 1479 1479 1366 1366 1251 1139 1139 1139 1139 1139 1139 1821 1139 1139
            1139 1139 1139 569 569 569 569 1251 1251 1251 1251 1251 1251 1251 1124 1251 1251 1251
            1251 1251 1139 1251 1139
            """
        );

    // Α to ω; 0 where there is no sign
    private static ushort[] Greek { get; } =
        Widths(
            """
            1366 1366 1128 1368 1366 1251 1479 1593 569 1366 1368 1706 1479 1331 1593 1479 1366 0
            1266 1251 1366 1634 1366 1711 1531 569 1366 1184 913 1139 455 1120 1184 1178 1024 1140
            913 903 1139 1139 455 1024 1024 1180 1024 917 1139 1413 1165 987 1264 809 1120 1328 1075
            1460 1599
            """
        );

    // Α to ω; 0 where there is no sign, bold
    private static ushort[] GreekBold { get; } =
        Widths(
            """
            1479 1479 1231 1472 1366 1251 1479 1593 569 1479 1366 1706 1479 1318 1593 1479 1366 0
            1229 1251 1366 1681 1366 1657 1642 569 1366 1259 924 1251 569 1192 1259 1250 1139 1242
            972 943 1251 1107 569 1142 1139 1253 1139 912 1251 1568 1267 1065 1401 914 1192 1465
            1179 1543 1730
            """
        );

    private static ushort[] Widths(string table) =>
        [
            .. table
                .Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Select(width => ushort.Parse(width, CultureInfo.InvariantCulture)),
        ];
}
