using System.Globalization;
using System.Runtime.InteropServices;

namespace Dynamics.Comparison.Reports;

/// <summary>What was particular to one execution: machine, libraries, times. Not committed.</summary>
/// <param name="Started">When the scenario began.</param>
/// <param name="Finished">When its results were complete.</param>
/// <param name="LinearAlgebra">Provider, version, threads, resolved path and the like, in the order to show them.</param>
public sealed record RunRecord(
    DateTimeOffset Started,
    DateTimeOffset Finished,
    IReadOnlyList<KeyValuePair<string, string>> LinearAlgebra
)
{
    /// <summary>Name of the record in a result folder.</summary>
    public const string FileName = "run.json";

    /// <summary>The record as JSON.</summary>
    /// <param name="files">Every file of the folder with its SHA-256, sorted.</param>
    internal byte[] ToJson(IEnumerable<(string Path, string? Sha256)> files) =>
        JsonText.Write(json =>
        {
            json.WriteString("version", Manifest.ToolVersion);
            json.WriteString("commit", Manifest.ToolCommit);
            json.WriteString("started", Started.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("finished", Finished.ToString("O", CultureInfo.InvariantCulture));
            json.WriteNumber("seconds", Math.Round((Finished - Started).TotalSeconds, 3));
            json.WriteStartObject("host");
            json.WriteString("name", Environment.MachineName);
            json.WriteString("system", RuntimeInformation.OSDescription);
            json.WriteString("architecture", RuntimeInformation.ProcessArchitecture.ToString());
            json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
            json.WriteNumber("processors", Environment.ProcessorCount);
            json.WriteEndObject();
            json.WriteStartObject("linearAlgebra");
            foreach ((string key, string value) in LinearAlgebra)
            {
                json.WriteString(key, value);
            }
            json.WriteEndObject();
            JsonText.WriteFiles(json, files);
        });
}
