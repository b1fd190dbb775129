using System.Numerics.Tensors;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Comparison.Observation;

/// <summary>How far the neural tangent kernel of a linear network on its task is from that of its start.</summary>
/// <remarks>
/// K = Σ_l XᵀM_{l−1}ᵀM_{l−1}X ⊗ A_lA_lᵀ with M_l = W_l⋯W_1 below layer l and A_l = W_L⋯W_{l+1} above it; of two layers
/// XᵀX ⊗ W₂W₂ᵀ + XᵀW₁ᵀW₁X ⊗ 1. K itself is never made: with Σ^x for XXᵀ it is a sum of L products of small factors. Kernels are
/// compared at norm 1 each: 1 − ⟨K, K(0)⟩/(‖K‖‖K(0)‖) is ½‖K/‖K‖ − K(0)/‖K(0)‖‖², which subtracts the factors themselves, not
/// numbers of the size of ‖K‖², so that distances far below the rounding of 1 keep their digits whatever ‖K‖/‖K(0)‖ is. Powers of
/// two are kept apart from the factors: weights of 1e-100 to 1e100 at any depth lose nothing. Owns its work memory: one thread.
/// </remarks>
internal sealed class TangentKernel
{
    /// <summary>Above this many inputs or outputs it is not looked at: it keeps squares of them for every layer.</summary>
    public const int MostUnits = 512;

    private readonly LayerSizes sizes;
    private readonly IMatrixProducts products;
    private readonly double[][] below; // M_{l−1}√Σ^x, l = 1 … L, each times a power of two
    private readonly double[][] above; // A_l, each times a power of two
    private readonly int[] exponents; // of X_l ⊗ Y_l: what the powers of two have taken away
    private readonly TensorSum start;
    private readonly TensorSum now;
    private readonly TensorSum difference; // two terms for every layer

    /// <param name="task">What is learned.</param>
    /// <param name="sizes">The layers, without biases.</param>
    /// <param name="products">Who multiplies matrices.</param>
    public TangentKernel(LearningTask task, LayerSizes sizes, IMatrixProducts products)
    {
        (this.sizes, this.products) = (sizes, products);
        (int inputs, int outputs, int depth) = (sizes.Inputs, sizes.Outputs, sizes.Depth);
        below = [.. Enumerable.Range(0, depth).Select(layer => new double[sizes.Columns(layer) * inputs])];
        above = [.. Enumerable.Range(0, depth).Select(layer => new double[outputs * sizes.Rows(layer)])];
        exponents = new int[depth];
        Root(task.SigmaX).ToColumnMajorArray().CopyTo(below[0], 0);
        Matrix<double>.Build.DenseIdentity(outputs).ToColumnMajorArray().CopyTo(above[^1], 0);
        start = new TensorSum(depth, inputs * inputs, outputs * outputs);
        now = new TensorSum(depth, inputs * inputs, outputs * outputs);
        difference = new TensorSum(2 * depth, inputs * inputs, outputs * outputs);
    }

    /// <summary>Takes the network from whose kernel distances are measured.</summary>
    public void SetStart(in NetworkView network) => Fill(network, start);

    /// <summary>1 − ⟨K, K(0)⟩/(‖K‖‖K(0)‖), from 0 to 1, and ‖K − K(0)‖/‖K(0)‖, Frobenius.</summary>
    /// <returns>NaN where K(0) = 0; the first also where K = 0, the second also beyond the range of a double.</returns>
    public (double Distance, double Change) Of(in NetworkView network)
    {
        Fill(network, now);
        if (start.Norm == 0)
        {
            return (double.NaN, double.NaN);
        }
        double stretch = now.Norm == 0 ? 0 : Math.ScaleB(now.Norm / start.Norm, now.Exponent - start.Exponent);
        // ‖κK/‖K‖ − K(0)/‖K(0)‖‖ over the larger of κ and 1, and times it at last.
        double larger = Math.Max(1, stretch);
        double change = double.IsFinite(stretch) ? larger * Apart(stretch / larger, 1 / larger) : double.NaN;
        double apart = now.Norm == 0 ? double.NaN : Apart(1, 1);
        return (Math.Min(1, apart * apart / 2), change);
    }

    /// <summary>‖c K/‖K‖ − c₀ K(0)/‖K(0)‖‖.</summary>
    private double Apart(double share, double startShare)
    {
        for (int layer = 0; layer < sizes.Depth; layer++)
        {
            (double weight, double startWeight) = (share * now.Weights[layer], startShare * start.Weights[layer]);
            // wX⊗Y − w₀X₀⊗Y₀ = (wX − w₀X₀)⊗Y + w₀X₀⊗(Y − Y₀), where X, Y, X₀ and Y₀ are of norm 1.
            (double[] inner, double[] outer) = (difference.Inner[2 * layer], difference.Outer[2 * layer]);
            TensorPrimitives.Multiply(start.Inner[layer], -startWeight, inner);
            TensorPrimitives.MultiplyAdd(now.Inner[layer], weight, inner, inner);
            now.Outer[layer].CopyTo(outer, 0);
            (inner, outer) = (difference.Inner[2 * layer + 1], difference.Outer[2 * layer + 1]);
            TensorPrimitives.Multiply(start.Inner[layer], startWeight, inner);
            TensorPrimitives.Subtract(now.Outer[layer], start.Outer[layer], outer);
        }
        return difference.NormByParts();
    }

    /// <summary>Writes M_{l−1}ᵀM_{l−1} between two √Σ^x, and A_lA_lᵀ, of every layer.</summary>
    private void Fill(in NetworkView network, TensorSum kernel)
    {
        int last = sizes.Depth - 1;
        int exponent = 0;
        for (int layer = 0; layer <= last; layer++)
        {
            (int rows, int columns) = (sizes.Rows(layer), sizes.Columns(layer));
            exponents[layer] = 2 * exponent;
            if (layer < last)
            {
                Multiply(new(rows, sizes.Inputs, columns), network[layer].Values.Span, below[layer], below[layer + 1]);
                exponent += Normalise(below[layer + 1]);
            }
            Multiply(
                new(sizes.Inputs, sizes.Inputs, columns, TransposeA: true),
                below[layer],
                below[layer],
                kernel.Inner[layer]
            );
        }
        exponent = 0;
        for (int layer = last; layer >= 0; layer--)
        {
            (int rows, int columns) = (sizes.Rows(layer), sizes.Columns(layer));
            exponents[layer] += 2 * exponent;
            Multiply(
                new(sizes.Outputs, sizes.Outputs, rows, TransposeB: true),
                above[layer],
                above[layer],
                kernel.Outer[layer]
            );
            if (layer > 0)
            {
                Multiply(new(sizes.Outputs, columns, rows), above[layer], network[layer].Values.Span, above[layer - 1]);
                exponent += Normalise(above[layer - 1]);
            }
        }
        kernel.Normalise(exponents);
    }

    private void Multiply(ProductShape shape, ReadOnlySpan<double> a, ReadOnlySpan<double> b, double[] c) =>
        products.Product(shape, a, b, c);

    /// <summary>Divides by a power of two, so that the largest entry is from 1 to 2.</summary>
    /// <returns>Its exponent; 0 where there is no entry but 0.</returns>
    private static int Normalise(Span<double> values)
    {
        double largest = TensorPrimitives.MaxMagnitude<double>(values);
        if (largest == 0 || !double.IsFinite(largest))
        {
            return 0;
        }
        int exponent = Math.ILogB(largest);
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = Math.ScaleB(values[index], -exponent);
        }
        return exponent;
    }

    /// <summary>√Σ^x, but for a power of two, which both kernels share.</summary>
    private static Matrix<double> Root(Matrix<double> sigmaX)
    {
        double[] scaled = sigmaX.ToColumnMajorArray();
        Normalise(scaled);
        Evd<double> eigen = Matrix<double>
            .Build.Dense(sigmaX.RowCount, sigmaX.ColumnCount, scaled)
            .Evd(Symmetricity.Symmetric);
        Vector<double> roots = eigen.EigenValues.Map(value => Math.Sqrt(Math.Max(0, value.Real)));
        return eigen.EigenVectors
            * Matrix<double>.Build.DenseOfDiagonalVector(roots).TransposeAndMultiply(eigen.EigenVectors);
    }
}
