using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;
using Dynamics.Theory;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Predictions;

/// <summary>The flow itself from the start at hand, at tolerances far below every other difference: what all theories approximate.</summary>
/// <remarks>
/// It is Simulation's integrator and so no independent witness. It is admitted only after it has followed, on a balanced twin of
/// the same shape and task, the closed form that is exact there: of two layers the whole matrix, of others the modes. Its tolerances follow
/// the start, and from small starts it states what it was measured to err by, see <see cref="MeasuredError"/>.
/// </remarks>
public sealed class ReferencePrediction : IPrediction
{
    private const double Admission = 1e-10;

    // The twin is the same for every start: the seeds of an ensemble, and its budgets, need it once.
    private static readonly ConditionalWeakTable<LearningTask, ConcurrentDictionary<string, Lazy<double>>> distances =
        new();

    /// <inheritdoc/>
    public string Name => "reference";

    /// <inheritdoc/>
    public string Legend => "flow, rtol 1e-13";

    /// <inheritdoc/>
    public bool NeedsModes => true;

    /// <inheritdoc/>
    public Forecast Predict(PredictionContext context)
    {
        ClosedForm<double> clock = RunClock.TimeConstantOfDecaying(context);
        if (clock is not ClosedForm<double>.Found { Solution: double tau })
        {
            return new Forecast.None(((ClosedForm<double>.None)clock).Because);
        }
        if (!context.Task.Modes.SharesInputDirections)
        {
            return new Forecast.None(
                "The reference is admitted only where a closed form can vouch for it, and there is none: Σ^x and Σ^yx do not share "
                    + "their input directions."
            );
        }
        LayerSizes sizes = context.Architecture.Sizes;
        double decay = RunClock.WeightDecay(context);
        double distance = KnownDistanceOfTwin(context.Task, sizes, decay);
        if (!(distance <= Admission))
        {
            return new Forecast.None(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The integrator is not admitted: on a balanced twin it misses the closed form by {distance:g3} of s, more than {Admission}."
                )
            );
        }
        double[] start = [.. context.StartingWeights.SelectMany(Entries)];
        var field = FieldOf(context.Task, sizes, tau, decay);
        Standing standing = StepSize.OfFlow(context, Standing.Numerical);
        Assumption[] assumptions =
        [
            new Assumption(
                "on a balanced twin of this shape the integrator follows the closed form",
                Holds: true,
                string.Create(CultureInfo.InvariantCulture, $"within {Admission} of s")
            ),
            .. StepSize.ForFlow(context, tau),
        ];
        double scale = FlowSettings.SmallestLayer(sizes, start);
        Forecast.Curves curves = CurvesOf(Followed(looseness: 1)) with
        {
            StatedError = standing == Standing.Numerical ? MeasuredError.Of(context, scale, Followed, CurvesOf) : null,
        };
        return SaddleEnd.Of(curves, context, tau);

        FollowedState Followed(double looseness) => new(field, start, scale, looseness, context.Interruption);

        Forecast.Curves CurvesOf(FollowedState state) =>
            NetworkCurves.Of(
                context,
                standing,
                assumptions,
                (time, weights) =>
                {
                    if (state.At(time) is { } followed)
                    {
                        followed.CopyTo(weights);
                    }
                    else
                    {
                        weights.Fill(double.NaN);
                    }
                }
            );
    }

    private static GradientFlowField FieldOf(
        LearningTask task,
        LayerSizes sizes,
        double timeConstant,
        double weightDecay
    ) => new(sizes, task.Moments, timeConstant, MatrixProducts.Current) { WeightDecay = weightDecay };

    private static double[] Entries(Matrix<double> weight) => weight.ToColumnMajorArray();

    private static double KnownDistanceOfTwin(LearningTask task, LayerSizes sizes, double decay) =>
        distances
            .GetValue(task, _ => new(StringComparer.Ordinal))
            .GetOrAdd(
                string.Create(CultureInfo.InvariantCulture, $"{string.Join(',', sizes.Widths)} {decay:r}"),
                _ => new Lazy<double>(() => DistanceOfTwin(task, sizes, decay))
            )
            .Value;

    /// <summary>How far the integrator is from the closed form on the twin, relative to s₁, while the strongest mode is learned.</summary>
    private static double DistanceOfTwin(LearningTask task, LayerSizes sizes, double decay)
    {
        double strongest = task.Modes.SingularValues[0];
        (double[] weights, CurveEvaluator exact) = BalancedTwin.Of(task, sizes, decay);
        var state = new FollowedState(
            FieldOf(task, sizes, timeConstant: 1, decay),
            weights,
            FlowSettings.SmallestLayer(sizes, weights)
        );
        var observer = new NetworkObserver(task, new Architecture(sizes), []);
        double[] expected = new double[sizes.Outputs * sizes.Inputs];
        double largest = 0;
        foreach (double rise in new[] { 0.5, 2.0, 6.0 })
        {
            double time = rise * BalancedTwin.RiseTime(task, sizes.Depth);
            if (state.At(time) is not { } followed)
            {
                return double.NaN;
            }
            observer.Observe(new NetworkView(sizes, followed), []);
            exact(time, expected);
            largest = Math.Max(largest, TensorPrimitives.Distance(observer.Map, expected) / strongest);
        }
        return largest;
    }
}
