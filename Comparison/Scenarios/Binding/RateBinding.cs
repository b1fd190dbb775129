using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation.Descent;
using Dynamics.Theory;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>The setting "rate" of a descent: a number, or a fraction of the predicted critical rate of the run.</summary>
/// <remarks>The fraction is what is written down, so that an option that changes the depth keeps its meaning.</remarks>
internal static class RateBinding
{
    private static readonly NumberRange positive = NumberRange.Positive with { Example = "0.5" };

    /// <summary>η, or 1 in place of a fraction until <see cref="Resolve"/> knows what it is of.</summary>
    public static double Bind(ObjectFields fields)
    {
        if (fields.Optional("rate") is not { Kind: SourceKind.Object } value)
        {
            return fields.Number("rate", positive);
        }
        _ = Fraction(value, fields);
        return 1;
    }

    /// <summary>The descent at the rate that is meant.</summary>
    public static DescentSettings Resolve(
        DescentSettings descent,
        ObjectFields fields,
        LearningTask task,
        BindingContext context
    )
    {
        if (fields.Optional("rate") is not { Kind: SourceKind.Object } value)
        {
            return descent;
        }
        double fraction = Fraction(value, fields);
        double rate = CriticalRate.Of(task, context.Architecture!, descent) switch
        {
            ClosedForm<double>.Found critical => fraction * critical.Solution,
            ClosedForm<double>.None none => throw value.Error(
                $"must be a number where no critical rate is known, but is {value.Given}. {none.Because}"
            ),
            _ => throw new InvalidOperationException("An answer is found, or there is none."),
        };
        return rate > 0 && double.IsFinite(rate)
            ? descent with
            {
                Rate = rate,
            }
            : throw value.Error(
                $"must be a fraction of the critical rate that is a positive number, but is {Display.Number(rate)}. Give a rate."
            );
    }

    private static double Fraction(SourceValue value, ObjectFields fields) =>
        new ObjectFields(value, fields.KeepObject("rate"), ["ofCritical"]).Number(
            "ofCritical",
            positive with
            {
                Example = "0.99",
            }
        );
}
