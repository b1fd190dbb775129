namespace Dynamics.Simulation.Integration;

/// <summary>An explicit Runge–Kutta method of the literature, as data.</summary>
/// <param name="Name">The name people use.</param>
/// <param name="Order">Order of the solution carried forward.</param>
/// <param name="A">Row i holds the weights of stages 0 … i−1 in stage i.</param>
/// <param name="B">Weights of the stages in the solution.</param>
/// <param name="C">Nodes: stage i is taken at t + C[i]·h.</param>
/// <param name="Error">B minus the weights of the embedded solution; empty for a method without one.</param>
public sealed record ButcherTableau(
    string Name,
    int Order,
    IReadOnlyList<IReadOnlyList<double>> A,
    IReadOnlyList<double> B,
    IReadOnlyList<double> C,
    IReadOnlyList<double> Error
)
{
    /// <summary>The name people use.</summary>
    public override string ToString() => Name;

    /// <summary>Number of stages.</summary>
    public int Stages => B.Count;

    /// <summary>Whether a step estimates its own error.</summary>
    public bool IsEmbedded => Error.Count > 0;

    /// <summary>Whether the last stage is taken at the solution itself, and so is the first of the next step.</summary>
    public bool IsFirstSameAsLast => C[^1] == 1 && B[^1] == 0 && A[^1].SequenceEqual(B.SkipLast(1));

    /// <summary>
    /// The largest x for which |R(−z)| ≤ 1 for all z from 0 to x, R(z) = 1 + Σ_k bᵀA^{k−1}1 z^k: on dy/dt = −λy the method is stable
    /// for a step of up to x/λ.
    /// </summary>
    /// <remarks>
    /// Euler and Heun 2, RK4 2.785, Dormand–Prince 5(4) 3.307. ∞ where no limit is below 1e3. Source: Hairer and Wanner, Solving
    /// Ordinary Differential Equations II, IV.2.
    /// </remarks>
    public double RealStabilityLimit
    {
        get
        {
            // Fine enough that no method of the literature is unstable between two points only; rounding may exceed 1 by little.
            const double spacing = 1e-3;
            const double rounding = 1e-12;
            double[] polynomial = StabilityPolynomial();
            for (int k = 1; k * spacing <= 1e3; k++)
            {
                if (!IsStable(k * spacing))
                {
                    (double stable, double unstable) = ((k - 1) * spacing, k * spacing);
                    for (int halving = 0; halving < 50; halving++)
                    {
                        double middle = (stable + unstable) / 2;
                        (stable, unstable) = IsStable(middle) ? (middle, unstable) : (stable, middle);
                    }
                    return stable;
                }
            }
            return double.PositiveInfinity;

            bool IsStable(double x)
            {
                double value = 0;
                for (int power = polynomial.Length - 1; power >= 0; power--)
                {
                    value = polynomial[power] - x * value;
                }
                return Math.Abs(value) <= 1 + rounding;
            }
        }
    }

    /// <summary>Coefficients of R, constant first.</summary>
    private double[] StabilityPolynomial()
    {
        double[] coefficients = new double[Stages + 1];
        coefficients[0] = 1;
        double[] powers = [.. Enumerable.Repeat(1.0, Stages)];
        for (int k = 1; k <= Stages; k++)
        {
            coefficients[k] = B.Zip(powers, (weight, value) => weight * value).Sum();
            powers = [.. A.Select(row => row.Select((weight, stage) => weight * powers[stage]).Sum())];
        }
        return coefficients;
    }

    /// <summary>The forward Euler method, order 1.</summary>
    public static ButcherTableau Euler { get; } =
        new(
            "Euler",
            Order: 1,
            A:
            [
                [],
            ],
            B: [1],
            C: [0],
            Error: []
        );

    /// <summary>Heun's method, order 2.</summary>
    public static ButcherTableau Heun { get; } =
        new(
            "Heun",
            Order: 2,
            A:
            [
                [],
                [1],
            ],
            B: [1 / 2.0, 1 / 2.0],
            C: [0, 1],
            Error: []
        );

    /// <summary>The classical Runge–Kutta method, order 4.</summary>
    public static ButcherTableau ClassicalRungeKutta { get; } =
        new(
            "RK4",
            Order: 4,
            A:
            [
                [],
                [1 / 2.0],
                [0, 1 / 2.0],
                [0, 0, 1],
            ],
            B: [1 / 6.0, 1 / 3.0, 1 / 3.0, 1 / 6.0],
            C: [0, 1 / 2.0, 1 / 2.0, 1],
            Error: []
        );

    /// <summary>The Dormand–Prince 5(4) pair, carrying the fifth-order solution.</summary>
    /// <remarks>Source: Dormand and Prince, J. Comput. Appl. Math. 6 (1980) 19–26, RK5(4)7M.</remarks>
    public static ButcherTableau DormandPrince { get; } =
        new(
            "Dormand–Prince 5(4)",
            Order: 5,
            A:
            [
                [],
                [1 / 5.0],
                [3 / 40.0, 9 / 40.0],
                [44 / 45.0, -56 / 15.0, 32 / 9.0],
                [19372 / 6561.0, -25360 / 2187.0, 64448 / 6561.0, -212 / 729.0],
                [9017 / 3168.0, -355 / 33.0, 46732 / 5247.0, 49 / 176.0, -5103 / 18656.0],
                [35 / 384.0, 0, 500 / 1113.0, 125 / 192.0, -2187 / 6784.0, 11 / 84.0],
            ],
            B: [35 / 384.0, 0, 500 / 1113.0, 125 / 192.0, -2187 / 6784.0, 11 / 84.0, 0],
            C: [0, 1 / 5.0, 3 / 10.0, 4 / 5.0, 8 / 9.0, 1, 1],
            Error: [71 / 57600.0, 0, -71 / 16695.0, 71 / 1920.0, -17253 / 339200.0, 22 / 525.0, -1 / 40.0]
        );
}
