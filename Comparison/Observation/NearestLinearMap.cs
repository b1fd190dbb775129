using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Observation;

/// <summary>The linear map nearest to answers Ŷ on the items of a task, in least squares: ŶXᵀ(XXᵀ)⁺.</summary>
internal static class NearestLinearMap
{
    /// <summary>Xᵀ(XXᵀ)⁺, N × N_x, where Σ^x is XXᵀ or a mean, XXᵀ/N: by it, answers become the map nearest to them.</summary>
    /// <param name="task">A task of items.</param>
    /// <param name="items">Its items.</param>
    public static Matrix<double> FromAnswers(LearningTask task, DataSet items)
    {
        Matrix<double> nearest = task.LeastSquares(
            Matrix<double>.Build.Dense(items.InputWidth, items.Count, items.Inputs.ToArray()).Transpose()
        );
        return task.Convention == MomentConvention.Mean ? nearest / items.Count : nearest;
    }
}
