using System.Globalization;
using System.Numerics.Tensors;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Integration;
using Dynamics.Theory;
using Dynamics.Theory.Matrices;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Predictions;

/// <summary>The whole map of a balanced network of any depth, followed without its layers; see <see cref="EndToEndFlow"/>.</summary>
/// <remarks>
/// An equation of N_y N_x unknowns whatever the depth, for starts that are balanced but not aligned and for any Σ^x, where modes have
/// no closed form. Theory gives the velocity; the integrator, at rtol 1e-13, is Simulation's.
/// </remarks>
public sealed class EndToEndPrediction : IPrediction
{
    // Weights drawn or computed in double precision are balanced to about this, relative to their squares.
    private const double Rounding = 1e-12;

    /// <inheritdoc/>
    public string Name => "endToEnd";

    /// <inheritdoc/>
    public string Legend => "theory, balanced map";

    /// <inheritdoc/>
    public Forecast Predict(PredictionContext context)
    {
        ClosedForm<double> clock = RunClock.TimeConstantOfDecaying(context);
        if (clock is not ClosedForm<double>.Found { Solution: double tau })
        {
            return new Forecast.None(((ClosedForm<double>.None)clock).Because);
        }
        LearningTask task = context.Task;
        var flow = new EndToEndFlow(task.SigmaYX, task.SigmaX, context.Depth, tau, RunClock.WeightDecay(context));
        Matrix<double> start = context.StartingWeights.Aggregate((below, above) => above * below);
        var state = new FollowedState(
            new MapField(flow, start.RowCount, start.ColumnCount),
            start.ToColumnMajorArray()
        );
        return MapCurves.Of(
            task,
            context.Learning is Simulation.Flow.FlowSettings ? Standing.Numerical : Standing.Asymptotic,
            [IsBalanced(context.StartingWeights), .. StepsOf(context, tau)],
            (time, map) =>
            {
                if (state.At(time) is not { } values)
                {
                    map.Fill(double.NaN);
                    return;
                }
                values.CopyTo(map);
            },
            context.Observe
        );
    }

    // Where there are no modes, or they do not move independently, no stability limit is known to measure the steps by.
    private static IEnumerable<Assumption> StepsOf(PredictionContext context, double timeConstant) =>
        context.Task.Modes is { SharesInputDirections: true, Count: > 0 }
            ? StepSize.ForFlow(context, timeConstant)
            : [];

    private static Assumption IsBalanced(IReadOnlyList<Matrix<double>> weights)
    {
        double scale = weights.Max(weight => TensorPrimitives.MaxMagnitude<double>(weight.ToColumnMajorArray()));
        double defect = LayerBalance.Defect(weights);
        bool holds = defect <= Rounding * scale * scale * weights.Max(weight => weight.ColumnCount);
        return new Assumption(
            "balanced weights: W_{l+1}ᵀW_{l+1} = W_lW_lᵀ",
            holds,
            holds
                ? "no difference beyond rounding"
                : string.Create(CultureInfo.InvariantCulture, $"largest difference {defect:g3}")
        );
    }

    /// <summary>The velocity as an integrator sees it.</summary>
    private sealed class MapField(EndToEndFlow flow, int rows, int columns) : IVectorField
    {
        public int Dimension => rows * columns;

        public void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative)
        {
            // An SVD of what is not finite need not return.
            if (!TensorPrimitives.IsFiniteAll<double>(state))
            {
                derivative.Fill(double.NaN);
                return;
            }
            Matrix<double> map = Matrix<double>.Build.Dense(rows, columns, state.ToArray());
            flow.VelocityAt(map).ToColumnMajorArray().CopyTo(derivative);
        }
    }
}
