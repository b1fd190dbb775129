using System.Numerics;
using MathNet.Numerics;

namespace Dynamics.Simulation.Networks;

/// <summary>A nonlinearity of the literature, as data: its value, its slope and the range of its values.</summary>
/// <remarks>Applied entry by entry; a number that is not finite stays so.</remarks>
public abstract class Activation
{
    private Activation(string name, double lowest, double highest) => (Name, Lowest, Highest) = (name, lowest, highest);

    /// <summary>φ(z) = z.</summary>
    public static Activation Identity { get; } = new Kinked("identity", slopeBelow: 1);

    /// <summary>φ(z) = max(z, 0).</summary>
    public static Activation Relu { get; } = new Kinked("relu", slopeBelow: 0);

    /// <summary>φ(z) = z above 0, 0.01 z below: PyTorch's LeakyReLU.</summary>
    public static Activation LeakyRelu { get; } = new Kinked("leakyRelu", slopeBelow: 0.01);

    /// <summary>φ(z) = tanh z.</summary>
    public static Activation Tanh { get; } =
        new Smooth(
            "tanh",
            lowest: -1,
            highest: 1,
            Math.Tanh,
            (z, value) => (1 - value) * (1 + value),
            (z, value) => -2 * value * (1 - value) * (1 + value)
        );

    /// <summary>σ(z) = 1/(1 + e^{−z}).</summary>
    public static Activation Sigmoid { get; } =
        new Smooth(
            "sigmoid",
            lowest: 0,
            highest: 1,
            Logistic,
            (z, value) => value * (1 - value),
            (z, value) => value * (1 - value) * (1 - 2 * value)
        );

    /// <summary>φ(z) = z σ(z), also called swish.</summary>
    /// <remarks>Its minimum is −W(1/e) with Lambert's W, at z = −1.278. Source: Elfwing et al., arXiv:1702.03118.</remarks>
    public static Activation Silu { get; } =
        new Smooth(
            "silu",
            lowest: -0.27846454276107380,
            highest: double.PositiveInfinity,
            z => z * Logistic(z),
            (z, value) => Logistic(z) + value * (1 - Logistic(z)),
            (z, value) => Logistic(z) * (1 - Logistic(z)) * (2 + z * (1 - 2 * Logistic(z)))
        );

    /// <summary>φ(z) = z Φ(z) with the normal distribution function Φ itself, PyTorch's default, not its tanh fit.</summary>
    /// <remarks>Source: Hendrycks and Gimpel, arXiv:1606.08415. Its minimum, at z = −0.7518, is by mpmath.</remarks>
    public static Activation Gelu { get; } =
        new Smooth(
            "gelu",
            lowest: -0.16997120747990366,
            highest: double.PositiveInfinity,
            z => z * NormalDistribution(z),
            (z, value) => NormalDistribution(z) + z * NormalDensity(z),
            (z, value) => NormalDensity(z) * (2 - z * z)
        );

    /// <summary>Every activation there is.</summary>
    public static IReadOnlyList<Activation> All { get; } = [Identity, Relu, LeakyRelu, Tanh, Sigmoid, Silu, Gelu];

    /// <summary>As in scenarios.</summary>
    public string Name { get; }

    /// <summary>inf φ: the largest number below no value; −∞ where there is none. Reached, or approached as z → −∞.</summary>
    public double Lowest { get; }

    /// <summary>sup φ: the smallest number above no value; ∞ where there is none. Approached as z → ∞.</summary>
    public double Highest { get; }

    /// <summary>φ(z), entry by entry.</summary>
    /// <param name="z">What the linear layer gave.</param>
    /// <param name="value">φ(z); as long as <paramref name="z"/>, and may be the same memory.</param>
    public abstract void Apply(ReadOnlySpan<double> z, Span<double> value);

    /// <summary>Carries an error back: ∂loss/∂z = φ′(z) ∂loss/∂φ; at a corner, φ′ is the slope below it, as PyTorch has it.</summary>
    /// <param name="z">What the linear layer gave.</param>
    /// <param name="value">φ(z).</param>
    /// <param name="error">∂loss/∂φ, which becomes ∂loss/∂z.</param>
    public abstract void Backpropagate(ReadOnlySpan<double> z, ReadOnlySpan<double> value, Span<double> error);

    /// <summary>The second derivative φ″(z), entry by entry; 0 at a corner.</summary>
    /// <param name="z">What the linear layer gave.</param>
    /// <param name="value">φ(z).</param>
    /// <param name="curvature">φ″(z); filled.</param>
    public abstract void Curve(ReadOnlySpan<double> z, ReadOnlySpan<double> value, Span<double> curvature);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static double Logistic(double z) => 1 / (1 + Math.Exp(-z));

    // By erfc: 1 + erf would lose the tail on the left.
    private static double NormalDistribution(double z) => SpecialFunctions.Erfc(-z * Constants.Sqrt1Over2) / 2;

    private static double NormalDensity(double z) => Math.Exp(-z * z / 2) * Constants.InvSqrt2Pi;

    /// <summary>Slope 1 above 0 and another below; whole vectors at a time.</summary>
    private sealed class Kinked(string name, double slopeBelow)
        : Activation(name, lowest: slopeBelow > 0 ? double.NegativeInfinity : 0, highest: double.PositiveInfinity)
    {
        public override void Apply(ReadOnlySpan<double> z, Span<double> value) => ScaleBelowZero(z, z, value);

        public override void Backpropagate(ReadOnlySpan<double> z, ReadOnlySpan<double> value, Span<double> error) =>
            ScaleBelowZero(z, error, error);

        public override void Curve(ReadOnlySpan<double> z, ReadOnlySpan<double> value, Span<double> curvature) =>
            curvature.Clear();

        /// <summary>x where z is positive, its multiple elsewhere.</summary>
        private void ScaleBelowZero(ReadOnlySpan<double> z, ReadOnlySpan<double> x, Span<double> result)
        {
            var below = new Vector<double>(slopeBelow);
            int index = 0;
            for (; index <= z.Length - Vector<double>.Count; index += Vector<double>.Count)
            {
                var here = new Vector<double>(x[index..]);
                Vector<double> isAbove = Vector.AsVectorDouble(
                    Vector.GreaterThan(new Vector<double>(z[index..]), Vector<double>.Zero)
                );
                Vector.ConditionalSelect(isAbove, here, below * here).CopyTo(result[index..]);
            }
            for (; index < z.Length; index++)
            {
                result[index] = z[index] > 0 ? x[index] : slopeBelow * x[index];
            }
        }
    }

    /// <summary>Given by three functions: φ(z), and φ′ and φ″ from z and φ(z).</summary>
    private sealed class Smooth(
        string name,
        double lowest,
        double highest,
        Func<double, double> function,
        Func<double, double, double> slope,
        Func<double, double, double> secondDerivative
    ) : Activation(name, lowest, highest)
    {
        public override void Apply(ReadOnlySpan<double> z, Span<double> value)
        {
            for (int index = 0; index < z.Length; index++)
            {
                value[index] = function(z[index]);
            }
        }

        public override void Backpropagate(ReadOnlySpan<double> z, ReadOnlySpan<double> value, Span<double> error)
        {
            for (int index = 0; index < z.Length; index++)
            {
                error[index] *= slope(z[index], value[index]);
            }
        }

        public override void Curve(ReadOnlySpan<double> z, ReadOnlySpan<double> value, Span<double> curvature)
        {
            for (int index = 0; index < z.Length; index++)
            {
                curvature[index] = secondDerivative(z[index], value[index]);
            }
        }
    }
}
