using Dynamics.Comparison.Scenarios;

namespace Dynamics.Comparison.Predictions;

/// <summary>Says, before a run, how much one of its columns will fluctuate in the end.</summary>
/// <remarks>No curve: what a curve is in the mean is for <see cref="IPrediction"/>.</remarks>
public interface IVariancePrediction
{
    /// <summary>Short name, used in column names such as <c>variance:z1@noise</c>.</summary>
    string Name { get; }

    /// <summary>The stationary variance of a column of a run.</summary>
    /// <param name="task">What is learned.</param>
    /// <param name="run">The run.</param>
    /// <param name="column">The column, such as <c>z1</c>.</param>
    /// <returns>Null where the theory has nothing to say.</returns>
    double? VarianceOf(LearningTask task, RunPlan run, string column);
}

/// <summary>The theories of stationary variances that sweeps ask.</summary>
public static class VariancePredictions
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IVariancePrediction> All { get; } = [new NoisePrediction()];
}
