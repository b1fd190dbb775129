using System.Text.Json.Nodes;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios.Source;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>The list "theories" of a run.</summary>
internal static class TheoryBinding
{
    private static readonly string[] commonKeys = ["name", "tolerance"];

    public static IReadOnlyList<TheoryPlan> Bind(ObjectFields run, BindingContext context)
    {
        IReadOnlyList<SourceValue> given =
            run.Optional("theories")?.List("[{ \"kind\": \"balanced\", \"initialStrength\": 0.001 }]", mayBeEmpty: true)
            ?? [];
        OrderedDictionary<string, IReadOnlyList<string>> kinds = [];
        foreach ((string kind, TheoryKind theory) in context.Theories)
        {
            kinds.Add(kind, [.. theory.Keys, .. commonKeys]);
        }
        JsonArray kept = [];
        List<TheoryPlan> plans = [];
        foreach (SourceValue value in given)
        {
            JsonObject effective = [];
            TheoryPlan plan = Bind(value, effective, kinds, context);
            if (plans.Find(other => other.Name == plan.Name) is not null)
            {
                throw value.Error(
                    $"must have a label of its own, but {Display.Text(plan.Name)} is the label of another theory of this run. "
                        + "Give each a \"name\"."
                );
            }
            plans.Add(plan);
            kept.Add(effective);
        }
        run.Keep("theories", kept);
        return plans;
    }

    private static TheoryPlan Bind(
        SourceValue value,
        JsonObject effective,
        IReadOnlyDictionary<string, IReadOnlyList<string>> kinds,
        BindingContext context
    )
    {
        (string kind, ObjectFields fields) = ObjectFields.OfKind(value, effective, kinds);
        IPrediction prediction;
        try
        {
            prediction = context.Theories[kind].Bind(fields);
        }
        catch (ArgumentException problem)
        {
            throw value.Error($"must be settings that \"{kind}\" accepts, but: {Display.Sentence(problem)}");
        }
        string name = fields.Has("name") ? fields.ColumnName("balanced-small") : prediction.Name;
        fields.Keep("name", name);
        double? tolerance = fields.Has("tolerance")
            ? fields.Number("tolerance", NumberRange.Positive with { Example = "1e-6" })
            : null;
        return new TheoryPlan(prediction, name) { Tolerance = tolerance };
    }
}
