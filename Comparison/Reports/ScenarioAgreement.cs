using System.Globalization;

namespace Dynamics.Comparison.Reports;

/// <summary>Whether the results of a scenario agree with earlier ones.</summary>
/// <param name="Name">Folder of the scenario.</param>
/// <param name="Files">What was found in every file that both have.</param>
/// <param name="Unpaired">Files that only one has, and what else keeps the folders from being compared.</param>
/// <param name="Uncompared">Files that are never compared, with the reason: byproducts of a machine or of a converter.</param>
public sealed record ScenarioAgreement(
    string Name,
    IReadOnlyList<FileAgreement> Files,
    IReadOnlyList<Disagreement> Unpaired,
    IReadOnlyList<(string File, string Reason)> Uncompared
)
{
    /// <summary>Whether any number agrees with any other, because no other machine can repeat them.</summary>
    public bool IsChaotic { get; init; }

    /// <summary>Whether nothing disagrees.</summary>
    public bool Agrees => Unpaired.Count == 0 && Files.All(file => file.Agrees);

    /// <summary>Whether every file that is compared has the same bytes.</summary>
    public bool IsIdentical => Unpaired.Count == 0 && Files.All(file => file.IsIdentical);

    /// <summary>Numbers compared.</summary>
    public long Numbers => Files.Sum(file => file.Numbers);

    /// <summary>Disagreements of every kind, those that are not listed included.</summary>
    public long Count => Unpaired.Count + Files.Sum(file => file.Count);

    /// <summary>All disagreements, of every file the first ten, with the scenario before the file's name.</summary>
    public IEnumerable<Disagreement> Disagreements =>
        Unpaired
            .Concat(Files.SelectMany(file => file.Disagreements))
            .Select(difference => difference with { File = $"{Name}/{difference.File}" });

    /// <summary>Files whose content was not compared, or only in part, each with the reason.</summary>
    public IEnumerable<(string File, string Reason)> Skipped =>
        Uncompared
            .Concat(Files.Where(file => file.Skipped is not null).Select(file => (file.File, file.Skipped!)))
            .Select(skipped => ($"{Name}/{skipped.Item1}", skipped.Item2));

    /// <summary>In a few words: <c>same</c>, <c>agrees</c>, that numbers of a chaotic scenario cannot be compared, or what differs.</summary>
    public string Summary
    {
        get
        {
            if (Agrees)
            {
                return IsIdentical ? "same"
                    : IsChaotic ? "chaotic, not comparable"
                    : "agrees";
            }
            long apart = Files.Sum(file => file.NumbersApart);
            Disagreement? worst = Files
                .Select(file => file.Worst)
                .OfType<Disagreement>()
                .MaxBy(found => found.Difference / Math.Max(found.Tolerance.GetValueOrDefault(), double.Epsilon));
            if (apart == 0)
            {
                Disagreement first = Unpaired.Concat(Files.SelectMany(file => file.Disagreements)).First();
                return $"differs ({first.File}{(Count > 1 ? $" and {Count - 1} more" : "")})";
            }
            string size = worst is null
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $", worst {worst.Difference:g2} in {worst.File}");
            return string.Create(CultureInfo.InvariantCulture, $"differs ({apart} of {Numbers} numbers{size})");
        }
    }
}

/// <summary>Whether two folders of results agree, scenario by scenario.</summary>
/// <param name="Scenarios">Those that both have.</param>
/// <param name="Unpaired">Those that only one has.</param>
/// <param name="Skipped">What lies beside the scenarios and is no result, with the reason.</param>
public sealed record ResultsAgreement(
    IReadOnlyList<ScenarioAgreement> Scenarios,
    IReadOnlyList<Disagreement> Unpaired,
    IReadOnlyList<(string File, string Reason)> Skipped
)
{
    /// <summary>Disagreements of every kind, those that are not listed included.</summary>
    public long Count => Unpaired.Count + Scenarios.Sum(scenario => scenario.Count);

    /// <summary>All disagreements, of every file the first ten.</summary>
    public IEnumerable<Disagreement> Disagreements =>
        Unpaired.Concat(Scenarios.SelectMany(scenario => scenario.Disagreements));

    /// <summary>All that was not compared, or only in part, with the reason.</summary>
    public IEnumerable<(string File, string Reason)> AllSkipped =>
        Skipped.Concat(Scenarios.SelectMany(scenario => scenario.Skipped));

    /// <summary>Files compared.</summary>
    public int Files => Scenarios.Sum(scenario => scenario.Files.Count);

    /// <summary>Numbers compared.</summary>
    public long Numbers => Scenarios.Sum(scenario => scenario.Numbers);
}
