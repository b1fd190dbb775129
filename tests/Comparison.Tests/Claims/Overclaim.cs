using Dynamics.Comparison.Predictions;

namespace ComparisonTests.Claims;

/// <summary>A theory that claims more than it keeps: another one, changed.</summary>
internal sealed class Overclaim(IPrediction honest, Func<Forecast.Curves, Forecast.Curves> change) : IPrediction
{
    public string Name => "overclaim";

    public Forecast Predict(PredictionContext context) =>
        honest.Predict(context) is Forecast.Curves curves
            ? change(curves)
            : new Forecast.None("The honest one is silent.");

    /// <summary>All curves multiplied by a factor.</summary>
    public static Forecast.Curves Times(Forecast.Curves curves, double factor) =>
        Changed(
            curves,
            (_, values) =>
            {
                foreach (ref double value in values)
                {
                    value *= factor;
                }
            }
        );

    /// <summary>The same curves, each time changed once more.</summary>
    public static Forecast.Curves Changed(Forecast.Curves curves, CurveEvaluator change) =>
        curves with
        {
            At = (time, values) =>
            {
                curves.At(time, values);
                change(time, values);
            },
        };

    /// <summary>The same curves, all assumptions said to hold.</summary>
    public static Forecast.Curves Hold(Forecast.Curves curves) =>
        curves with
        {
            Assumptions = [.. curves.Assumptions.Select(assumption => assumption with { Holds = true })],
        };
}
