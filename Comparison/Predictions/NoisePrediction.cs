using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Theory.Modes;
using Dynamics.Theory.Quadratics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Predictions;

/// <summary>Stationary variance of stochastic descent without hidden layers, along an eigenvector of Σ^x.</summary>
/// <remarks>
/// Of items drawn with replacement, b at a time, the gradient at W* has mean 0 and, along u and v, variance
/// C = c² (1/N)Σ_n (u·r_n)²(x_n·v)²/b with r_n = W*x_n − y_n; the curvature is H = c (1/N)Σ_n (x_n·v)², where c is 2/N_y for the mean over
/// outputs and 1 for half of the square. The rest is <see cref="NoisyDescentMode"/>: at a constant rate ηC/(H(2 − ηH)). Noise that
/// depends on where the weights are, of relative order η, is left out. Where W* fits every item there is no noise, and the
/// variance is 0.
/// </remarks>
public sealed class NoisePrediction : IVariancePrediction
{
    // An eigenvector, or an exact fit, up to rounding.
    private const double Rounding = 1e-9;

    /// <inheritdoc/>
    public string Name => "noise";

    /// <inheritdoc/>
    public double? VarianceOf(LearningTask task, RunPlan run, string column)
    {
        if (
            task.Items is not DataSet items
            || run.Learning
                is not DescentSettings
                {
                    Order: ItemOrder.Drawn,
                    Optimiser: Optimiser.Plain,
                    WeightDecay: 0,
                    Loss: Loss.MeanSquared or Loss.HalfSquared
                } descent
            || items.Count % descent.Batch != 0
            || run.Hidden.Count > 0
            || !run.ArchitectureFor(task).IsLinear
            || Direction(task, column) is not (Vector<double> u, Vector<double> v)
        )
        {
            return null;
        }
        (double curvature, double noise) = MomentsAlong(items, task.BestMap, u, v);
        double unit = descent.Loss == Loss.MeanSquared ? 2.0 / items.TargetWidth : 1;
        var mode = new NoisyDescentMode(unit * curvature, unit * unit * noise / descent.Batch);
        return descent.Schedule is RateSchedule.Constant
            ? Stationary(mode, descent)
            : OverLastHalf(mode, descent, items.Count / descent.Batch);
    }

    private static double? Stationary(NoisyDescentMode mode, DescentSettings descent)
    {
        if (!(descent.Rate * mode.Curvature < 2))
        {
            return null;
        }
        NoisyMoments moments = mode.Stationary(descent.Rate, descent.Averaging);
        return descent.Averaging > 0 ? moments.AverageVariance : moments.Variance;
    }

    /// <summary>The mean of the variances after each epoch of the last half, from no variance at the start.</summary>
    private static double OverLastHalf(NoisyDescentMode mode, DescentSettings descent, int updates)
    {
        NoisyMoments moments = NoisyMoments.At(0);
        (double sum, int count) = (0, 0);
        for (int epoch = 0; epoch < descent.Epochs; epoch++)
        {
            double rate = descent.RateIn(epoch);
            moments = mode.After(moments, updates, _ => rate, descent.Averaging);
            if (epoch + 1 >= (descent.Epochs + 1) / 2)
            {
                sum += descent.Averaging > 0 ? moments.AverageVariance : moments.Variance;
                count++;
            }
        }
        return sum / count;
    }

    /// <summary>H and C of one item at W*, without the loss's factor.</summary>
    private static (double Curvature, double Noise) MomentsAlong(
        DataSet items,
        Matrix<double> best,
        Vector<double> u,
        Vector<double> v
    )
    {
        Vector<double> answered = u * best;
        (double curvature, double noise, double scale) = (0, 0, 0);
        for (int item = 0; item < items.Count; item++)
        {
            double along = Dot(items.Inputs.Span.Slice(item * items.InputWidth, items.InputWidth), v);
            double wanted = Dot(items.Targets.Span.Slice(item * items.TargetWidth, items.TargetWidth), u);
            double answer = Dot(items.Inputs.Span.Slice(item * items.InputWidth, items.InputWidth), answered);
            curvature += along * along / items.Count;
            noise += (answer - wanted) * (answer - wanted) * along * along / items.Count;
            scale += wanted * wanted * along * along / items.Count;
        }
        return (curvature, noise > Rounding * Rounding * scale ? noise : 0);
    }

    /// <summary>The column as uᵀWv with v an eigenvector of Σ^x of positive eigenvalue; null where it is none.</summary>
    private static (Vector<double> U, Vector<double> V)? Direction(LearningTask task, string column)
    {
        SingularModes modes = task.Modes;
        ModeGroup mode = modes.Groups.FirstOrDefault(group =>
            !group.IsDegenerate && ObservedColumns.Strength(group) == column
        );
        if (mode.Count == 1)
        {
            Vector<double> v = modes.InputModes.Column(mode.First);
            Vector<double> image = task.SigmaX * v;
            bool isEigenvector = (image - v * image * v).L2Norm() <= Rounding * image.L2Norm();
            return isEigenvector ? (modes.OutputModes.Column(mode.First), v) : null;
        }
        return task.Moments.Outputs == 1 ? Eigenvector(task, column) : null;
    }

    // Of several outputs an error along an eigenvector is a length, and no one number.
    private static (Vector<double> U, Vector<double> V)? Eigenvector(LearningTask task, string column)
    {
        InputSpectrum spectrum = task.Spectrum;
        ModeGroup group = spectrum.Groups.FirstOrDefault(group =>
            !group.IsDegenerate && ObservedColumns.Eigenmode(group) == column
        );
        return group.Count == 1 && spectrum.Eigenvalues[group.First] > 0
            ? (Vector<double>.Build.Dense(1, 1), spectrum.Directions.Column(group.First))
            : null;
    }

    private static double Dot(ReadOnlySpan<double> values, Vector<double> other)
    {
        double sum = 0;
        for (int index = 0; index < values.Length; index++)
        {
            sum += values[index] * other[index];
        }
        return sum;
    }
}
