using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Theory;
using Dynamics.Theory.Modes;
using Dynamics.Theory.Quadratics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Predictions;

/// <summary>Full-batch descent without hidden layers, plain, with momentum or by Newton's method: exact at every epoch, for any Σ^x and any start.</summary>
/// <remarks>
/// W_k = W* + Σ_i f_i(k)(W_0 − W*)v_i v_iᵀ over the eigenmodes of Σ^x, f_i the error of one eigenmode of curvature cλ_i + γ, see
/// <see cref="MomentumMode"/>; under a schedule, plain descent only, f_i = Π(1 − η_k(cλ_i + γ)). With weight decay W* is that of
/// the decayed loss. Between epochs, where there is no descent, the curves are straight lines.
/// </remarks>
public sealed class QuadraticPrediction : IPrediction
{
    /// <inheritdoc/>
    public string Name => "quadratic";

    /// <inheritdoc/>
    public string Legend => "eigenmodes of the quadratic";

    /// <inheritdoc/>
    public Forecast Predict(PredictionContext context)
    {
        ClosedForm<LinearDescent> known = LinearDescent.Of(context.Task, context.Architecture, context.Learning);
        if (known is not ClosedForm<LinearDescent>.Found { Solution: var descent })
        {
            return new Forecast.None(((ClosedForm<LinearDescent>.None)known).Because);
        }
        var observer = new MapObserver(
            context.Task,
            [Observable.Modes, Observable.SingularValues, Observable.Loss, Observable.Eigenmodes]
        );
        try
        {
            var curves = new Curves(context.Task, context.StartingWeights[0], descent, observer);
            Assumption[] assumptions = [.. RoundingGrowth.Of(context, context.StartingWeights[0])];
            return new Forecast.Curves(Standing.Exact, assumptions, observer.Columns, curves.At);
        }
        catch (ArgumentException problem)
        {
            return new Forecast.None(Display.Sentence(problem));
        }
    }

    private sealed class Curves
    {
        private readonly MapObserver observer;
        private readonly EigenmodeFactors factors;
        private readonly Matrix<double> limit;
        private readonly Matrix<double> errors; // (W_0 − W*)v_i as columns
        private readonly Matrix<double> offsets; // what decay leaves of the error, (W* − best map)v_i; else 0
        private readonly InputSpectrum spectrum;
        private readonly double[] below;
        private readonly double[] above;

        public Curves(LearningTask task, Matrix<double> start, LinearDescent descent, MapObserver observer)
        {
            this.observer = observer;
            spectrum = task.Spectrum;
            factors = new EigenmodeFactors(descent, [.. spectrum.Eigenvalues.Select(descent.EffectiveCurvature)]);
            limit =
                descent.Settings.WeightDecay == 0
                    ? task.BestMap
                    : Decayed(task, descent, [.. spectrum.Eigenvalues.Select(descent.Curvature)]);
            errors = (start - limit) * spectrum.Directions;
            offsets = (limit - task.BestMap) * spectrum.Directions;
            (below, above) = (new double[observer.Columns.Count], new double[observer.Columns.Count]);
        }

        public void At(double time, Span<double> values)
        {
            long epoch = (long)Math.Floor(time);
            Observe(epoch, below);
            double part = time - epoch;
            if (part > 0)
            {
                Observe(epoch + 1, above);
            }
            for (int column = 0; column < values.Length; column++)
            {
                values[column] = part > 0 ? below[column] + part * (above[column] - below[column]) : below[column];
            }
        }

        private void Observe(long epoch, Span<double> values)
        {
            ReadOnlySpan<double> now = factors.After(epoch);
            Matrix<double> moved = errors.Clone();
            for (int mode = 0; mode < now.Length; mode++)
            {
                for (int output = 0; output < moved.RowCount; output++)
                {
                    moved[output, mode] *= now[mode];
                }
            }
            Matrix<double> map = limit + moved.TransposeAndMultiply(spectrum.Directions);
            observer.Observe(map.ToColumnMajorArray(), values);
            Sharpen(moved + offsets, values);
        }

        // What is left of an error long after its start is lost beside the map it is an error of, but is known here.
        private void Sharpen(Matrix<double> left, Span<double> values)
        {
            int first = values.Length - spectrum.Groups.Count;
            double loss = 0;
            for (int index = 0; index < spectrum.Groups.Count; index++)
            {
                ModeGroup group = spectrum.Groups[index];
                Matrix<double> part = left.SubMatrix(0, left.RowCount, group.First, group.Count);
                double[] numbers = part.ToColumnMajorArray();
                values[first + index] = numbers.Length == 1 ? numbers[0] : Math.Sqrt(numbers.Sum(z => z * z));
                for (int mode = 0; mode < group.Count; mode++)
                {
                    loss += spectrum.Eigenvalues[group.First + mode] * part.Column(mode).Sum(z => z * z) / 2;
                }
            }
            values[first - 1] = loss;
        }

        /// <summary>cΣ^yx(cΣ^x + γ)⁻¹, in the eigenmodes.</summary>
        private static Matrix<double> Decayed(LearningTask task, LinearDescent descent, double[] curvatures)
        {
            Matrix<double> along = descent.Unit * task.SigmaYX * task.Spectrum.Directions;
            var inverse = Matrix<double>.Build.DenseOfDiagonalArray([.. curvatures.Select(curvature => 1 / curvature)]);
            return (along * inverse).TransposeAndMultiply(task.Spectrum.Directions);
        }
    }
}
