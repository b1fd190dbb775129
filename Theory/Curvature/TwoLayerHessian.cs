using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Curvature;

/// <summary>All eigenvalues of the Hessian of the loss of a two-layer linear network at balanced, aligned weights.</summary>
/// <remarks>
/// <para>
/// Loss ½E|y − W₂W₁x|² with Σ^x = d1; W₁ = R √S Vᵀ, W₂ = U √S Rᵀ, S = diag(s_1 … s_r) the strengths, r the modes of Σ^yx. With
/// d = 1 and s⁰ the targets: 3s_i − s⁰_i and s⁰_i − s_i for each mode;
/// ½[2(s_i + s_k) − (s⁰_i + s⁰_k) ± √(4s_is_k + (s⁰_i − s⁰_k)²)] and
/// ½[s⁰_i + s⁰_k ± √(4s_is_k + (2(s_i − s_k) − (s⁰_i − s⁰_k))²)] for each pair; s_i, (N_y − r) + (N_x − r) times;
/// ±(s_i − s⁰_i), (h − r) times each; 0, (h − r)(N_x + N_y − 2r) times. Other d: that of s⁰ = s/d, times d.
/// </para>
/// <para>
/// Derived here, from the 2 × 2 and 4 × 4 blocks that two modes make. At the optimum every mode adds 2s_i as its own
/// eigenvalue, and a pair s_i + s_k.
/// </para>
/// </remarks>
public sealed class TwoLayerHessian
{
    private readonly List<Eigenvalue> eigenvalues = [];

    /// <param name="singularValues">s_1 … s_r of Σ^yx, not negative.</param>
    /// <param name="inputVariance">d &gt; 0, Σ^x = d1; 1 for whitened inputs.</param>
    /// <param name="strengths">u_1 … u_r at which the curvature is asked for, not negative.</param>
    /// <param name="shape">N_x, h and N_y, none below r.</param>
    /// <exception cref="ArgumentException">An argument is out of its range; the message names value and range.</exception>
    public TwoLayerHessian(
        IReadOnlyList<double> singularValues,
        double inputVariance,
        IReadOnlyList<double> strengths,
        (int Inputs, int Hidden, int Outputs) shape
    )
    {
        int count = singularValues.Count;
        Require.Positive(inputVariance, "The input variance d", nameof(inputVariance));
        Require.AtLeast(Math.Max(1, count), shape.Inputs, "The number N_x of inputs", nameof(shape));
        Require.AtLeast(Math.Max(1, count), shape.Hidden, "The number h of hidden units", nameof(shape));
        Require.AtLeast(Math.Max(1, count), shape.Outputs, "The number N_y of outputs", nameof(shape));
        if (strengths.Count != count)
        {
            throw new ArgumentException(
                $"One strength per mode is needed, but there are {strengths.Count} for {count} modes.",
                nameof(strengths)
            );
        }
        for (int mode = 0; mode < count; mode++)
        {
            Require.NotNegative(singularValues[mode], $"The singular value s_{mode + 1}", nameof(singularValues));
            Require.NotNegative(strengths[mode], $"The strength u_{mode + 1}", nameof(strengths));
        }

        int idle = shape.Hidden - count;
        int outside = shape.Inputs + shape.Outputs - 2 * count;
        for (int i = 0; i < count; i++)
        {
            (double s, double target) = (inputVariance * strengths[i], singularValues[i]);
            Add(3 * s - target, 1);
            Add(target - s, 1);
            Add(s, outside);
            Add(s - target, idle);
            Add(target - s, idle);
            for (int k = 0; k < i; k++)
            {
                AddPair((s, target), (inputVariance * strengths[k], singularValues[k]));
            }
        }
        Add(0, idle * outside);
        eigenvalues.Sort((one, other) => other.Value.CompareTo(one.Value));
    }

    /// <summary>All eigenvalues, descending, of equal ones not all in one entry; multiplicities sum to h(N_x + N_y).</summary>
    public IReadOnlyList<Eigenvalue> Eigenvalues => eigenvalues;

    /// <summary>The largest eigenvalue, the sharpness: full-batch descent at a rate η stays at an optimum only if η · sharpness &lt; 2.</summary>
    public double Sharpness => eigenvalues[0].Value;

    /// <summary>The least eigenvalue: negative where the weights are near a saddle.</summary>
    public double Least => eigenvalues[^1].Value;

    private void AddPair((double Strength, double Target) one, (double Strength, double Target) other)
    {
        double strengths = one.Strength + other.Strength;
        double targets = one.Target + other.Target;
        double gap = one.Target - other.Target;
        double mean = 2 * Math.Sqrt(one.Strength) * Math.Sqrt(other.Strength);
        double inward = double.Hypot(mean, gap);
        double outward = double.Hypot(mean, 2 * (one.Strength - other.Strength) - gap);
        Add((2 * strengths - targets + inward) / 2, 1);
        Add((2 * strengths - targets - inward) / 2, 1);
        Add((targets + outward) / 2, 1);
        Add((targets - outward) / 2, 1);
    }

    private void Add(double value, int multiplicity)
    {
        if (multiplicity > 0)
        {
            eigenvalues.Add(new(value, multiplicity));
        }
    }
}

/// <summary>An eigenvalue of a Hessian.</summary>
/// <param name="Value">It, in the unit of s.</param>
/// <param name="Multiplicity">How often it occurs, at least once.</param>
public readonly record struct Eigenvalue(double Value, int Multiplicity);
