using System.Diagnostics.CodeAnalysis;

namespace Dynamics.Comparison.Scenarios;

/// <summary>A scenario that cannot be run, said as <c>file:line: field: what must hold, what was given, what to do.</c></summary>
/// <param name="location">File and line, or file and the option that gave the value.</param>
/// <param name="field">The place in the scenario, such as <c>runs.deep.learning.step</c>.</param>
/// <param name="complaint">A sentence: what must hold, what was given, what to do.</param>
[SuppressMessage("Roslynator", "RCS1194", Justification = "An error without a place and a field would help nobody.")]
public sealed class ScenarioException(string location, string field, string complaint)
    : Exception($"{location}: {field}: {complaint}")
{
    /// <summary>Where the mistake is: <c>exercise-1.json:7</c>, or <c>exercise-1.json: --set chaotic=maybe</c>.</summary>
    public string Location { get; } = location;

    /// <summary>What is wrong, such as <c>runs.deep.learning.step</c>.</summary>
    public string Field { get; } = field;

    /// <summary>What must hold, what was given, what to do.</summary>
    public string Complaint { get; } = complaint;

    /// <summary>What the process ends with: bad input, nothing written.</summary>
    public int ExitCode { get; } = 2;
}
