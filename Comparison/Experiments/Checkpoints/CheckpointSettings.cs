using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;

namespace Dynamics.Comparison.Experiments.Checkpoints;

/// <summary>All that the numbers of a scenario depend on, as a checkpoint remembers it.</summary>
/// <param name="Scenario">The effective settings.</param>
/// <param name="Inputs">SHA-256 of every file the scenario reads, by its path as the scenario writes it.</param>
/// <param name="LinearAlgebra">What options choose: a run can only go on with the same.</param>
/// <param name="Origin">Program and machine: going on with others is allowed, and said.</param>
internal sealed record CheckpointSettings(
    JsonObject Scenario,
    JsonObject Inputs,
    JsonObject LinearAlgebra,
    JsonObject Origin
)
{
    /// <summary>Name of the file in a checkpoint.</summary>
    public const string FileName = "settings.json";

    private const int Format = 1;

    // Of managed code every number of threads and every width of vector gives the same bits.
    private static readonly string[] chosen = ["provider", "threadingLayer", "threads", "branch"];

    /// <summary>Distance of checkpoints; null for none.</summary>
    public double? Every { get; init; }

    /// <summary>Those of a scenario about to run here.</summary>
    /// <param name="scenario">As it was read.</param>
    /// <param name="linearAlgebra">Who does linear algebra, as a run record has it.</param>
    public static CheckpointSettings Of(
        Scenario scenario,
        IReadOnlyCollection<KeyValuePair<string, string>> linearAlgebra
    )
    {
        Dictionary<string, string> provider = new(linearAlgebra, StringComparer.Ordinal);
        bool isManaged = provider["library"] == "none";
        return new CheckpointSettings(
            JsonNode.Parse(scenario.EffectiveSettings)!.AsObject(),
            // The scenario itself comes first; of it only the settings count.
            ObjectOf(scenario.InputFiles.Skip(1).Select(file => KeyValuePair.Create(file.Path, file.Sha256))),
            ObjectOf((isManaged ? chosen[..1] : chosen).Select(key => KeyValuePair.Create(key, provider[key]))),
            ObjectOf([
                new("version", Manifest.ToolVersion),
                new("commit", Manifest.ToolCommit ?? "unknown"),
                new("runtime", RuntimeInformation.FrameworkDescription),
                new("libraryVersion", provider["version"]),
                new("host", Environment.MachineName),
            ])
        );
    }

    /// <summary>Refuses to go on with a scenario whose numbers would not be those of the checkpoint.</summary>
    /// <param name="now">The scenario about to run.</param>
    /// <param name="path">Its file, for the message.</param>
    /// <param name="place">Where the checkpoint is, for the message.</param>
    /// <exception cref="ScenarioException">They differ; the message names the first field and both values.</exception>
    public void RequireSame(CheckpointSettings now, string path, string place)
    {
        const string advice = "Put it back, or leave --resume out to begin anew.";
        if (SettingDifference.Find(Scenario, now.Scenario) is { } setting)
        {
            throw new ScenarioException(
                path,
                setting.Field,
                $"must be {setting.Before}, as when the checkpoint {place} was made, but is {setting.Now}. {advice}"
            );
        }
        if (SettingDifference.Find(Inputs, now.Inputs) is { } input)
        {
            throw new ScenarioException(
                path,
                input.Field,
                $"must be the file it was when the checkpoint {place} was made, but its SHA-256 was {input.Before} and is "
                    + $"{input.Now}. {advice}"
            );
        }
        if (SettingDifference.Find(LinearAlgebra, now.LinearAlgebra) is { } provider)
        {
            throw new ScenarioException(
                path,
                $"linear algebra: {provider.Field}",
                $"must be {provider.Before}, as when the checkpoint {place} was made, but is {provider.Now}; only the same "
                    + "gives the same bits. Choose it with --linear-algebra, --threads and --reproducible, or leave "
                    + "--resume out to begin anew."
            );
        }
    }

    /// <summary>Whether settings and input files are the same.</summary>
    public bool IsSameScenario(CheckpointSettings other) =>
        SettingDifference.Find(Scenario, other.Scenario) is null
        && SettingDifference.Find(Inputs, other.Inputs) is null;

    /// <summary>The checkpoint's settings as JSON.</summary>
    public byte[] ToJson() =>
        JsonText.Write(json =>
        {
            json.WriteString("tool", Manifest.Tool);
            json.WriteNumber("checkpoint", Format);
            if (Every is double every)
            {
                json.WriteNumber("every", every);
            }
            Write(json, "linearAlgebra", LinearAlgebra);
            Write(json, "origin", Origin);
            Write(json, "inputs", Inputs);
            Write(json, "scenario", Scenario);
        });

    /// <summary>Reads them back.</summary>
    /// <exception cref="InvalidDataException">They are not ours, or damaged; the message goes on after "but".</exception>
    public static CheckpointSettings Parse(byte[] json)
    {
        try
        {
            JsonObject read = JsonNode.Parse(json)!.AsObject();
            if (read["tool"]!.GetValue<string>() != Manifest.Tool || read["checkpoint"]!.GetValue<int>() != Format)
            {
                throw new InvalidDataException($"{FileName} is of another program, or of another version of dynamics");
            }
            return new CheckpointSettings(
                read["scenario"]!.AsObject(),
                read["inputs"]!.AsObject(),
                read["linearAlgebra"]!.AsObject(),
                read["origin"]!.AsObject()
            )
            {
                Every = read["every"]!.GetValue<double>(),
            };
        }
        catch (Exception problem)
            when (problem is JsonException or InvalidOperationException or FormatException or NullReferenceException)
        {
            throw new InvalidDataException($"{FileName} is damaged", problem);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, JsonObject value)
    {
        json.WritePropertyName(name);
        value.WriteTo(json);
    }

    private static JsonObject ObjectOf(IEnumerable<KeyValuePair<string, string>> members) =>
        new(members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)member.Value)));
}
