using MathNet.Numerics;

namespace SimulationTests.Descent;

/// <summary>A number with its derivative, a + b ε with ε² = 0: derivatives to rounding, by the rules of calculus alone.</summary>
internal readonly record struct Dual(double Value, double Slope)
{
    public static implicit operator Dual(double value) => new(value, 0);

    public static Dual operator +(Dual a, Dual b) => new(a.Value + b.Value, a.Slope + b.Slope);

    public static Dual operator -(Dual a, Dual b) => new(a.Value - b.Value, a.Slope - b.Slope);

    public static Dual operator -(Dual a) => new(-a.Value, -a.Slope);

    public static Dual operator *(Dual a, Dual b) => new(a.Value * b.Value, a.Slope * b.Value + a.Value * b.Slope);

    public static Dual operator /(Dual a, Dual b) =>
        new(a.Value / b.Value, (a.Slope * b.Value - a.Value * b.Slope) / (b.Value * b.Value));

    public static Dual Exp(Dual a) => new(Math.Exp(a.Value), a.Slope * Math.Exp(a.Value));

    public static Dual Log(Dual a) => new(Math.Log(a.Value), a.Slope / a.Value);

    public static Dual Erf(Dual a) =>
        new(SpecialFunctions.Erf(a.Value), a.Slope * 2 / Math.Sqrt(Math.PI) * Math.Exp(-a.Value * a.Value));

    /// <summary>The definition of an activation, by its name.</summary>
    public static Dual Activate(string name, Dual z) =>
        name switch
        {
            "identity" => z,
            "relu" => z.Value > 0 ? z : 0 * z,
            "leakyRelu" => z.Value > 0 ? z : 0.01 * z,
            "tanh" => (Exp(z) - Exp(-z)) / (Exp(z) + Exp(-z)),
            "sigmoid" => 1 / (1 + Exp(-z)),
            "silu" => z / (1 + Exp(-z)),
            "gelu" => z * (1 + Erf(z / Math.Sqrt(2))) / 2,
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
}
