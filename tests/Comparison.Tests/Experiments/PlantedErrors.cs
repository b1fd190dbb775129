using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Experiments;

/// <summary>The mistakes one makes when writing a two-layer gradient flow.</summary>
public enum Mistake
{
    /// <summary>None: the control.</summary>
    None,

    /// <summary>Σ^yx − Σ^xWᵀ instead of Σ^yx − WΣ^x.</summary>
    TransposedProduct,

    /// <summary>Σ^yx − WᵀΣ^x instead of Σ^yx − WΣ^x.</summary>
    TransposedMap,

    /// <summary>Σ^yx − W instead of Σ^yx − WΣ^x.</summary>
    DroppedInputCorrelation,

    /// <summary>One layer learns twice as fast.</summary>
    FactorTwo,
}

/// <summary>A copy of the two-layer flow, written with MathNet matrices, in which one mistake can be planted.</summary>
internal sealed class TwoLayerFlowWith(Mistake mistake, LayerSizes sizes, LearningTask task, double timeConstant)
    : IVectorField
{
    public int Dimension => sizes.Count;

    public void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative)
    {
        Matrix<double> w1 = Layer(0, state);
        Matrix<double> w2 = Layer(1, state);
        Matrix<double> w = w2 * w1;
        Matrix<double> residual = mistake switch
        {
            Mistake.DroppedInputCorrelation => task.SigmaYX - w,
            Mistake.TransposedProduct => task.SigmaYX - (task.SigmaX * w.Transpose()),
            Mistake.TransposedMap => task.SigmaYX - (w.Transpose() * task.SigmaX),
            _ => task.SigmaYX - (w * task.SigmaX),
        };
        double factor = mistake == Mistake.FactorTwo ? 2 : 1;
        Write(0, w2.TransposeThisAndMultiply(residual) * (factor / timeConstant), derivative);
        Write(1, residual.TransposeAndMultiply(w1) / timeConstant, derivative);
    }

    private Matrix<double> Layer(int layer, ReadOnlySpan<double> state) =>
        Matrix<double>.Build.Dense(sizes.Rows(layer), sizes.Columns(layer), state[sizes[layer]].ToArray());

    private void Write(int layer, Matrix<double> values, Span<double> derivative) =>
        values.ToColumnMajorArray().CopyTo(derivative[sizes[layer]]);
}
