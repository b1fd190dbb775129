namespace Dynamics.Comparison.Reports;

/// <summary>The comparison of one file: how many numbers it holds, and where two versions of it do not agree.</summary>
/// <param name="file">Path relative to the folder of the scenario.</param>
public sealed class FileAgreement(string file)
{
    /// <summary>More than so many disagreements of one file add nothing new.</summary>
    private const int MostShown = 10;

    private readonly List<Disagreement> shown = [];

    /// <summary>Path relative to the folder of the scenario.</summary>
    public string File { get; } = file;

    /// <summary>Why the content was not compared, or only in part; null where all of it was.</summary>
    public string? Skipped { get; internal set; }

    /// <summary>Whether both versions have the same bytes.</summary>
    public bool IsIdentical { get; internal set; }

    /// <summary>Numbers compared.</summary>
    public long Numbers { get; private set; }

    /// <summary>Numbers that differ by more than their tolerance, or of which only one is finite.</summary>
    public long NumbersApart { get; private set; }

    /// <summary>Disagreements of every kind.</summary>
    public long Count { get; private set; }

    /// <summary>The pair of numbers whose difference is the largest multiple of its tolerance; null if all agree.</summary>
    public Disagreement? Worst { get; private set; }

    /// <summary>Whether nothing disagrees.</summary>
    public bool Agrees => Count == 0;

    /// <summary>The first disagreements, and a line that counts the others.</summary>
    public IReadOnlyList<Disagreement> Disagreements =>
        Count <= shown.Count
            ? shown
            : [.. shown, new Disagreement(File, null, null, null, $"and {Count - shown.Count} more disagreements")];

    /// <summary>Compares two numbers that may be of any size, infinite, or none.</summary>
    /// <param name="fresh">Value, or NaN for none.</param>
    /// <param name="committed">Value, or NaN for none.</param>
    /// <param name="tolerance">Largest difference allowed; infinite where any two finite numbers agree.</param>
    /// <param name="disagreement">The place and both values as text, if they disagree.</param>
    internal void Compare(double fresh, double committed, double tolerance, Func<Disagreement> disagreement)
    {
        Numbers++;
        if (fresh.Equals(committed))
        {
            return;
        }
        double difference = Math.Abs(fresh - committed);
        if (!double.IsFinite(difference))
        {
            NumbersApart++;
            Add(disagreement());
            return;
        }
        if (difference <= tolerance)
        {
            return;
        }
        NumbersApart++;
        Disagreement found = disagreement() with { Difference = difference, Tolerance = tolerance };
        Add(found);
        if (Worst is null || Multiple(found) > Multiple(Worst))
        {
            Worst = found;
        }
    }

    /// <summary>Counts numbers that were compared as text.</summary>
    internal void CountNumbers(int count) => Numbers += count;

    /// <summary>Notes a disagreement.</summary>
    internal void Add(Disagreement disagreement)
    {
        Count++;
        if (shown.Count < MostShown)
        {
            shown.Add(disagreement);
        }
    }

    private static double Multiple(Disagreement apart) =>
        apart.Difference.GetValueOrDefault() / Math.Max(apart.Tolerance.GetValueOrDefault(), double.Epsilon);
}
