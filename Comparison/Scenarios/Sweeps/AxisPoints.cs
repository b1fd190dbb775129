using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dynamics.Comparison.Scenarios.Source;

namespace Dynamics.Comparison.Scenarios.Sweeps;

/// <summary>The points of an axis: what is set there, and where they are drawn.</summary>
internal static class AxisPoints
{
    private static readonly JsonSerializerOptions asWritten = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Points of <c>[from, to, count]</c>, evenly spaced, or evenly in the logarithm.</summary>
    /// <remarks>Rounded to 12 digits, so that the last digits of a power are those of no machine.</remarks>
    public static (string[] Texts, SweepPoint[] Points) Spaced(SourceValue value, bool isLogarithmic)
    {
        string example = isLogarithmic ? "[0.001, 1, 13]" : "[0, 1, 11]";
        IReadOnlyList<SourceValue> parts = value.List(example);
        if (parts.Count != 3)
        {
            throw value.Error($"must be a list [from, to, count], but has length {parts.Count}. Example: {example}.");
        }
        NumberRange range = isLogarithmic ? NumberRange.Positive : NumberRange.Finite;
        (double from, double to) = (parts[0].Number(range), parts[1].Number(range));
        int count = parts[2].Whole(2);
        if (!(to > from) || !double.IsFinite(to - from) || !double.IsFinite(to / from) && isLogarithmic)
        {
            throw value.Error(
                $"must go from a smaller to a larger number, but goes from {Display.Number(from)} to {Display.Number(to)}. Example: {example}."
            );
        }
        RequireFew(parts[2], count);
        double[] places =
        [
            .. Enumerable
                .Range(0, count)
                .Select(index => (double)index / (count - 1))
                .Select(share => isLogarithmic ? from * Math.Pow(to / from, share) : (1 - share) * from + share * to)
                .Select(place =>
                    double.Parse(place.ToString("g12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
                ),
        ];
        if (places.Distinct().Count() < count)
        {
            throw value.Error(
                $"must go from one number to another that is not the same to 12 digits, but goes from {Display.Number(from)} to "
                    + $"{Display.Number(to)} in {count} steps. Take fewer points."
            );
        }
        return ([.. places.Select(Text)], [.. places.Select(place => new SweepPoint(place))]);
    }

    /// <summary>Points of a list of any values; <c>at</c> gives them places, <c>as</c> names.</summary>
    public static (string[] Texts, SweepPoint[] Points) Listed(ObjectFields fields, SourceValue value)
    {
        IReadOnlyList<SourceValue> given = value.List("[0.1, 0.05]");
        RequireFew(value, given.Count);
        double[]? at = At(fields, given.Count);
        string[]? names = As(fields, given.Count);
        if (at is not null && names is not null)
        {
            throw fields.Error(
                "at",
                "must not be given beside \"as\", for a point has a number or a name, but is. Remove one of them."
            );
        }
        string[] texts = [.. given.Select(Text)];
        if (at is null && names is null)
        {
            if (given.All(IsNumber))
            {
                at = [.. given.Select(entry => entry.Number(NumberRange.Finite))];
                RequireIncreasing(given, at);
            }
            else
            {
                names = [.. given.Select(NameOf)];
                RequireDifferent(given, names);
            }
        }
        return (
            texts,
            [.. Enumerable.Range(0, given.Count).Select(index => new SweepPoint(at?[index] ?? index, names?[index]))]
        );
    }

    private static double[]? At(ObjectFields fields, int count)
    {
        if (fields.Optional("at") is not { } value)
        {
            return null;
        }
        IReadOnlyList<SourceValue> given = OnePerValue(value, count, "[1, 2, 3]");
        double[] places = [.. given.Select(place => place.Number(NumberRange.Finite))];
        RequireIncreasing(given, places);
        fields.Keep("at", value.Json());
        return places;
    }

    private static string[]? As(ObjectFields fields, int count)
    {
        if (fields.Optional("as") is not { } value)
        {
            return null;
        }
        IReadOnlyList<SourceValue> given = OnePerValue(value, count, "[\"raw\", \"white\"]");
        string[] names = [.. given.Select(name => name.Text("raw"))];
        RequireDifferent(given, names);
        fields.Keep("as", new JsonArray([.. names.Select(name => (JsonNode)name)]));
        return names;
    }

    private static IReadOnlyList<SourceValue> OnePerValue(SourceValue value, int count, string example)
    {
        IReadOnlyList<SourceValue> given = value.List(example);
        return given.Count == count
            ? given
            : throw value.Error(
                $"must have one entry for each of {count} values, but has {given.Count}. Example: {example}."
            );
    }

    private static string NameOf(SourceValue value) =>
        value.Kind is SourceKind.Object or SourceKind.List or SourceKind.Null
            ? throw value.Error(
                $"must be a number or a word to name a point of the axis, but is {value.Given}. "
                    + "Add \"at\", a number for every value, or \"as\", a name for every value."
            )
            : value.Raw;

    private static void RequireIncreasing(IReadOnlyList<SourceValue> given, double[] places)
    {
        int wrong = Enumerable.Range(1, places.Length - 1).FirstOrDefault(index => places[index] <= places[index - 1]);
        if (wrong > 0)
        {
            throw given[wrong]
                .Error(
                    $"must be larger than the number before it, {Display.Number(places[wrong - 1])}, but is {Display.Number(places[wrong])}. "
                        + "Give increasing numbers."
                );
        }
    }

    private static void RequireDifferent(IReadOnlyList<SourceValue> given, string[] names)
    {
        for (int index = 0; index < names.Length; index++)
        {
            if (names[index].Length == 0 || names.AsSpan(0, index).Contains(names[index]))
            {
                throw given[index].Wrong("a name that no other point has", "Give each a name of its own in \"as\".");
            }
        }
    }

    private static void RequireFew(SourceValue place, int count)
    {
        if (count > SweepBinding.MostCells)
        {
            throw place.Error(
                $"must leave at most {SweepBinding.MostCells} cells, but has {count} points. Take fewer points."
            );
        }
    }

    private static bool IsNumber(SourceValue value) =>
        value.Kind == SourceKind.Number || (value.Kind == SourceKind.Bare && StrictNumber.LooksNumeric(value.Raw));

    private static string Text(SourceValue value) => value.Json()?.ToJsonString(asWritten) ?? "null";

    private static string Text(double place) => place.ToString("R", CultureInfo.InvariantCulture);
}
