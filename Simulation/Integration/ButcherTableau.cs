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
