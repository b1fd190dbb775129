namespace Dynamics.Comparison.Scenarios.Source;

/// <summary>The known name a misspelt one was probably meant to be.</summary>
internal static class NearestName
{
    // Longer words are not names of ours, and the comparison is quadratic in their length.
    private const int Longest = 64;

    /// <summary>"Did you mean "learning"?", or the alternative when nothing is near.</summary>
    public static string Advice(string given, IEnumerable<string> known, string otherwise) =>
        Find(given, known) is { } nearest ? $"Did you mean {Display.Text(nearest)}?" : otherwise;

    /// <summary>The name that begins so, else the nearest within a third of the letters, else null.</summary>
    public static string? Find(string given, IEnumerable<string> known)
    {
        if (given.Length > Longest)
        {
            return null;
        }
        string? nearest =
            given.Length < 3
                ? null
                : known.FirstOrDefault(name => name.StartsWith(given, StringComparison.OrdinalIgnoreCase));
        if (nearest is not null)
        {
            return nearest;
        }
        int least = int.MaxValue;
        foreach (string name in known.Where(name => name.Length <= Longest))
        {
            int distance = Distance(given.ToLowerInvariant(), name.ToLowerInvariant());
            if (distance < least && distance <= Math.Max(1, Math.Max(name.Length, given.Length) / 3))
            {
                (nearest, least) = (name, distance);
            }
        }
        return nearest;
    }

    /// <summary>Damerau–Levenshtein distance (optimal string alignment): letters added, dropped, changed or swapped with a neighbour.</summary>
    private static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    d[i, j] = i + j;
                    continue;
                }
                int change = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }
        return d[a.Length, b.Length];
    }
}
