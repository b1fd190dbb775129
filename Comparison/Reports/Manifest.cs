using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;

namespace Dynamics.Comparison.Reports;

/// <summary>What a result folder is a result of. The same scenario, tool and outcome give the same bytes on any machine.</summary>
/// <remarks>
/// Therefore nothing in it may depend on rounding: files are listed by name, and only those copied from the input carry
/// their SHA-256. The hashes of all files are in <see cref="RunRecord"/>.
/// </remarks>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="ScenarioText">The scenario file as it was read; its SHA-256 is recorded.</param>
/// <param name="EffectiveSettings">All settings in effect, defaults and overrides included: a JSON text.</param>
/// <param name="Seeds">The seeds of every run that draws at random, in the order of the runs.</param>
/// <param name="Generator">Name of the random number generator.</param>
public sealed record Manifest(
    string Scenario,
    ReadOnlyMemory<byte> ScenarioText,
    string EffectiveSettings,
    IReadOnlyList<RunSeeds> Seeds,
    string Generator
)
{
    /// <summary>Name of the manifest in a result folder.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Name of this tool, which marks a manifest, and so a folder, as ours.</summary>
    public const string Tool = "dynamics";

    /// <summary>Version of this tool.</summary>
    public static string ToolVersion { get; } = typeof(Manifest).Assembly.GetName().Version!.ToString(fieldCount: 3);

    /// <summary>The commit this tool was built from, or null if it was not built from a repository.</summary>
    public static string? ToolCommit { get; } =
        typeof(Manifest)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+', 2)
            .ElementAtOrDefault(1);

    /// <summary>Whether the numbers depend on rounding so strongly that another machine cannot repeat them.</summary>
    public bool Chaotic { get; init; }

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    internal static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The manifest as JSON.</summary>
    /// <param name="files">Paths relative to the folder, sorted; with their SHA-256 where it can be promised.</param>
    /// <param name="isComplete">Whether the scenario ran to its end.</param>
    internal byte[] ToJson(IEnumerable<(string Path, string? Sha256)> files, bool isComplete) =>
        JsonText.Write(json =>
        {
            json.WriteString("tool", Tool);
            json.WriteString("version", ToolVersion);
            json.WriteString("scenario", Scenario);
            json.WriteString("scenarioSha256", Hash(ScenarioText.Span));
            json.WriteBoolean("complete", isComplete);
            json.WriteBoolean("chaotic", Chaotic);
            json.WriteString("generator", Generator);
            json.WriteStartObject("seeds");
            foreach (RunSeeds run in Seeds)
            {
                json.WriteStartArray(run.Run);
                foreach (int seed in run.Seeds)
                {
                    json.WriteNumberValue(seed);
                }
                json.WriteEndArray();
            }
            json.WriteEndObject();
            json.WritePropertyName("settings");
            using (JsonDocument settings = JsonDocument.Parse(EffectiveSettings))
            {
                settings.RootElement.WriteTo(json);
            }
            JsonText.WriteFiles(json, files);
        });
}

/// <summary>The seeds of one run.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="Seeds">One, or one per member of an ensemble.</param>
public sealed record RunSeeds(string Run, IReadOnlyList<int> Seeds);
