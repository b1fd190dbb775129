using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsvHelper;

namespace ComparisonTests.House.Claims;

/// <summary>The results of a folder, read as numbers: cells of tables, settings of scenarios, figures in text.</summary>
internal sealed partial class CommittedResults(string folder)
{
    private static readonly JsonDocumentOptions tolerant = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly ConcurrentDictionary<string, IReadOnlyList<TableRow>> tables = new();

    /// <summary>The value of an expression, as claims.txt describes them.</summary>
    public double ValueOf(string expression) => Arithmetic.Of(expression, Term);

    private double Term(string text)
    {
        if (TextLookup().Match(text) is { Success: true } inText)
        {
            return InText(inText.Groups[1].Value, inText.Groups[2].Value);
        }
        if (Lookup().Match(text) is not { Success: true } lookup)
        {
            return TableRow.Number(text);
        }
        string file = lookup.Groups[2].Value;
        return file.EndsWith(".json", StringComparison.Ordinal)
            ? Setting(file, lookup.Groups[3].Value)
            : Reduced(lookup.Groups[1].Value, Rows(file, lookup.Groups[3].Value), lookup.Groups[4].Value, text);
    }

    private static double Reduced(string reduction, IReadOnlyList<TableRow> rows, string column, string text)
    {
        if (reduction == "count")
        {
            return rows.Count;
        }
        if (rows.Count == 0 || (reduction.Length == 0 && rows.Count != 1))
        {
            throw new InvalidDataException($"{text}: must be one row, but is {rows.Count}.");
        }
        IEnumerable<double> values = rows.Select(row => row.ValueOf(column));
        return reduction switch
        {
            "max" => values.Max(),
            "min" => values.Min(),
            "mean" => values.Average(),
            "sum" => values.Sum(),
            "last" => values.Last(),
            _ => values.First(),
        };
    }

    private IReadOnlyList<TableRow> Rows(string file, string filters)
    {
        IEnumerable<TableRow> rows = tables.GetOrAdd(file, Read);
        foreach (string filter in filters.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            rows = rows.Where(row => row.Passes(filter.Trim()));
        }
        return [.. rows];
    }

    private IReadOnlyList<TableRow> Read(string file)
    {
        string place = Path.Combine(folder, Path.GetDirectoryName(file)!);
        string[] files = Directory.GetFiles(place, Path.GetFileName(file));
        return files.Length == 0
            ? throw new FileNotFoundException($"results/{file} does not exist.")
            : [.. files.Order(StringComparer.Ordinal).SelectMany(TableRows)];
    }

    private static IEnumerable<TableRow> TableRows(string path)
    {
        using StreamReader reader = new(path);
        using CsvParser csv = new(reader, CultureInfo.InvariantCulture);
        string[]? header = null;
        while (csv.Read())
        {
            if (header is null)
            {
                header = csv.Record;
                continue;
            }
            yield return new(header!.Zip(csv.Record!).ToDictionary(cell => cell.First, cell => cell.Second));
        }
    }

    private double Setting(string file, string path)
    {
        using JsonDocument scenario = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, file)), tolerant);
        return path.Split('.').Aggregate(scenario.RootElement, Child).GetDouble();
    }

    private static JsonElement Child(JsonElement parent, string key) =>
        parent.ValueKind != JsonValueKind.Array ? parent.GetProperty(key)
        : int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? parent[index]
        : parent.EnumerateArray().First(element => element.GetProperty("name").GetString() == key);

    private double InText(string file, string pattern)
    {
        string text = Blanks().Replace(File.ReadAllText(Path.Combine(folder, file)), " ");
        Match match = Regex.Match(text, pattern, RegexOptions.NonBacktracking);
        return match.Success
            ? PrintedNumber.Parse(match.Groups[1].Value).Value
            : throw new InvalidDataException($"results/{file} has no text that matches {pattern}.");
    }

    [GeneratedRegex(
        @"^(?:(?<fold>max|min|mean|sum|count|first|last) )?(?<file>[\w./*-]+\.(?:csv|json))\[(?<rows>.*?)\](?:\.(?<column>.+))?$",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Lookup();

    [GeneratedRegex(@"^(?<file>[\w./-]+\.md)/(?<pattern>.+)/$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TextLookup();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();
}
