using System.Text.Json.Nodes;
using Dynamics.Comparison.Scenarios.Source;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>The setting "hidden" of a network: widths in a list, or one width and a number of layers.</summary>
internal static class HiddenLayers
{
    // No run of more layers ends, and their widths are a list in memory.
    private const int Most = 1_000_000;

    /// <summary>The setting as it is written down: the object where one was given, so that a path to "layers" keeps its meaning.</summary>
    public static JsonNode Setting(SourceValue value, int[] widths) =>
        value.Kind == SourceKind.Object ? value.Json()! : new JsonArray([.. widths.Select(width => (JsonNode)width)]);

    /// <summary>Widths of the hidden layers, input side first.</summary>
    public static int[] Widths(SourceValue value)
    {
        if (value.Kind != SourceKind.Object)
        {
            const string example = "[16], { \"width\": 16, \"layers\": 3 }, or [] for a shallow network";
            return [.. value.List(example, mayBeEmpty: true).Select(width => width.Whole(1))];
        }
        ObjectFields fields = new(value, [], ["width", "layers"]);
        int width = fields.Whole("width", minimum: 1);
        int layers = fields.Whole("layers", minimum: 0);
        return layers <= Most
            ? [.. Enumerable.Repeat(width, layers)]
            : throw fields.Error("layers", $"must be a number of layers up to {Most}, but is {layers}. Take fewer.");
    }
}
