using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Randomness;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Simulation.Data;

/// <summary>Gaussian data labelled by a linear teacher: y = W̄x + noise.</summary>
/// <remarks>
/// Entries of x are drawn from N(0, σ_x²), of the noise from N(0, σ_ε²), independently. With σ_x² = 1/N_x and teacher
/// weights of variance σ_w² this is the setting of Advani and Saxe, arXiv:1710.03667, where one output has signal variance
/// σ_w². Streams: item i takes its input from (seed, "inputs", i) and its noise from (seed, "noise", i), so more items
/// leave the others in place.
/// </remarks>
public sealed class LinearTeacher
{
    private readonly double[] map;

    /// <param name="map">W̄, N_y × N_x, finite. Copied.</param>
    /// <param name="inputVariance">σ_x² of one entry of x; finite and not negative.</param>
    /// <param name="noiseVariance">σ_ε² of one entry of the noise; finite and not negative.</param>
    /// <exception cref="ArgumentException">An entry is not finite, or a variance negative or not finite.</exception>
    public LinearTeacher(Matrix<double> map, double inputVariance, double noiseVariance = 0)
    {
        RequireVariance(inputVariance, nameof(inputVariance));
        RequireVariance(noiseVariance, nameof(noiseVariance));
        this.map = map.ToColumnMajorArray();
        if (!this.map.All(double.IsFinite))
        {
            throw new ArgumentException("All weights of the teacher must be finite.", nameof(map));
        }
        (Inputs, Outputs) = (map.ColumnCount, map.RowCount);
        (InputVariance, NoiseVariance) = (inputVariance, noiseVariance);
    }

    /// <summary>N_x.</summary>
    public int Inputs { get; }

    /// <summary>N_y.</summary>
    public int Outputs { get; }

    /// <summary>σ_x², variance of one entry of x.</summary>
    public double InputVariance { get; }

    /// <summary>σ_ε², variance of one entry of the noise.</summary>
    public double NoiseVariance { get; }

    /// <summary>W̄, N_y × N_x, column-major.</summary>
    public ReadOnlyMemory<double> Map => map;

    /// <summary>Draws a teacher's weights from N(0, variance), column by column from the stream (seed, "teacher", 0).</summary>
    /// <param name="outputs">N_y; positive.</param>
    /// <param name="inputs">N_x; positive.</param>
    /// <param name="variance">σ_w² of one weight; finite and not negative.</param>
    /// <param name="seed">Any integer.</param>
    /// <returns>W̄, N_y × N_x.</returns>
    /// <exception cref="ArgumentException">A size or the variance is out of its range.</exception>
    public static Matrix<double> DrawMap(int outputs, int inputs, double variance, int seed)
    {
        RequireVariance(variance, nameof(variance));
        double[] weights = new double[ArrayLength.Of(outputs, inputs, "The teacher's map", nameof(inputs))];
        new RandomStream(seed, "teacher", 0).FillNormal(weights, Math.Sqrt(variance));
        return Matrix<double>.Build.Dense(outputs, inputs, weights);
    }

    /// <summary>Draws items <paramref name="first"/> … <paramref name="first"/> + <paramref name="count"/> − 1.</summary>
    /// <param name="count">Number of items; positive.</param>
    /// <param name="seed">Any integer; the same seed gives the same items.</param>
    /// <param name="first">0, or the length of a training set to draw the test set that goes with it; not negative.</param>
    /// <exception cref="ArgumentException">There would be no item, or more than one array holds.</exception>
    public DataSet Sample(int count, int seed, int first = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        double[] inputs = new double[ArrayLength.Of(Inputs, count, "The matrix of inputs", nameof(count))];
        double[] targets = new double[ArrayLength.Of(Outputs, count, "The matrix of targets", nameof(count))];
        for (int item = 0; item < count; item++)
        {
            int index = checked(first + item);
            new RandomStream(seed, "inputs", index).FillNormal(
                inputs.AsSpan(item * Inputs, Inputs),
                Math.Sqrt(InputVariance)
            );
            new RandomStream(seed, "noise", index).FillNormal(
                targets.AsSpan(item * Outputs, Outputs),
                Math.Sqrt(NoiseVariance)
            );
        }
        var addSignal = new ProductShape(Outputs, count, Inner: Inputs, Beta: 1);
        MatrixProducts.Current.Product(addSignal, map, inputs, targets);
        return new DataSet(
            inputs: Matrix<double>.Build.Dense(Inputs, count, inputs),
            targets: Matrix<double>.Build.Dense(Outputs, count, targets)
        );
    }

    private static void RequireVariance(double variance, string parameter)
    {
        if (!(variance >= 0 && double.IsFinite(variance)))
        {
            throw new ArgumentOutOfRangeException(parameter, variance, "The variance must be finite and not negative.");
        }
    }
}
