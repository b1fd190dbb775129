using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Observation;

/// <summary>Both ends of the spectrum of the Hessian of a linear network's excess loss in all weights: the three largest eigenvalues, and the least.</summary>
/// <remarks>
/// The whole matrix, a product for every weight, and all its eigenvalues. The largest is the sharpness; a negative least one says that the
/// weights are near a saddle, and how fast it is left. Owns its work memory: one thread.
/// </remarks>
internal sealed class HessianSpectrum
{
    /// <summary>Above this many weights it is not looked at: the time goes with their cube.</summary>
    public const int MostWeights = 256;

    private const int Largest = 3;

    private readonly HessianProduct hessian;
    private readonly Matrix<double> matrix;
    private readonly double[] direction;
    private readonly double[] column;

    /// <param name="task">What is learned.</param>
    /// <param name="architecture">The network; linear, with at most <see cref="MostWeights"/> weights.</param>
    /// <param name="products">Who multiplies matrices.</param>
    /// <exception cref="ArgumentException">The network is not linear, or too large.</exception>
    public HessianSpectrum(LearningTask task, Architecture architecture, IMatrixProducts products)
    {
        if (!CanBeSeen(architecture))
        {
            throw new ArgumentException(
                $"The spectrum is that of a linear network of at most {MostWeights} weights, but this one has "
                    + $"{architecture.Sizes.Count} and is {(architecture.IsLinear ? "linear" : "not linear")}.",
                nameof(architecture)
            );
        }
        hessian = new HessianProduct(architecture.Sizes, task.Moments, products);
        matrix = Matrix<double>.Build.Dense(hessian.Dimension, hessian.Dimension);
        (direction, column) = (new double[hessian.Dimension], new double[hessian.Dimension]);
    }

    /// <summary>Whether a network is linear and small enough.</summary>
    public static bool CanBeSeen(Architecture architecture) =>
        architecture.IsLinear && architecture.Sizes.Count <= MostWeights;

    /// <summary>Writes what <see cref="ObservedColumns.Curvature"/> names; NaN where it is not finite, or there are not so many.</summary>
    public void Write(in NetworkView network, Span<double> values)
    {
        hessian.MoveTo(network.State.Span);
        for (int index = 0; index < column.Length; index++)
        {
            direction[index] = 1;
            hessian.Apply(direction, column);
            direction[index] = 0;
            matrix.SetColumn(index, column);
        }
        values[..(Largest + 1)].Fill(double.NaN);
        // Factorisations of what is not finite need not end.
        if (matrix.Enumerate().All(double.IsFinite))
        {
            double[] ascending =
            [
                .. ((matrix + matrix.Transpose()) / 2)
                    .Evd(Symmetricity.Symmetric)
                    .EigenValues.Select(value => value.Real)
                    .Order(),
            ];
            for (int place = 0; place < Math.Min(Largest, ascending.Length); place++)
            {
                values[place] = ascending[^(place + 1)];
            }
            values[Largest] = ascending[0];
        }
    }
}
