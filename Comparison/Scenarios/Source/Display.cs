using System.Globalization;
using System.Text;

namespace Dynamics.Comparison.Scenarios.Source;

/// <summary>How a user's own words are repeated in a message: shortened, and without anything a terminal would obey.</summary>
internal static class Display
{
    private const int Longest = 60;

    private const int Fewest = 8;

    /// <summary>As it is: for numbers, options and bare words.</summary>
    public static string Plain(string text)
    {
        StringBuilder shown = new();
        foreach (char symbol in text.Length > Longest ? text[..Longest] : text)
        {
            bool isSafe = !char.IsControl(symbol) && char.GetUnicodeCategory(symbol) is not UnicodeCategory.Format;
            shown = isSafe ? shown.Append(symbol) : shown.Append($"\\u{(int)symbol:x4}");
        }
        return text.Length > Longest ? shown.Append('…').ToString() : shown.ToString();
    }

    /// <summary>In double quotes.</summary>
    public static string Text(string text) => $"\"{Plain(text)}\"";

    /// <summary>"a", "b" or "c".</summary>
    public static string Choices(IEnumerable<string> words) => Joined([.. words.Select(Text)], "or");

    /// <summary>a, b and c.</summary>
    public static string Joined(IReadOnlyList<string> words, string conjunction) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} {conjunction} {words[^1]}";

    /// <summary>The first of many names.</summary>
    public static string Few(IReadOnlyList<string> names) =>
        names.Count <= Fewest ? Joined(names, "and") : $"{string.Join(", ", names.Take(Fewest))}, …";

    /// <summary>A computed number, rounded to what a reader wants to see.</summary>
    public static string Number(double value) => value.ToString("g9", CultureInfo.InvariantCulture);

    /// <summary>What a constructor said about its argument, without the name of the parameter.</summary>
    public static string Sentence(ArgumentException problem)
    {
        int parameter = problem.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return parameter < 0 ? problem.Message : problem.Message[..parameter];
    }

    /// <summary>A size in memory, such as 1.5 GiB.</summary>
    public static string Bytes(double bytes)
    {
        string[] units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
        int unit = 0;
        for (; bytes >= 1024 && unit < units.Length - 1; unit++)
        {
            bytes /= 1024;
        }
        return bytes < 1024
            ? $"{bytes.ToString("G3", CultureInfo.InvariantCulture)} {units[unit]}"
            : $"more than 1024 {units[unit]}";
    }
}
