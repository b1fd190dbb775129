using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dynamics.Comparison.Scenarios.Source;

namespace Dynamics.Comparison.Experiments.Checkpoints;

/// <summary>The first setting in which two scenarios differ.</summary>
/// <param name="Field">Its path, such as <c>runs.deep.learning.step</c>.</param>
/// <param name="Before">Its value in the one, as JSON, shortened; "not given" where it is missing.</param>
/// <param name="Now">Its value in the other.</param>
internal sealed record SettingDifference(string Field, string Before, string Now)
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Finds it; null if all settings are the same.</summary>
    public static SettingDifference? Find(JsonNode? before, JsonNode? now, string path = "") =>
        JsonNode.DeepEquals(before, now)
            ? null
            : (before, now) switch
            {
                (JsonObject first, JsonObject second) => first
                    .Select(member => member.Key)
                    .Union(second.Select(member => member.Key), StringComparer.Ordinal)
                    .Select(key => Find(first[key], second[key], path.Length == 0 ? key : $"{path}.{key}"))
                    .First(difference => difference is not null),
                (JsonArray first, JsonArray second) when AreAlike(first, second) => first
                    .Zip(second)
                    .Select((pair, index) => Find(pair.First, pair.Second, path + PlaceOf(pair.First, index)))
                    .First(difference => difference is not null),
                _ => new SettingDifference(path, Shown(before), Shown(now)),
            };

    // Lists of objects of one length are compared entry by entry; of numbers, such as a matrix, as a whole.
    private static bool AreAlike(JsonArray first, JsonArray second) =>
        first.Count == second.Count && first.Concat(second).All(entry => entry is JsonObject);

    private static string PlaceOf(JsonNode? entry, int index) =>
        entry is JsonObject fields && fields["name"] is JsonValue name ? $".{name.GetValue<string>()}" : $"[{index}]";

    private static string Shown(JsonNode? value) =>
        value is null ? "not given" : Display.Plain(value.ToJsonString(Plain));
}
