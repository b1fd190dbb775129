using System.Text.RegularExpressions;

namespace ComparisonTests.House.Claims;

/// <summary>A fragment of a document, and the lines that say where its numbers come from.</summary>
/// <param name="Document">Path from the root of the repository.</param>
/// <param name="Fragment">The text as it stands there, numbers in braces.</param>
/// <param name="Origins">One relation per line, in the order of the numbers.</param>
/// <param name="Line">Where the fragment stands in the list of claims, from 1.</param>
internal sealed partial record Claim(string Document, string Fragment, IReadOnlyList<string> Origins, int Line)
{
    /// <summary>Reads a list of claims: <c>== document</c>, fragments at the margin, their origins indented.</summary>
    public static IEnumerable<Claim> Read(IEnumerable<string> lines)
    {
        string document = "";
        Claim? claim = null;
        foreach ((int index, string line) in lines.Index())
        {
            if (line.StartsWith(' ') && claim is not null)
            {
                claim = claim with { Origins = [.. claim.Origins, line.Trim()] };
                continue;
            }
            if (claim is not null)
            {
                yield return claim;
                claim = null;
            }
            if (line.StartsWith("== ", StringComparison.Ordinal))
            {
                document = line[3..].Trim();
            }
            else if (line.Length > 0 && !line.StartsWith('#'))
            {
                claim = new(document, line.Trim(), [], index + 1);
            }
        }
        if (claim is not null)
        {
            yield return claim;
        }
    }

    /// <summary>How many relations it states.</summary>
    public int Count => Origins.Count;

    /// <summary>What is wrong with it: nothing, or a sentence for each number that the results contradict.</summary>
    public IEnumerable<string> Contradictions(string text, CommittedResults results)
    {
        string plain = Blanks().Replace(Fragment.Replace("{", "").Replace("}", ""), " ");
        if (!Blanks().Replace(text, " ").Contains(plain, StringComparison.Ordinal))
        {
            yield return $"claims.txt:{Line}: {Document} has no text \"{plain}\".";
        }
        Queue<string> numbers = new(Braces().Matches(Fragment).Select(match => match.Groups[1].Value));
        foreach (string origin in Origins)
        {
            if (Contradiction(origin, numbers, results) is string contradiction)
            {
                yield return $"{Document}, \"{plain}\" (claims.txt:{Line}): {contradiction}";
            }
        }
        if (numbers.Count > 0 || Count == 0)
        {
            yield return $"claims.txt:{Line}: every number in braces needs a line below it that begins with {{}}.";
        }
    }

    private static string? Contradiction(string origin, Queue<string> numbers, CommittedResults results)
    {
        IReadOnlyList<string> parts = Arithmetic.Split(origin, "=<>≈");
        if (parts.Count != 3)
        {
            return $"\"{origin}\" must be one relation, such as {{}} = file.csv[run=deep].column.";
        }
        char relation = parts[1][0];
        double right = results.ValueOf(parts[2]);
        if (parts[0] != "{}")
        {
            double left = results.ValueOf(parts[0]);
            PrintedNumber exact = new(parts[0], left, Unit: 0);
            return exact.Holds(relation, right) ? null : $"{origin} is false: {left:R} and {right:R}.";
        }
        if (!numbers.TryDequeue(out string? printed))
        {
            return $"\"{origin}\" has no number in braces.";
        }
        return PrintedNumber.Parse(printed).Holds(relation, right)
            ? null
            : $"{printed} is printed, where {relation} {right:R} is what {parts[2]} gives.";
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\{(?<inside>.*?)\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Braces();
}
