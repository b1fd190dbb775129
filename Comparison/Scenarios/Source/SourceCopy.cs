using System.Globalization;
using System.Text.Json.Nodes;

namespace Dynamics.Comparison.Scenarios.Source;

/// <summary>A value of the source a second time: as a tree of its own, or as JSON.</summary>
internal static class SourceCopy
{
    /// <summary>A tree with the same places and lines, which options can change without changing the first.</summary>
    public static SourceValue Copy(this SourceValue value)
    {
        SourceValue copy = value.Bare();
        foreach ((string key, SourceValue member) in value.Members)
        {
            copy.Set(key, member.Copy());
        }
        foreach (SourceValue item in value.Items)
        {
            copy.Add(item.Copy());
        }
        return copy;
    }

    /// <summary>The value as canonical JSON, the same for all ways of writing it; null for null.</summary>
    public static JsonNode? Json(this SourceValue value) =>
        value.Kind switch
        {
            SourceKind.Object => new JsonObject(
                value.Members.Select(member => KeyValuePair.Create(member.Key, member.Value.Json()))
            ),
            SourceKind.List => new JsonArray([.. value.Items.Select(Json)]),
            SourceKind.Text => value.Raw,
            SourceKind.Null => null,
            _ when value.Raw is "true" or "false" => value.Raw == "true",
            _ when double.TryParse(value.Raw, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                    && double.IsFinite(number) => number,
            _ => value.Raw,
        };
}
