using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;

namespace Dynamics.Comparison.Predictions;

/// <summary>What applies, of a network with hidden layers, where Σ^x and Σ^yx do not share their input directions.</summary>
/// <remarks>
/// Modes are coupled there and have no closed form. Other theories are named only after they have given curves for the same run, and
/// whitening only after it has succeeded on the inputs of the task.
/// </remarks>
internal static class CorrelatedInputs
{
    // The covariance of more inputs takes longer to factorise than many a run.
    private const int MostInputs = 1000;

    /// <summary>The forecast; where there is none, its reason goes on with what does apply to this run.</summary>
    public static Forecast WithRemedy(Forecast forecast, PredictionContext context)
    {
        if (forecast is not Forecast.None none || context.Depth < 2 || context.Task.Modes.SharesInputDirections)
        {
            return forecast;
        }
        string[] remedies = [.. Remedies(context)];
        return remedies.Length == 0
            ? forecast
            : new Forecast.None($"{none.Because} With these inputs: {string.Join("; ", remedies)}.");
    }

    private static IEnumerable<string> Remedies(PredictionContext context)
    {
        if (new EndToEndPrediction().Predict(context) is Forecast.Curves map)
        {
            yield return map.Assumptions.All(assumption => assumption.Holds)
                ? "the theory \"endToEnd\" applies to this run"
                : "the theory \"endToEnd\" applies from balanced weights, such as \"start\": { \"kind\": \"balanced\", … }";
        }
        if (new ReferencePrediction().Predict(context) is Forecast.Curves)
        {
            yield return "the theory \"reference\" applies from any initial weights";
        }
        if (CanBeWhitened(context.Task))
        {
            yield return "\"preprocess\": \"zcaWhitened\" in the task makes them white, so that modes move independently";
        }
    }

    /// <summary>Whether "preprocess" can be given in this task, and whitening succeeds.</summary>
    private static bool CanBeWhitened(LearningTask task)
    {
        if (
            task is not { Items: { } items, IsQuadratic: false, Tree: null, AssertsWhiteInputs: false }
            || task.Preprocessing is Preprocessing.PcaWhitened or Preprocessing.ZcaWhitened
            || items.InputWidth > MostInputs
        )
        {
            return false;
        }
        try
        {
            _ = items.Preprocessed(Preprocessing.ZcaWhitened);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
