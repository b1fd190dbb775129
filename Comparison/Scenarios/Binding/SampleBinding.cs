using System.Text.Json.Nodes;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>The object "sample" of a run.</summary>
internal static class SampleBinding
{
    private const string EveryStep = "step";

    private const string Example = "{ \"every\": 0.1 }, { \"log\": 200 } or { \"at\": [0, 1, 5] }";

    private static readonly string[] keys = ["every", "log", "at"];

    public static SampleTimes Bind(SourceValue? value, JsonObject effective, LearningRule learning)
    {
        if (value is null)
        {
            effective["every"] = EveryStep;
            return new SampleTimes.EveryStep();
        }
        ObjectFields fields = new(value, effective, keys);
        string[] given = [.. keys.Where(fields.Has)];
        if (given.Length != 1)
        {
            throw value.Error(
                $"must have exactly one of \"every\", \"log\" and \"at\", but has {(given.Length == 0 ? "none" : Display.Joined([.. given.Select(Display.Text)], "and"))}. "
                    + $"Example: {Example}."
            );
        }
        return given[0] switch
        {
            "every" => Every(fields, learning),
            "log" => Logarithmic(fields, learning),
            _ => At(fields, learning),
        };
    }

    private static SampleTimes Every(ObjectFields fields, LearningRule learning)
    {
        NumberOrWord interval = fields.NumberOrWord("every", NumberRange.Positive, [EveryStep]);
        if (interval.Word is not null)
        {
            return new SampleTimes.EveryStep();
        }
        RequireMet(fields.Value.Members["every"], interval.Number, learning, isInterval: true);
        return new SampleTimes.Every(interval.Number);
    }

    private static SampleTimes.Logarithmic Logarithmic(ObjectFields fields, LearningRule learning)
    {
        int count = fields.Whole("log", minimum: 2);
        return learning.End > 0
            ? new SampleTimes.Logarithmic(count)
            : throw fields.Error(
                "log",
                $"must have a time after 0 to end at, but \"{EndOf(learning)}\" is 0. Give a later end, or \"at\": [0]."
            );
    }

    private static SampleTimes.At At(ObjectFields fields, LearningRule learning)
    {
        IReadOnlyList<SourceValue> given = fields.Required("at", "").List("[0, 1, 5]");
        double[] times =
        [
            .. given.Select(time =>
                time.Number(NumberRange.NotNegative with { Words = "a time that is not negative" })
            ),
        ];
        for (int index = 0; index < times.Length; index++)
        {
            if (index > 0 && times[index] <= times[index - 1])
            {
                throw given[index]
                    .Error(
                        $"must be later than the time before it, {Display.Number(times[index - 1])}, but is {Display.Number(times[index])}. "
                            + "Give increasing times."
                    );
            }
            if (times[index] > learning.End)
            {
                throw given[index]
                    .Error(
                        $"must not be later than the end, {Display.Number(learning.End)}, but is {Display.Number(times[index])}. "
                            + $"Remove it or raise \"{EndOf(learning)}\"."
                    );
            }
            RequireMet(given[index], times[index], learning, isInterval: false);
        }
        fields.Keep("at", new JsonArray([.. times.Select(time => (JsonNode)time)]));
        return new SampleTimes.At(times);
    }

    private static void RequireMet(SourceValue value, double time, LearningRule learning, bool isInterval)
    {
        if (StepOf(learning) is not double step)
        {
            return;
        }
        bool isTooShort = isInterval && Math.Round(time / step) < 1;
        if (!StepGrid.Meets(time, step) || isTooShort)
        {
            (double below, double above) = StepGrid.Neighbours(time, step);
            string nearest =
                below > 0 || !isInterval
                    ? $"{Display.Number(below)} or {Display.Number(above)}"
                    : Display.Number(above);
            throw value.Error(
                learning is DescentSettings
                    ? $"must be a whole number of epochs, but is {Display.Number(time)}. Nearest: {nearest}."
                    : $"must be {(isInterval ? "a whole number of steps" : "met by a step")}, but {Display.Number(time)} is "
                        + $"{Display.Number(time / step)} steps of {Display.Number(step)}. Nearest: {nearest}."
            );
        }
    }

    private static string EndOf(LearningRule learning) => learning is DescentSettings ? "epochs" : "until";

    // An epoch is the step of a descent.
    private static double? StepOf(LearningRule learning) =>
        learning switch
        {
            FlowSettings { Steps: StepRule.Fixed { Step: double step } } => step,
            DescentSettings => 1,
            _ => null,
        };
}
