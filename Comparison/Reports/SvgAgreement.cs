using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Dynamics.Comparison.Figures.Drawing;

namespace Dynamics.Comparison.Reports;

/// <summary>Whether two drawings show the same: elements, attributes and words exactly, places to 0.02 points.</summary>
/// <remarks>
/// Places are written in hundredths of a point, so that rounding alone moves a place by 0.01 and a step between two by 0.02. Lines
/// that were simplified may keep other points of the same curve: where places differ or their number does, both
/// lines must pass within 0.2 points (0.07 mm) of all points of the other, twice what simplification may move a line.
/// Colours agree to one level of 255. Numbers within words agree as those of any text. Of a drawing whose axis reaches below
/// 1e-9, which shows what rounding left, only the words are compared if the rest differs.
/// </remarks>
internal static class SvgAgreement
{
    /// <summary>Points (1/72 inch), the unit of the drawings.</summary>
    public const double Tolerance = 0.02;

    /// <summary>Points, between two simplified copies of one line.</summary>
    public const double ToleranceOfLines = 2 * Simplification.LargestDeviation;

    private static readonly string[] lengths =
    [
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "dx",
        "dy",
        "width",
        "height",
        "viewBox",
        "points",
        "transform",
    ];

    private static readonly string[] colours = ["fill", "stroke"];

    private static readonly Regex verySmall = new(@"^10−\d{2,}$", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <param name="freshPath">A file.</param>
    /// <param name="committedPath">The file it must agree with.</param>
    /// <param name="name">Path of both, relative to the folder of the scenario.</param>
    public static FileAgreement Compare(string freshPath, string committedPath, string name)
    {
        var found = new FileAgreement(name);
        try
        {
            using (XmlReader fresh = Reader(freshPath))
            using (XmlReader committed = Reader(committedPath))
            {
                while (CompareNode(fresh, committed, found)) { }
            }
            return !found.Agrees && ShowsRounding(committedPath) ? CompareWords(freshPath, committedPath, name) : found;
        }
        catch (XmlException exception)
        {
            found.Add(new(found.File, null, null, null, $"must be a drawing, but is no XML: {exception.Message}"));
            return found;
        }
    }

    /// <summary>Whether an axis has the label of a power of ten below 10⁻⁹: what it shows there is below the tolerance of numbers.</summary>
    private static bool ShowsRounding(string path) => Words(path).Any(verySmall.IsMatch);

    private static FileAgreement CompareWords(string freshPath, string committedPath, string name)
    {
        var found = new FileAgreement(name)
        {
            Skipped = "an axis reaches below 1e-9, where numbers need not agree: only titles and labels were compared",
        };
        TextAgreement.Compare(Labels(freshPath), Labels(committedPath), found, areNumbersFree: false);
        return found;

        static string Labels(string path) =>
            string.Join('\n', Words(path).Where(text => text.Any(char.IsLetter)).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Words(string path)
    {
        using XmlReader reader = Reader(path);
        return
        [
            .. XDocument
                .Load(reader)
                .Descendants()
                .Where(element => element.Name.LocalName is "text" or "title" or "desc")
                .Select(element => element.Value),
        ];
    }

    private static XmlReader Reader(string path) =>
        XmlReader.Create(
            path,
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreWhitespace = false,
                CloseInput = true,
            }
        );

    /// <returns>Whether there may be another node to compare; none after a difference of structure, for want of a counterpart.</returns>
    private static bool CompareNode(XmlReader fresh, XmlReader committed, FileAgreement found)
    {
        if (!(fresh.Read() & committed.Read()) || (fresh.NodeType, fresh.Name) != (committed.NodeType, committed.Name))
        {
            if (fresh.EOF && committed.EOF)
            {
                return false;
            }
            string reason =
                $"must be {Describe(committed)}, but is {Describe(fresh)}; the rest of the drawing is not compared";
            found.Add(At(found, committed, null, reason));
            return false;
        }
        if (fresh.NodeType == XmlNodeType.Element)
        {
            return CompareAttributes(fresh, committed, found);
        }
        if (fresh.HasValue && fresh.Value != committed.Value)
        {
            Disagreement place = At(found, committed, null, "");
            TextAgreement.CompareLine(
                fresh.Value,
                committed.Value,
                place.Line!.Value,
                place.Position!.Value - 1,
                found,
                areNumbersFree: false
            );
        }
        return true;
    }

    private static bool CompareAttributes(XmlReader fresh, XmlReader committed, FileAgreement found)
    {
        string[] freshNames = Names(fresh);
        string[] committedNames = Names(committed);
        if (!freshNames.SequenceEqual(committedNames))
        {
            string reason =
                $"<{committed.Name}> must have the attributes {string.Join(" ", committedNames)}, but has {string.Join(" ", freshNames)}";
            found.Add(At(found, committed, null, reason));
            return true;
        }
        foreach (string name in committedNames)
        {
            fresh.MoveToAttribute(name);
            committed.MoveToAttribute(name);
            CompareAttribute(name, fresh.Value, committed.Value, found, reason => At(found, committed, name, reason));
        }
        fresh.MoveToElement();
        committed.MoveToElement();
        return true;
    }

    private static void CompareAttribute(
        string name,
        string fresh,
        string committed,
        FileAgreement found,
        Func<string, Disagreement> at
    )
    {
        double[]? a = NumbersOf(name, fresh, out string freshWords);
        double[]? b = NumbersOf(name, committed, out string committedWords);
        if (a is null || b is null || freshWords != committedWords || a.Length != b.Length)
        {
            if (
                name == "d"
                && SvgPath.TryRead(fresh) is SvgPath freshPath
                && SvgPath.TryRead(committed) is SvgPath committedPath
            )
            {
                ComparePaths(freshPath, committedPath, found, at);
            }
            else if (fresh != committed)
            {
                int place = fresh.AsSpan().CommonPrefixLength(committed);
                found.Add(
                    at($"must be {TextAgreement.Quote(committed, place)}, but is {TextAgreement.Quote(fresh, place)}")
                );
            }
            return;
        }
        double tolerance = colours.Contains(name) ? 1 : Tolerance;
        foreach ((double first, double second) in a.Zip(b))
        {
            // Hundredths, which are no doubles, may differ by exactly the tolerance.
            found.Compare(first, second, tolerance + 1e-9, () => at($"must be {Text(second)}, but is {Text(first)}"));
        }
    }

    private static void ComparePaths(
        SvgPath fresh,
        SvgPath committed,
        FileAgreement found,
        Func<string, Disagreement> at
    )
    {
        if (fresh.Lines.Count != committed.Lines.Count)
        {
            found.Add(at($"must have {committed.Lines.Count} lines, but has {fresh.Lines.Count}"));
            return;
        }
        for (int line = 0; line < fresh.Lines.Count; line++)
        {
            if (fresh.IsClosed[line] != committed.IsClosed[line])
            {
                found.Add(at($"line {line + 1} must be {(committed.IsClosed[line] ? "closed" : "open")}, but is not"));
                continue;
            }
            (IReadOnlyList<Point> a, IReadOnlyList<Point> b) = (fresh.Lines[line], committed.Lines[line]);
            if (a.Count == b.Count && a.Zip(b).All(pair => SvgPath.Distance(pair.First, pair.Second) <= Tolerance))
            {
                for (int coordinate = 0; coordinate < 2 * a.Count; coordinate++)
                {
                    found.Compare(0, 0, Tolerance, () => at(""));
                }
                continue;
            }
            (double apart, Point there, string which) = SvgPath.Farthest(a, b);
            found.Compare(
                apart,
                0,
                ToleranceOfLines,
                () =>
                    at(
                        $"line {line + 1} must pass near ({Text(there.X)}, {Text(there.Y)}), a point of the {which} line, "
                            + $"but the {(which == "fresh" ? "committed" : "fresh")} line passes at a distance"
                    )
            );
        }
    }

    /// <summary>The numbers of a length or a colour, and the words around them; null for an attribute that is words.</summary>
    private static double[]? NumbersOf(string name, string value, out string words)
    {
        words = value;
        if (colours.Contains(name))
        {
            if (value.Length != 7 || value[0] != '#' || !value[1..].All(char.IsAsciiHexDigit))
            {
                return null;
            }
            words = "#";
            return [.. Enumerable.Range(0, 3).Select(i => (double)Convert.ToInt32(value.Substring(1 + 2 * i, 2), 16))];
        }
        return lengths.Contains(name) ? SvgPath.Numbers(value, out words) : null;
    }

    private static string[] Names(XmlReader reader)
    {
        var names = new string[reader.AttributeCount];
        for (int index = 0; index < names.Length; index++)
        {
            reader.MoveToAttribute(index);
            names[index] = reader.Name;
        }
        reader.MoveToElement();
        return names;
    }

    private static string Describe(XmlReader reader) =>
        reader.EOF ? "the end"
        : reader.NodeType == XmlNodeType.Element ? $"<{reader.Name}>"
        : reader.NodeType == XmlNodeType.EndElement ? $"</{reader.Name}>"
        : TextAgreement.Quote(reader.Value.Trim(), 0);

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static Disagreement At(FileAgreement found, XmlReader reader, string? name, string reason)
    {
        var place = (IXmlLineInfo)reader;
        return new Disagreement(found.File, place.LineNumber, place.LinePosition, name, reason);
    }
}
