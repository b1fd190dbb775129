using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
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

    // 2: a checksum per field.
    private const int Format = 2;

    private const string Checksums = "sha256";

    // Of managed code every number of threads and every width of vector gives the same bits.
    private static readonly string[] chosen = ["provider", "threadingLayer", "threads", "branch"];

    /// <summary>Distance of checkpoints; null for none.</summary>
    public double? Every { get; init; }

    /// <summary>SHA-256 of the scenario and its inputs.</summary>
    public string Identity =>
        Checksum(ObjectOf([new("scenario", Checksum(Scenario)), new("inputs", Checksum(Inputs))]));

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

    /// <summary>The checkpoint's settings as JSON, with the SHA-256 of every field.</summary>
    public byte[] ToJson()
    {
        JsonObject fields = new() { ["tool"] = Manifest.Tool, ["checkpoint"] = Format };
        if (Every is double every)
        {
            fields["every"] = every;
        }
        fields["linearAlgebra"] = LinearAlgebra.DeepClone();
        fields["origin"] = Origin.DeepClone();
        fields["inputs"] = Inputs.DeepClone();
        fields["scenario"] = Scenario.DeepClone();
        fields[Checksums] = ObjectOf(fields.Select(field => KeyValuePair.Create(field.Key, Checksum(field.Value))));
        return JsonText.Write(json =>
        {
            foreach ((string name, JsonNode? value) in fields)
            {
                json.WritePropertyName(name);
                value!.WriteTo(json);
            }
        });
    }

    /// <summary>Reads them back.</summary>
    /// <exception cref="InvalidDataException">
    /// They are not ours, or were damaged or altered; the message begins with the field and goes on after a colon.
    /// </exception>
    public static CheckpointSettings Parse(byte[] json)
    {
        try
        {
            JsonObject read = JsonNode.Parse(json)!.AsObject();
            if (read["tool"]!.GetValue<string>() != Manifest.Tool || read["checkpoint"]!.GetValue<int>() != Format)
            {
                throw new InvalidDataException("checkpoint: must be of this version of dynamics, but is of another");
            }
            RequireUnaltered(read);
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
            when (problem
                    is JsonException
                        or InvalidOperationException
                        or FormatException
                        or ArgumentException
                        or NullReferenceException
            )
        {
            throw new InvalidDataException("settings: must be whole, but are damaged", problem);
        }
    }

    private static void RequireUnaltered(JsonObject read)
    {
        JsonObject saved = read[Checksums]!.AsObject();
        foreach (string field in saved.Select(sum => sum.Key).Union(read.Select(field => field.Key)))
        {
            if (field == Checksums)
            {
                continue;
            }
            string? before = saved[field]?.GetValue<string>();
            string now = read[field] is { } value ? Checksum(value) : "that of nothing, as it is missing";
            if (before != now)
            {
                throw new InvalidDataException(
                    $"{field}: must be as the checkpoint was saved, with the SHA-256 {before ?? "of nothing"}, but was altered or "
                        + $"damaged since: its SHA-256 is {now}"
                );
            }
        }
    }

    // Of the JSON without white space, so that an editor that only lays it out again is no damage.
    private static string Checksum(JsonNode? value) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value!.ToJsonString())));

    private static JsonObject ObjectOf(IEnumerable<KeyValuePair<string, string>> members) =>
        new(members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)member.Value)));
}
