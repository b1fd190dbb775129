using System.Globalization;
using System.Text.RegularExpressions;

namespace ComparisonTests.House.Claims;

/// <summary>A row of a table: its cells by the titles of their columns.</summary>
internal sealed partial class TableRow(IReadOnlyDictionary<string, string> cells)
{
    /// <summary>A column, or arithmetic of columns and numbers.</summary>
    public double ValueOf(string expression) =>
        cells.TryGetValue(expression, out string? cell) ? Number(cell) : Arithmetic.Of(expression, Cell);

    /// <summary>Whether <c>column=text</c> holds, or <c>!=</c>, <c>&lt;</c>, <c>&gt;</c>, <c>&lt;=</c>, <c>&gt;=</c>; an empty cell passes no comparison.</summary>
    public bool Passes(string filter)
    {
        Match match = Filter().Match(filter);
        (string left, string relation, string right) = (
            match.Groups[1].Value,
            match.Groups[2].Value,
            match.Groups[3].Value
        );
        return relation switch
        {
            "=" => Is(left, right),
            "!=" => !Is(left, right),
            ">=" => ValueOf(left) >= Number(right),
            "<=" => ValueOf(left) <= Number(right),
            ">" => ValueOf(left) > Number(right),
            "<" => ValueOf(left) < Number(right),
            _ => throw new InvalidDataException($"{filter}: must be column=text or another comparison."),
        };
    }

    /// <summary>A number as tables have it; NaN where there is none.</summary>
    public static double Number(string text) =>
        text switch
        {
            "" => double.NaN,
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                ? value
                : throw new InvalidDataException($"\"{text}\": must be a column of the table or a number."),
        };

    private double Cell(string name) => Number(cells.TryGetValue(name, out string? cell) ? cell : name);

    private bool Is(string column, string text)
    {
        string cell = cells.TryGetValue(column, out string? value)
            ? value
            : throw new InvalidDataException($"\"{column}\": no such column.");
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? Number(cell) == number
            : Regex.IsMatch(
                cell,
                $"^{Regex.Escape(text).Replace(@"\*", ".*", StringComparison.Ordinal)}$",
                RegexOptions.NonBacktracking
            );
    }

    [GeneratedRegex(
        "^(?<left>.*?)(?<relation>>=|<=|!=|=|<|>)(?<right>.*)$",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Filter();
}
