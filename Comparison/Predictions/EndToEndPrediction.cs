using System.Globalization;
using System.Numerics.Tensors;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Integration;
using Dynamics.Theory;
using Dynamics.Theory.Matrices;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Predictions;

/// <summary>The whole map of a balanced network of any depth, which depends on W(0) alone; see <see cref="EndToEndFlow"/>.</summary>
/// <remarks>
/// For starts that are balanced but not aligned and for any Σ^x, where modes have no closed form. The layers are replaced by the
/// fewest balanced ones with the same W(0), rank(W(0)) units each, which keep its rank. Theory gives the velocity; the integrator, at
/// rtol 1e-13, is Simulation's.
/// </remarks>
public sealed class EndToEndPrediction : IPrediction
{
    // Weights drawn or computed in double precision are balanced to about this, relative to their squares.
    private const double Rounding = 1e-12;

    // Of a direction's own strength, what its layers may differ by and count as balanced.
    private const double Unequal = 1e-6;

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
        (Matrix<double>[] layers, Assumption isBalanced, double inequality) = LayersOf(context.StartingWeights);
        var field = new LayersField(
            new LayersFlow(task.SigmaYX, task.SigmaX, tau, RunClock.WeightDecay(context)),
            layers
        );
        double[] start = [.. layers.SelectMany(layer => layer.ToColumnMajorArray())];
        double scale = layers.Min(ScaleOf);
        Standing standing = StepSize.OfFlow(context, Standing.Numerical);
        Assumption[] assumptions = [isBalanced, .. KeepsRank(layers, task), .. StepSize.ForFlow(context, tau)];
        return CurvesOf(Followed(looseness: 1)) with
        {
            StatedError =
                standing == Standing.Numerical
                    ? Math.Max(MeasuredError.Of(context, scale, Followed, CurvesOf), inequality)
                    : null,
        };

        FollowedState Followed(double looseness) => new(field, start, scale, looseness, context.Interruption);

        Forecast.Curves CurvesOf(FollowedState state) =>
            MapCurves.Of(
                task,
                standing,
                assumptions,
                (time, map) =>
                {
                    if (state.At(time) is not { } values)
                    {
                        map.Fill(double.NaN);
                        return;
                    }
                    field.LayersOf(values).Aggregate((below, above) => above * below).ToColumnMajorArray().CopyTo(map);
                },
                context.Observe
            );
    }

    private static double ScaleOf(Matrix<double> layer) =>
        Math.Abs(TensorPrimitives.MaxMagnitude<double>(layer.ToColumnMajorArray()));

    /// <summary>The fewest balanced layers of the start, whether it is balanced, and how far from it beside its weakest direction.</summary>
    private static (Matrix<double>[] Layers, Assumption IsBalanced, double Inequality) LayersOf(
        IReadOnlyList<Matrix<double>> weights
    )
    {
        const string statement = "balanced weights: W_{l+1}ᵀW_{l+1} = W_lW_lᵀ";
        double scale = weights.Max(ScaleOf);
        double defect = LayerBalance.Defect(weights);
        bool isBalanced = defect <= Rounding * scale * scale * weights.Max(weight => weight.ColumnCount);
        if (isBalanced && BalancedLayers.Reduced(weights) is { } layers)
        {
            double inequality = BalancedLayers.Inequality(layers);
            return (
                layers,
                new Assumption(
                    statement,
                    inequality <= Unequal,
                    inequality <= Unequal
                        ? "no difference beyond rounding"
                        : Text($"a weak direction is unequal by {inequality:g3} of its own strength")
                ),
                inequality
            );
        }
        return (
            BalancedLayers.OfProduct(weights),
            new Assumption(statement, Holds: false, Text($"largest difference {defect:g3}")),
            0
        );
    }

    /// <summary>That the flow stays within the rank of the start, where that is less than the task has.</summary>
    private static IEnumerable<Assumption> KeepsRank(Matrix<double>[] layers, LearningTask task)
    {
        int rank = layers[0].RowCount;
        return layers.Length == 1 || rank >= task.Modes.Count
            ? []
            :
            [
                new Assumption(
                    "W(t) keeps the rank of W(0)",
                    Holds: true,
                    Text(
                        $"rank {(IsZero(layers) ? 0 : rank)} of {task.Modes.Count} modes; directions below 1e-13 of the strongest count as 0"
                    )
                ),
            ];
    }

    private static bool IsZero(Matrix<double>[] layers) => layers[0].Enumerate().All(weight => weight == 0);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The velocity as an integrator sees it: layers one after the other, each column-major.</summary>
    private sealed class LayersField(LayersFlow flow, Matrix<double>[] shapes) : IVectorField
    {
        public int Dimension { get; } = shapes.Sum(shape => shape.RowCount * shape.ColumnCount);

        public Matrix<double>[] LayersOf(ReadOnlySpan<double> state)
        {
            Matrix<double>[] layers = new Matrix<double>[shapes.Length];
            int next = 0;
            for (int layer = 0; layer < layers.Length; layer++)
            {
                (int rows, int columns) = (shapes[layer].RowCount, shapes[layer].ColumnCount);
                layers[layer] = Matrix<double>.Build.Dense(rows, columns, state.Slice(next, rows * columns).ToArray());
                next += rows * columns;
            }
            return layers;
        }

        public void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative)
        {
            if (!TensorPrimitives.IsFiniteAll<double>(state))
            {
                derivative.Fill(double.NaN);
                return;
            }
            int next = 0;
            foreach (Matrix<double> velocity in flow.VelocityAt(LayersOf(state)))
            {
                velocity.ToColumnMajorArray().CopyTo(derivative[next..]);
                next += velocity.RowCount * velocity.ColumnCount;
            }
        }
    }
}
