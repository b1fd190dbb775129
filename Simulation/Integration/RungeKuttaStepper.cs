using System.Numerics.Tensors;

namespace Dynamics.Simulation.Integration;

/// <summary>One step of any explicit Runge–Kutta method; owns the memory of its stages.</summary>
public sealed class RungeKuttaStepper
{
    // Long states are combined block by block, so that a block stays in cache while all stages are added to it.
    private const int BlockLength = 4096;

    private readonly ButcherTableau method;
    private readonly IVectorField field;
    private readonly double[][] rows;
    private readonly double[] solution;
    private readonly double[] error;
    private readonly double[][] slopes;
    private readonly double[] stage;

    // Every stage needs only the slope before it, as in Euler, Heun and RK4: one slope is kept instead of all.
    private readonly bool isChain;
    private bool firstSlopeIsKnown;

    /// <param name="method">The method.</param>
    /// <param name="field">The right-hand side.</param>
    public RungeKuttaStepper(ButcherTableau method, IVectorField field)
    {
        this.method = method;
        this.field = field;
        rows = [.. method.A.Select(row => row.ToArray())];
        solution = [.. method.B];
        error = [.. method.Error];
        isChain =
            !method.IsEmbedded
            && Enumerable.Range(1, method.Stages - 1).All(i => method.A[i].SkipLast(1).All(weight => weight == 0));
        int kept = isChain ? 1 : method.Stages;
        slopes = [.. Enumerable.Range(0, kept).Select(_ => new double[field.Dimension])];
        stage = new double[field.Dimension];
    }

    /// <summary>Writes the solution one step after <paramref name="time"/>.</summary>
    /// <param name="time">t.</param>
    /// <param name="step">h.</param>
    /// <param name="state">y(t).</param>
    /// <param name="next">Filled with y(t + h); never the same memory as <paramref name="state"/>.</param>
    public void Step(double time, double step, ReadOnlySpan<double> state, Span<double> next)
    {
        if (isChain)
        {
            StepAlongChain(time, step, state, next);
            return;
        }
        EvaluateStages(time, step, state, method.IsFirstSameAsLast ? next : stage);
        if (!method.IsFirstSameAsLast)
        {
            Combine(state, step, solution, next);
        }
    }

    /// <summary>Writes the embedded estimate of the last step's error, y(t + h) minus the companion solution.</summary>
    /// <param name="step">h of that step.</param>
    /// <param name="estimate">Filled, one place per component.</param>
    public void EstimateError(double step, Span<double> estimate)
    {
        estimate.Clear();
        Combine(estimate, step, error, estimate);
    }

    /// <summary>Tells that the last step was taken: the next one starts where it ended.</summary>
    public void Accept()
    {
        if (method.IsFirstSameAsLast)
        {
            (slopes[0], slopes[^1]) = (slopes[^1], slopes[0]);
            firstSlopeIsKnown = true;
        }
    }

    /// <summary>The slope f(t, y) at the start of a step, for choosing its size; reused by the step itself.</summary>
    public ReadOnlySpan<double> FirstSlope(double time, ReadOnlySpan<double> state)
    {
        if (!firstSlopeIsKnown)
        {
            field.Evaluate(time, state, slopes[0]);
            firstSlopeIsKnown = method.IsFirstSameAsLast;
        }
        return slopes[0];
    }

    private void StepAlongChain(double time, double step, ReadOnlySpan<double> state, Span<double> next)
    {
        ReadOnlySpan<double> argument = state;
        ReadOnlySpan<double> sum = state;
        for (int i = 0; i < solution.Length; i++)
        {
            field.Evaluate(time + method.C[i] * step, argument, slopes[0]);
            TensorPrimitives.MultiplyAdd(slopes[0], step * solution[i], sum, next);
            sum = next;
            if (i + 1 < solution.Length)
            {
                TensorPrimitives.MultiplyAdd(slopes[0], step * rows[i + 1][i], state, stage);
                argument = stage;
            }
        }
    }

    // The argument of the last stage of a first-same-as-last method is the solution: it is formed in its place.
    private void EvaluateStages(double time, double step, ReadOnlySpan<double> state, Span<double> lastArgument)
    {
        FirstSlope(time, state);
        for (int i = 1; i < slopes.Length; i++)
        {
            Span<double> argument = i == slopes.Length - 1 ? lastArgument : stage;
            Combine(state, step, rows[i], argument);
            field.Evaluate(time + method.C[i] * step, argument, slopes[i]);
        }
    }

    /// <summary>result = origin + h Σ_j weights[j]·slopes[j].</summary>
    private void Combine(ReadOnlySpan<double> origin, double step, double[] weights, Span<double> result)
    {
        for (int start = 0; start < origin.Length; start += BlockLength)
        {
            int length = Math.Min(BlockLength, origin.Length - start);
            Span<double> block = result.Slice(start, length);
            ReadOnlySpan<double> sum = origin.Slice(start, length);
            for (int j = 0; j < weights.Length; j++)
            {
                if (weights[j] != 0)
                {
                    TensorPrimitives.MultiplyAdd(slopes[j].AsSpan(start, length), step * weights[j], sum, block);
                    sum = block;
                }
            }
        }
    }
}
