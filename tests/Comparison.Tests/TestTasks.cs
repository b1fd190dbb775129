using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests;

/// <summary>Tasks that many tests share.</summary>
internal static class TestTasks
{
    /// <summary>Σ^yx of the course sheet: s = √7, √3, 1, 1.</summary>
    public static Matrix<double> SheetSigmaYX { get; } =
        Matrix<double>.Build.DenseOfArray(
            new double[,]
            {
                { 1, 1, 1, 1 },
                { 1, 1, 0, 0 },
                { 0, 0, 1, 1 },
                { 1, 0, 0, 0 },
                { 0, 1, 0, 0 },
                { 0, 0, 1, 0 },
                { 0, 0, 0, 1 },
            }
        );

    /// <summary>The course sheet: whitened inputs.</summary>
    public static LearningTask Sheet { get; } = new(Matrix<double>.Build.DenseIdentity(4), SheetSigmaYX);

    /// <summary>The sheet's Σ^yx with coloured inputs that share its input modes: d = 2, 0.5, 1.5, 1.5.</summary>
    public static LearningTask Coloured { get; } = new(ColouredSigmaX(), SheetSigmaYX);

    /// <summary>The learning rule of a run that is a flow.</summary>
    public static FlowSettings Flow(this RunPlan run) => run.Learning.ShouldBeOfType<FlowSettings>();

    private static Matrix<double> ColouredSigmaX()
    {
        Matrix<double> v = Sheet.Modes.InputModes;
        Matrix<double> sigmaX = v * Matrix<double>.Build.DenseOfDiagonalArray([2, 0.5, 1.5, 1.5]) * v.Transpose();
        return (sigmaX + sigmaX.Transpose()) / 2;
    }
}
