using Dynamics.Theory.Modes;
using Dynamics.Theory.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Theory.Matrices;

/// <summary>The velocity of every layer of a deep linear network under gradient flow; a right-hand side to be integrated.</summary>
/// <remarks>
/// τẆ_l = (W_L⋯W_{l+1})ᵀ (Σ^yx − WΣ^x) (W_{l−1}⋯W_1)ᵀ − γW_l, W = W_L⋯W_1. Source: Saxe, McClelland and Ganguli, arXiv:1312.6120. Of balanced
/// weights the velocity of W depends on W alone, <see cref="EndToEndFlow"/>: the fewest layers with the same W(0),
/// <see cref="BalancedLayers"/>, have the same W at every time.
/// </remarks>
public sealed class LayersFlow
{
    private readonly Matrix<double> sigmaYX;
    private readonly Matrix<double> sigmaX;
    private readonly double weightDecay;
    private readonly double timeConstant;

    /// <param name="sigmaYX">Σ^yx = E[y xᵀ], N_y × N_x. Copied.</param>
    /// <param name="sigmaX">Σ^x = E[x xᵀ], N_x × N_x. Copied.</param>
    /// <param name="timeConstant">τ &gt; 0.</param>
    /// <param name="weightDecay">γ ≥ 0 of ½γΣ‖W_l‖².</param>
    /// <exception cref="ArgumentException">A shape does not fit, an entry is not finite, or a number is out of its range.</exception>
    public LayersFlow(Matrix<double> sigmaYX, Matrix<double> sigmaX, double timeConstant, double weightDecay = 0)
    {
        Require.Moments(sigmaYX: sigmaYX, sigmaX: sigmaX);
        this.timeConstant = Require.Positive(timeConstant, "The time constant τ", nameof(timeConstant));
        this.weightDecay = Require.NotNegative(weightDecay, "The weight decay γ", nameof(weightDecay));
        this.sigmaYX = sigmaYX.Clone();
        this.sigmaX = sigmaX.Clone();
    }

    /// <summary>dW_1/dt … dW_L/dt.</summary>
    /// <param name="layers">W_1 … W_L, input side first, at least one; finite.</param>
    /// <exception cref="ArgumentException">The layers do not fit one another or the task.</exception>
    public Matrix<double>[] VelocityAt(IReadOnlyList<Matrix<double>> layers)
    {
        WeightShapes.RequireChain(layers);
        if (layers[0].ColumnCount != sigmaYX.ColumnCount || layers[^1].RowCount != sigmaYX.RowCount)
        {
            throw new ArgumentException(
                $"The layers must map {sigmaYX.ColumnCount} inputs to {sigmaYX.RowCount} outputs, but map {layers[0].ColumnCount} to {layers[^1].RowCount}.",
                nameof(layers)
            );
        }
        Matrix<double>[] below = new Matrix<double>[layers.Count]; // W_l⋯W_1
        for (int layer = 0; layer < layers.Count; layer++)
        {
            below[layer] = layer == 0 ? layers[0] : layers[layer] * below[layer - 1];
        }
        Matrix<double> carried = (sigmaYX - below[^1] * sigmaX) / timeConstant;
        Matrix<double>[] velocities = new Matrix<double>[layers.Count];
        for (int layer = layers.Count - 1; layer >= 0; layer--)
        {
            velocities[layer] = layer == 0 ? carried : carried.TransposeAndMultiply(below[layer - 1]);
            carried = layer == 0 ? carried : layers[layer].TransposeThisAndMultiply(carried);
            if (weightDecay > 0)
            {
                velocities[layer] -= weightDecay / timeConstant * layers[layer];
            }
        }
        return velocities;
    }
}
