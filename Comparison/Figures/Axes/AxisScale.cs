namespace Dynamics.Comparison.Figures.Axes;

/// <summary>The function of a value that is drawn to scale.</summary>
internal abstract class AxisScale
{
    private AxisScale() { }

    /// <summary>The value itself.</summary>
    public static AxisScale Linear { get; } = new LinearScale();

    /// <summary>log₁₀ of the value.</summary>
    public static AxisScale OfDecades { get; } = new DecadeScale();

    /// <summary>Whether a value has a place on the axis.</summary>
    public abstract bool Accepts(double value);

    /// <summary>From a value to what is drawn to scale.</summary>
    public abstract double Transform(double value);

    /// <summary>Back to the value.</summary>
    public abstract double Inverse(double transformed);

    /// <summary>The derivative of <see cref="Transform"/>.</summary>
    public abstract double Slope(double value);

    private sealed class LinearScale : AxisScale
    {
        public override bool Accepts(double value) => double.IsFinite(value);

        public override double Transform(double value) => value;

        public override double Inverse(double transformed) => transformed;

        public override double Slope(double value) => 1;
    }

    private sealed class DecadeScale : AxisScale
    {
        public override bool Accepts(double value) => value > 0 && double.IsFinite(value);

        public override double Transform(double value) => Math.Log10(value);

        public override double Inverse(double transformed) => Math.Pow(10, transformed);

        public override double Slope(double value) => 1 / (value * Math.Log(10));
    }
}
