using System.Globalization;
using Dynamics.Comparison.Scenarios;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Predictions;

/// <summary>The start of a network without hidden layers, as a formula of its whole map is given it.</summary>
internal static class ShallowStart
{
    /// <summary>The map the formula begins with, and whether it is that of the weights at hand.</summary>
    /// <param name="initialStrength">b₀ of every mode, for b₀ Σ uvᵀ; measured and overlap both mean the weights at hand.</param>
    /// <param name="context">A run of one layer.</param>
    public static (Matrix<double> Start, Assumption IsGiven) Of(
        InitialStrength initialStrength,
        PredictionContext context
    )
    {
        LearningTask task = context.Task;
        Matrix<double> actual = context.StartingWeights[0];
        Matrix<double> start = initialStrength is InitialStrength.Prescribed prescribed
            ? task.Modes.MapOf([.. Enumerable.Repeat(prescribed.Value, task.Modes.SingularValues.Count)])
            : actual;
        // Not MathNet's own FrobeniusNorm: it multiplies a matrix by its transpose, however tall that is.
        double distance = Distance.Euclidean(start.ToColumnMajorArray(), actual.ToColumnMajorArray());
        bool isGiven = distance <= 1e-12 * actual.Enumerate().Max(Math.Abs);
        return (
            start,
            new Assumption(
                "the formula is given the map of the start",
                isGiven,
                isGiven
                    ? "no difference beyond rounding"
                    : string.Create(CultureInfo.InvariantCulture, $"‖given − W(0)‖ = {distance:g3}")
            )
        );
    }
}
