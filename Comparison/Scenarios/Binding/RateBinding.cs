using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation.Descent;
using Dynamics.Theory;
using Dynamics.Theory.Quadratics;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>The setting "rate" of a descent: a number, a fraction of the predicted critical rate of the run, or the best.</summary>
/// <remarks>The word or fraction is what is written down, so that an option that changes depth or task keeps its meaning.</remarks>
internal static class RateBinding
{
    private static readonly NumberRange positive = NumberRange.Positive with { Example = "0.5" };

    /// <summary>What <see cref="QuadraticRates"/> has for the task, as "rate" and, with momentum, as "momentum".</summary>
    public const string Optimal = "optimal";

    /// <summary>Whether a setting is the word for the best.</summary>
    public static bool IsOptimal(SourceValue? value) =>
        value is { Kind: SourceKind.Text or SourceKind.Bare, Raw: Optimal };

    /// <summary>η, or 1 in its place until <see cref="Resolve"/> knows what a word or a fraction is of.</summary>
    public static double Bind(ObjectFields fields)
    {
        if (IsOptimal(fields.Optional("rate")))
        {
            fields.Keep("rate", Optimal);
            return 1;
        }
        if (fields.Optional("rate") is { Kind: SourceKind.Text or SourceKind.Bare } word && word.Raw.All(char.IsLetter))
        {
            throw word.Error(
                $"must be a positive number, \"{Optimal}\" or a fraction of the critical rate, but is {word.Given}. "
                    + "Example: { \"ofCritical\": 0.9 }."
            );
        }
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
        SourceValue? momentum = fields.Optional("optimiser")?.Members.GetValueOrDefault("momentum");
        if (IsOptimal(fields.Optional("rate")))
        {
            return Best(descent, fields.Optional("rate")!, momentum, task, context);
        }
        if (IsOptimal(momentum))
        {
            throw momentum!.Error(
                "must be a number where \"rate\" is one, but is \"optimal\": the two are best together. Give \"rate\": \"optimal\"."
            );
        }
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

    /// <summary>The rate, and the momentum, that bring the worst eigenmode of a quadratic down fastest in the long run.</summary>
    private static DescentSettings Best(
        DescentSettings descent,
        SourceValue rate,
        SourceValue? momentum,
        LearningTask task,
        BindingContext context
    )
    {
        if (momentum is not null && !IsOptimal(momentum))
        {
            throw momentum.Error(
                $"must be \"optimal\" where \"rate\" is, but is {momentum.Given}: the two are best together."
            );
        }
        return BestRates.Of(task, context.Architecture!, descent) switch
        {
            ClosedForm<MomentumChoice>.Found { Solution: var best } => descent with
            {
                Rate = best.LearningRate,
                Optimiser = descent.Optimiser is Optimiser.Momentum moving
                    ? moving with
                    {
                        Coefficient = best.Momentum,
                    }
                    : descent.Optimiser,
            },
            ClosedForm<MomentumChoice>.None none => throw rate.Error(
                $"must be a number where no best rate is known, but is \"optimal\". {none.Because}"
            ),
            _ => throw new InvalidOperationException("An answer is found, or there is none."),
        };
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
