using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Modes;

/// <summary>One of the ways a balanced deep mode can move, told by a clock that runs at a constant rate.</summary>
/// <remarks>
/// With y = d|u|/|s|, e = 2/L − 1 and the clock L|s|(|s|/d)^{−e} t/τ the equation of every deep mode is
/// dy = ±y^{1−e}(1 ∓ y) d(clock); the rise has the antiderivative B_e(y), the fall from above, by y → 1/y, B_{1−e}(1/y), and
/// the mode driven away from its sign C_e(y). Strengths here are magnitudes.
/// </remarks>
internal abstract class DeepPath
{
    /// <summary>Ticks per unit of t/τ.</summary>
    public abstract double Rate { get; }

    /// <summary>What the clock shows at a strength; only differences mean something.</summary>
    public abstract double ClockAt(double strength);

    /// <summary>The strength at which the clock shows this.</summary>
    public abstract double StrengthAt(double clock);

    private static double RateOf(int depth, double size, double variance) =>
        depth * size * Math.Pow(size / variance, 1 - 2.0 / depth);

    /// <summary>0 &lt; u &lt; s/d: towards the target from below.</summary>
    public sealed class Rise(int depth, double size, double variance) : DeepPath
    {
        private readonly LearningIntegral integral = new(2.0 / depth - 1);

        public override double Rate { get; } = RateOf(depth, size, variance);

        public override double ClockAt(double strength)
        {
            WideDouble missing = WideDouble.Difference(size, variance, strength) / size;
            return integral.At(variance * strength / size, missing.ToDouble());
        }

        public override double StrengthAt(double clock)
        {
            (double v, double q) = integral.Inverse(clock);
            double limit = size / variance;
            return v <= 0.5 ? limit * v : limit - limit * q;
        }
    }

    /// <summary>u &gt; s/d: towards the target from above.</summary>
    public sealed class Fall(int depth, double size, double variance) : DeepPath
    {
        private readonly LearningIntegral integral = new(2 - 2.0 / depth);

        public override double Rate { get; } = RateOf(depth, size, variance);

        public override double ClockAt(double strength)
        {
            WideDouble excess = -WideDouble.Difference(size, variance, strength) / variance / strength;
            return integral.At(size / (variance * strength), excess.ToDouble());
        }

        public override double StrengthAt(double clock) => size / variance / integral.Inverse(clock).V;
    }

    /// <summary>s of the other sign: towards 0.</summary>
    public sealed class Decay(int depth, double size, double variance) : DeepPath
    {
        private readonly UnlearningIntegral integral = new(2.0 / depth - 1);

        public override double Rate { get; } = RateOf(depth, size, variance);

        public override double ClockAt(double strength) => integral.At(variance * strength / size);

        public override double StrengthAt(double clock) => size / variance * integral.Inverse(clock);
    }

    /// <summary>s = 0: towards 0 by a power law, u^{2/L−2} = u₀^{2/L−2} + (2L − 2) d t/τ.</summary>
    public sealed class PowerLaw(int depth, double variance) : DeepPath
    {
        private readonly double power = 2.0 / depth - 2;

        public override double Rate { get; } = (2 * depth - 2) * variance;

        public override double ClockAt(double strength) => Math.Pow(strength, power);

        public override double StrengthAt(double clock) => Math.Pow(clock, 1 / power);
    }
}
