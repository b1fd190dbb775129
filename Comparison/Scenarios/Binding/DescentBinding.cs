using System.Text.Json.Nodes;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>The object "learning" of a run whose kind is "descent".</summary>
internal static class DescentBinding
{
    private static readonly OrderedDictionary<string, Loss> losses = new()
    {
        ["mse"] = Loss.MeanSquared,
        ["halfSquared"] = Loss.HalfSquared,
        ["crossEntropy"] = Loss.CrossEntropy,
    };

    private static readonly OrderedDictionary<string, IReadOnlyList<string>> orders = new()
    {
        ["shuffled"] = ["seed"],
        ["drawn"] = ["seed"],
        ["inTurn"] = [],
        ["file"] = ["path"],
    };

    // What others call this schedule; it is kept as "inverse".
    private const string InverseOfTime = "1/t";

    private static readonly OrderedDictionary<string, IReadOnlyList<string>> schedules = new()
    {
        ["constant"] = [],
        ["step"] = ["every", "factor"],
        ["cosine"] = ["final"],
        ["inverse"] = ["halfAt"],
        [InverseOfTime] = ["halfAt"],
    };

    public static DescentSettings Bind(ObjectFields fields, LearningTask task, BindingContext context)
    {
        if (task.Items is not DataSet items)
        {
            throw fields.Error(
                "kind",
                "must be \"flow\" for a task of which only moments are given: a descent needs items. "
                    + "Take a task of kind \"diffuseTree\", \"teacherStudent\" or \"data\"."
            );
        }
        double rate = RateBinding.Bind(fields);
        int epochs = fields.Whole("epochs", minimum: 0);
        int batch = Batch(fields, items);
        string loss = fields.Choice("loss", [.. losses.Keys], "mse");
        if (losses[loss] == Loss.CrossEntropy)
        {
            RequireClasses(fields, items);
        }
        DescentSettings plain = new(rate, epochs, batch, losses[loss], Order(fields, items, epochs, context))
        {
            Schedule = Schedule(fields),
        };
        return OptimiserBinding.Bind(fields, plain);
    }

    private static int Batch(ObjectFields fields, DataSet items)
    {
        string words = $"a whole number of items from 1 to {items.Count},";
        NumberRange range = NumberRange.Positive with { Words = words, Example = "1" };
        NumberOrWord given = fields.NumberOrWord("batch", range, ["all"]);
        if (given.Word is not null)
        {
            return items.Count;
        }
        return given.Number == Math.Floor(given.Number) && given.Number <= items.Count
            ? (int)given.Number
            : throw fields.Error(
                "batch",
                $"must be {words} or \"all\", but is {Display.Number(given.Number)}. Example: 1."
            );
    }

    private static ItemOrder Order(ObjectFields fields, DataSet items, int epochs, BindingContext context)
    {
        if (fields.Optional("order") is not SourceValue value)
        {
            fields.Keep("order", new JsonObject { ["kind"] = "shuffled", ["seed"] = 1 });
            return new ItemOrder.Shuffled(1);
        }
        (string kind, ObjectFields order) = ObjectFields.OfKind(value, fields.KeepObject("order"), orders);
        return kind switch
        {
            "shuffled" => new ItemOrder.Shuffled(order.Whole("seed", int.MinValue)),
            "drawn" => new ItemOrder.Drawn(order.Whole("seed", int.MinValue)),
            "inTurn" => new ItemOrder.InTurn(),
            _ => Given(order, items, epochs, context),
        };
    }

    /// <summary>One epoch per row, 0-based item numbers.</summary>
    private static ItemOrder.Given Given(ObjectFields order, DataSet items, int epochs, BindingContext context)
    {
        SourceValue path = order.Required("path", "\"path\": \"order.csv\"");
        (Matrix<double> rows, JsonNode setting) = path.Matrix(context);
        order.Keep("path", setting);
        if (rows.RowCount < epochs || rows.ColumnCount != items.Count)
        {
            throw path.Error(
                $"must have a row for each of {epochs} epochs with each of {items.Count} items once, but is "
                    + $"{rows.RowCount}×{rows.ColumnCount}. Number items from 0."
            );
        }
        return new ItemOrder.Given([
            .. Enumerable.Range(0, epochs).Select(epoch => Permutation(path, rows.Row(epoch), epoch)),
        ]);
    }

    private static int[] Permutation(SourceValue path, Vector<double> row, int epoch)
    {
        int[] placeOf = new int[row.Count]; // 1-based, 0 for an item not met
        int[] order = new int[row.Count];
        for (int place = 1; place <= order.Length; place++)
        {
            double item = row[place - 1];
            if (item != Math.Floor(item) || item < 0 || item >= order.Length)
            {
                throw Refused($"names {Display.Number(item)} in place {place}, which is no item");
            }
            if (placeOf[(int)item] is > 0 and int before)
            {
                int missing = Enumerable.Range(0, order.Length).First(other => !row.Contains(other));
                throw Refused($"names item {item} in places {before} and {place} and leaves out item {missing}");
            }
            placeOf[(int)item] = place;
            order[place - 1] = (int)item;
        }
        return order;

        ScenarioException Refused(string what) =>
            path.Error(
                $"must have each item from 0 to {order.Length - 1} once in every row, but row {epoch + 1} {what}. Name each once."
            );
    }

    private static RateSchedule Schedule(ObjectFields fields)
    {
        if (fields.Optional("schedule") is not SourceValue value)
        {
            fields.Keep("schedule", new JsonObject { ["kind"] = "constant" });
            return new RateSchedule.Constant();
        }
        (string kind, ObjectFields schedule) = ObjectFields.OfKind(value, fields.KeepObject("schedule"), schedules);
        return kind switch
        {
            "step" => new RateSchedule.Stepwise(
                schedule.Whole("every", minimum: 1),
                schedule.Number("factor", NumberRange.Positive with { Example = "0.5" })
            ),
            "cosine" => new RateSchedule.Cosine(schedule.Number("final", NumberRange.NotNegative, otherwise: 0)),
            "inverse" or InverseOfTime => Inverse(schedule),
            _ => new RateSchedule.Constant(),
        };
    }

    private static RateSchedule.Inverse Inverse(ObjectFields schedule)
    {
        schedule.Keep("kind", "inverse");
        return new RateSchedule.Inverse(schedule.Number("halfAt", NumberRange.Positive with { Example = "100" }));
    }

    private static void RequireClasses(ObjectFields fields, DataSet items)
    {
        ReadOnlySpan<double> targets = items.Targets.Span;
        for (int item = 0; item < items.Count; item++)
        {
            ReadOnlySpan<double> target = targets.Slice(item * items.TargetWidth, items.TargetWidth);
            if (target.Count(1.0) != 1 || target.Count(0.0) != items.TargetWidth - 1)
            {
                throw fields.Error(
                    "loss",
                    $"must be \"mse\" or \"halfSquared\" unless every target is one-hot, but \"crossEntropy\" meets item {item}, whose target "
                        + "is not. Give one 1 and zeros else."
                );
            }
        }
    }
}
