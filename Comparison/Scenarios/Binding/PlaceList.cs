using System.Globalization;
using Dynamics.Comparison.Scenarios.Source;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>Places in a family of curves as a scenario writes them: <c>singularValues[1-4,16,64]</c>.</summary>
internal static class PlaceList
{
    /// <summary>Reads the places.</summary>
    /// <param name="value">The series, for errors.</param>
    /// <param name="places">What stands in the brackets.</param>
    /// <param name="family">Whose places they are.</param>
    /// <param name="count">How many curves it has; at least 1.</param>
    /// <returns>Increasing, from 1 to <paramref name="count"/>.</returns>
    public static IReadOnlyList<int> Read(SourceValue value, string places, string family, int count)
    {
        List<int> read = [];
        foreach (string part in places.Split(','))
        {
            string[] ends = part.Split('-');
            if (ends.Length > 2 || !TryRead(ends[0], out int first) || !TryRead(ends[^1], out int last))
            {
                throw Wrong();
            }
            if (first <= read.LastOrDefault() || last < first || last > count)
            {
                throw Wrong();
            }
            read.AddRange(Enumerable.Range(first, last - first + 1));
        }
        return read;

        ScenarioException Wrong() =>
            value.Error(
                $"must name increasing places from 1 to {count}, for there are {count} curves of {Display.Text(family)}, "
                    + $"but is {value.Given}. Example: {Display.Text($"{family}[{(count > 1 ? $"1-{Math.Min(count, 4)}" : "1")}]")}."
            );
    }

    private static bool TryRead(string text, out int place) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out place);
}
