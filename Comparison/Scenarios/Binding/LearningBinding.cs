using System.Text.Json.Nodes;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>The object "learning" of a run.</summary>
internal static class LearningBinding
{
    private const double DefaultRelativeTolerance = 1e-8;

    // At most this, see StepRule.Adaptive.BesideStart.
    private const double DefaultAbsoluteTolerance = 1e-10;
    private const string OfStart = "ofStart";

    // Above this, k and k + 1 are the same double, and no machine takes as many steps.
    private const double MostSteps = 9e15;

    private static readonly OrderedDictionary<string, IReadOnlyList<string>> kinds = new()
    {
        ["flow"] = ["method", "step", "relativeTolerance", "absoluteTolerance", "timeConstant", "weightDecay", "until"],
        ["descent"] = ["rate", "epochs", "batch", "order", "loss", "schedule", "optimiser", "weightDecay", "averaging"],
    };

    private static readonly OrderedDictionary<string, ButcherTableau> methods = new()
    {
        ["euler"] = ButcherTableau.Euler,
        ["heun"] = ButcherTableau.Heun,
        ["rk4"] = ButcherTableau.ClassicalRungeKutta,
        ["dormandPrince"] = ButcherTableau.DormandPrince,
    };

    public static LearningRule Bind(SourceValue value, JsonObject effective, LearningTask task, BindingContext context)
    {
        (string kind, ObjectFields fields) = ObjectFields.OfKind(value, effective, kinds);
        return kind == "descent"
            ? RateBinding.Resolve(DescentBinding.Bind(fields, task, context), fields, task, context)
            : Flow(fields);
    }

    private static FlowSettings Flow(ObjectFields fields)
    {
        string method = fields.Choice("method", [.. methods.Keys]);
        StepRule steps = methods[method].IsEmbedded ? Adaptive(fields, method) : Fixed(fields, method);
        double timeConstant = fields.Number("timeConstant", NumberRange.Positive);
        double weightDecay = fields.Number("weightDecay", NumberRange.NotNegative, otherwise: 0);
        double until = fields.Number("until", NumberRange.NotNegative with { Example = "15" });
        if (steps is StepRule.Fixed { Step: double step })
        {
            RequireWholeSteps(fields, step, until);
        }
        return new FlowSettings(steps, timeConstant, until) { WeightDecay = weightDecay };
    }

    private static StepRule.Fixed Fixed(ObjectFields fields, string method)
    {
        foreach (string key in (string[])["relativeTolerance", "absoluteTolerance"])
        {
            if (fields.Has(key))
            {
                throw fields.Error(
                    key,
                    $"must not be given with {Display.Text(method)}, whose step is fixed, but is. Remove it, or take \"dormandPrince\"."
                );
            }
        }
        return new StepRule.Fixed(methods[method], fields.Number("step", NumberRange.Positive));
    }

    private static StepRule.Adaptive Adaptive(ObjectFields fields, string method)
    {
        if (fields.Has("step"))
        {
            throw fields.Error(
                "step",
                $"must not be given with {Display.Text(method)}, which chooses its own steps, but is. "
                    + "Remove it and set \"relativeTolerance\", or take \"rk4\"."
            );
        }
        double relativeTolerance = fields.Number(
            "relativeTolerance",
            NumberRange.Positive with
            {
                Example = "1e-8",
            },
            DefaultRelativeTolerance
        );
        NumberOrWord absoluteTolerance = fields.NumberOrWord(
            "absoluteTolerance",
            NumberRange.Positive with
            {
                Example = "1e-10",
            },
            [OfStart],
            otherwise: OfStart
        );
        return new StepRule.Adaptive(
            methods[method],
            relativeTolerance,
            absoluteTolerance.Word is null ? absoluteTolerance.Number : DefaultAbsoluteTolerance
        )
        {
            FollowsStart = absoluteTolerance.Word is not null,
        };
    }

    private static void RequireWholeSteps(ObjectFields fields, double step, double until)
    {
        double count = until / step;
        if (count > MostSteps)
        {
            throw fields.Error(
                "until",
                $"must be reached in at most {MostSteps:0e0} steps, but {Display.Number(until)} is {Display.Number(count)} steps of "
                    + $"{Display.Number(step)}. Take a larger step."
            );
        }
        if (!StepGrid.Meets(until, step))
        {
            (double below, double above) = StepGrid.Neighbours(until, step);
            double fitting = until / Math.Max(1, Math.Round(count));
            throw fields.Error(
                "until",
                $"must be a whole number of steps, but {Display.Number(until)} is {Display.Number(count)} steps of {Display.Number(step)}. "
                    + $"Nearest: until {Display.Number(below)} or {Display.Number(above)}, or step {Display.Number(fitting)}."
            );
        }
    }
}
