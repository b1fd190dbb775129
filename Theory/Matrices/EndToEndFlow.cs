using Dynamics.Theory.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Theory.Matrices;

/// <summary>The velocity of the whole map W = W_L⋯W_1 of a linear network of any depth and balanced weights: it depends on W alone.</summary>
/// <remarks>
/// τẆ = Σ_k (WWᵀ)^{(L−k)/L} (Σ^yx − WΣ^x) (WᵀW)^{(k−1)/L} − LγW, k = 1 … L, wherever W_{l+1}ᵀW_{l+1} = W_lW_lᵀ for all l. With
/// W = U diag(σ) Vᵀ an entry of UᵀẆV is that of Uᵀ(Σ^yx − WΣ^x)V times Σ_k σ_i^{2(L−k)/L} σ_j^{2(k−1)/L}, 0⁰ = 1. Unlike a mode's
/// solution it needs neither alignment nor shared input directions, and it has no closed form. The rank of W is conserved, but as an
/// unstable balance that rounding breaks: integrate <see cref="LayersFlow"/> from <see cref="BalancedLayers"/>. Source: Arora, Cohen and Hazan, arXiv:1802.06509.
/// </remarks>
public sealed class EndToEndFlow
{
    private const double MachineEpsilon = 2.220446049250313e-16;

    private readonly Matrix<double> sigmaYX;
    private readonly Matrix<double> sigmaX;
    private readonly int depth;
    private readonly double weightDecay;
    private readonly double timeConstant;

    /// <param name="sigmaYX">Σ^yx = E[y xᵀ], N_y × N_x. Copied.</param>
    /// <param name="sigmaX">Σ^x = E[x xᵀ], N_x × N_x. Copied.</param>
    /// <param name="depth">L ≥ 1.</param>
    /// <param name="timeConstant">τ &gt; 0.</param>
    /// <param name="weightDecay">γ ≥ 0 of ½γΣ‖W_l‖².</param>
    /// <exception cref="ArgumentException">A shape does not fit, an entry is not finite, or a number is out of its range.</exception>
    public EndToEndFlow(
        Matrix<double> sigmaYX,
        Matrix<double> sigmaX,
        int depth,
        double timeConstant,
        double weightDecay = 0
    )
    {
        Require.Moments(sigmaYX: sigmaYX, sigmaX: sigmaX);
        this.depth = Require.AtLeast(1, depth, "The depth L", nameof(depth));
        this.timeConstant = Require.Positive(timeConstant, "The time constant τ", nameof(timeConstant));
        this.weightDecay = Require.NotNegative(weightDecay, "The weight decay γ", nameof(weightDecay));
        this.sigmaYX = sigmaYX.Clone();
        this.sigmaX = sigmaX.Clone();
    }

    /// <summary>dW/dt at a map.</summary>
    /// <param name="map">W, N_y × N_x; finite.</param>
    /// <exception cref="ArgumentException">The shape is another.</exception>
    public Matrix<double> VelocityAt(Matrix<double> map)
    {
        if (map.RowCount != sigmaYX.RowCount || map.ColumnCount != sigmaYX.ColumnCount)
        {
            throw new ArgumentException(
                $"The map must have the shape of Σ^yx, {sigmaYX.RowCount}×{sigmaYX.ColumnCount}, but is {map.RowCount}×{map.ColumnCount}.",
                nameof(map)
            );
        }
        Matrix<double> push = sigmaYX - map * sigmaX;
        if (depth > 1)
        {
            Svd<double> svd = map.Svd(computeVectors: true);
            double[] outputs = LayerStrengths(svd.S, map.RowCount);
            double[] inputs = LayerStrengths(svd.S, map.ColumnCount);
            Matrix<double> turned = svd.U.TransposeThisAndMultiply(push) * svd.VT.Transpose();
            turned.MapIndexedInplace((i, j, entry) => entry * Gain(outputs[i], inputs[j]));
            push = svd.U * turned * svd.VT;
        }
        return (push - depth * weightDecay * map) / timeConstant;
    }

    /// <summary>σ^{2/L}, the square of a layer's share of every singular value; 0 for directions the map leaves out.</summary>
    private double[] LayerStrengths(Vector<double> singularValues, int directions)
    {
        // A singular value 0 is 1e-17 in double precision, and its share of one of six layers is 1e-6.
        double rounding = Math.Max(sigmaYX.RowCount, sigmaYX.ColumnCount) * MachineEpsilon * singularValues[0];
        return
        [
            .. Enumerable
                .Range(0, directions)
                .Select(index =>
                    index < singularValues.Count && singularValues[index] > rounding
                        ? Math.Pow(singularValues[index], 2.0 / depth)
                        : 0
                ),
        ];
    }

    private double Gain(double output, double input)
    {
        double gain = 0;
        for (int layer = 1; layer <= depth; layer++)
        {
            gain += IntegerPower.Of(output, depth - layer) * IntegerPower.Of(input, layer - 1);
        }
        return gain;
    }
}
