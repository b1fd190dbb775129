using Dynamics.Theory.Curvature;
using Dynamics.Theory.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Theory.Chains;

/// <summary>The loss ½d(s/d − a_1⋯a_L)² of a chain of scalar layers, ŷ = a_L⋯a_1 x: its gradient, its critical points, and what leads to saddles.</summary>
/// <remarks>
/// With ½ the mean square of errors, s = E[xy] and d = E[x²]; what the best map leaves, ½(E[y²] − s²/d), is not counted. There is
/// no gradient on the surface a_1⋯a_L = s/d, and, for s ≠ 0, where two layers or more are 0. With m ≥ 2 of them 0, the loss
/// changes by −s Π_{others} a · Π_{these} a to lowest order: m = 2 is a saddle of curvature ±s Π_{others} a, m ≥ 3 a flat one, and the origin
/// is of order L.
/// </remarks>
public sealed class ChainLandscape
{
    private const double Rounding = 1e-12;

    /// <param name="depth">L ≥ 2.</param>
    /// <param name="singularValue">s of Σ^yx; finite, of any sign.</param>
    /// <param name="inputVariance">d = E[x²] &gt; 0, 1 for whitened inputs; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public ChainLandscape(int depth, double singularValue, double inputVariance)
    {
        Depth = Require.AtLeast(2, depth, "The depth L", nameof(depth));
        SingularValue = Require.Finite(singularValue, "The singular value s", nameof(singularValue));
        InputVariance = Require.Positive(inputVariance, "The input variance d", nameof(inputVariance));
    }

    /// <summary>L.</summary>
    public int Depth { get; }

    /// <summary>s.</summary>
    public double SingularValue { get; }

    /// <summary>d.</summary>
    public double InputVariance { get; }

    /// <summary>s/d, the strength of every minimum: for L = 2 the hyperbola a_1 a_2 = s/d.</summary>
    public double Target => SingularValue / InputVariance;

    /// <summary>The critical point at which all layers are 0: for L = 2 a saddle of curvatures ±s, deeper a flat one of order L; a minimum if s = 0.</summary>
    public ChainCriticalPoint Origin => CriticalPointAt(new double[Depth])!;

    /// <summary>½d(s/d − u)².</summary>
    /// <param name="layers">a_1 … a_L, finite.</param>
    /// <exception cref="ArgumentException">There are not L layers, or one is not finite.</exception>
    public double LossAt(IReadOnlyList<double> layers)
    {
        double missing = Target - Product(Checked(layers), -1);
        return InputVariance * missing * missing / 2;
    }

    /// <summary>∂/∂a_l = −(s − d u) Π_{k≠l} a_k.</summary>
    /// <inheritdoc cref="LossAt"/>
    public double[] GradientAt(IReadOnlyList<double> layers)
    {
        double error = SingularValue - InputVariance * Product(Checked(layers), -1);
        return [.. Enumerable.Range(0, Depth).Select(layer => -error * Product(layers, layer))];
    }

    /// <summary>The L × L matrix of second derivatives.</summary>
    /// <inheritdoc cref="LossAt"/>
    public Matrix<double> HessianAt(IReadOnlyList<double> layers) =>
        ChainHessian.Of(Checked(layers), SingularValue, InputVariance);

    /// <summary>What a point without gradient is; null where there is one. s − du within a relative 1e-12 of 0 is 0.</summary>
    /// <inheritdoc cref="LossAt"/>
    public ChainCriticalPoint? CriticalPointAt(IReadOnlyList<double> layers)
    {
        double strength = Product(Checked(layers), -1);
        double pull = InputVariance * strength;
        int zeros = layers.Count(layer => layer == 0);
        // Of the layers that are not 0.
        double others = layers.Where(layer => layer != 0).Aggregate(1.0, (product, layer) => product * layer);
        if (Math.Abs(SingularValue - pull) <= Rounding * (Math.Abs(SingularValue) + Math.Abs(pull)))
        {
            double across = zeros switch
            {
                0 => layers.Sum(layer => strength / layer * (strength / layer)),
                1 => others * others,
                _ => 0,
            };
            return new(CriticalPointKind.Minimum, 2 * Math.Max(1, zeros), Spectrum(InputVariance * across, 0));
        }
        double curvature = Math.Abs(SingularValue * others);
        return zeros switch
        {
            < 2 => null,
            2 => new(CriticalPointKind.Saddle, 2, Spectrum(curvature, -curvature)),
            _ => new(CriticalPointKind.FlatSaddle, zeros, Spectrum(0, 0)),
        };
    }

    /// <summary>Whether the gradient flow ends on a saddle and not in a minimum, exactly.</summary>
    /// <remarks>
    /// The flow keeps all a_l² − a_k². So it does where two layers or more tie as the smallest in magnitude, and u has not the sign of s ≠ 0:
    /// these go to 0 together. For L = 2 they are the points a_2 = −a_1 sign(s), which go to the origin.
    /// </remarks>
    /// <inheritdoc cref="LossAt"/>
    public bool FlowEndsOnSaddle(IReadOnlyList<double> layers)
    {
        double smallest = Checked(layers).Min(Math.Abs);
        int tied = layers.Count(layer => Math.Abs(layer) == smallest);
        bool isWrong = layers.Contains(0) || layers.Count(layer => layer < 0) % 2 == (SingularValue > 0 ? 1 : 0);
        return SingularValue != 0 && tied >= 2 && isWrong;
    }

    /// <summary>Whether descent on two layers ends on the saddle a_1 = a_2 = 0 from a point of the line a_2 = −a_1 sign(s).</summary>
    /// <remarks>
    /// The line is kept exactly, a_1' = a_1(1 − η(|s| + d a_1²)), and leads to the saddle for η(|s| + d a_1²) &lt; 2; beyond that it leads
    /// to infinity. Off the line there are only the curves that a step throws onto it, d a_1 a_2 = s + sign(s)/η and what a step throws
    /// onto these; they are not told here, as rounding leaves them.
    /// </remarks>
    /// <param name="layers">a_1, a_2, finite.</param>
    /// <param name="learningRate">η &gt; 0.</param>
    /// <exception cref="ArgumentException">L ≠ 2, there are not two layers, or a value is out of range.</exception>
    public bool DescentEndsOnSaddle(IReadOnlyList<double> layers, double learningRate)
    {
        Require.Positive(learningRate, "The learning rate η", nameof(learningRate));
        if (Depth != 2)
        {
            throw new ArgumentException(
                $"This is known for L = 2, but the chain has L = {Depth}. FlowEndsOnSaddle knows any depth.",
                nameof(layers)
            );
        }
        double first = Checked(layers)[0];
        double push = learningRate * (Math.Abs(SingularValue) + InputVariance * first * first);
        return SingularValue != 0 && layers[1] == -Math.Sign(SingularValue) * first && (first == 0 || push < 2);
    }

    private double[] Spectrum(double largest, double smallest) => [largest, .. new double[Depth - 2], smallest];

    private static double Product(IReadOnlyList<double> layers, int without)
    {
        double product = 1;
        for (int layer = 0; layer < layers.Count; layer++)
        {
            product *= layer == without ? 1 : layers[layer];
        }
        return product;
    }

    private IReadOnlyList<double> Checked(IReadOnlyList<double> layers) =>
        layers.Count == Depth && layers.All(double.IsFinite)
            ? layers
            : throw new ArgumentException(
                $"A chain of L = {Depth} needs that many finite layers, but is given {layers.Count}: {string.Join(", ", layers.Take(5))}.",
                nameof(layers)
            );
}
