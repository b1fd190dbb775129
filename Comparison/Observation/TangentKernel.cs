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
/// XᵀX ⊗ W₂W₂ᵀ + XᵀW₁ᵀW₁X ⊗ 1. K itself is never made: the scalar product of two such sums is that of their small factors, with
/// Σ^x for XXᵀ, and K − K(0) is a sum of the factors' own differences, so that small changes keep their digits. Owns its work memory: one thread.
/// </remarks>
internal sealed class TangentKernel
{
    /// <summary>Above this many inputs or outputs it is not looked at: it keeps squares of them for every layer.</summary>
    public const int MostUnits = 512;

    private readonly LayerSizes sizes;
    private readonly IMatrixProducts products;
    private readonly double[][] below; // M_{l−1}√Σ^x, l = 1 … L
    private readonly double[][] above; // A_l
    private readonly (double[] Inner, double[] Outer)[] start;
    private readonly (double[] Inner, double[] Outer)[] difference;
    private readonly (double[] Inner, double[] Outer)[] terms; // of K − K(0), two for every layer
    private double startNorm;

    /// <param name="task">What is learned.</param>
    /// <param name="sizes">The layers, without biases.</param>
    /// <param name="products">Who multiplies matrices.</param>
    public TangentKernel(LearningTask task, LayerSizes sizes, IMatrixProducts products)
    {
        (this.sizes, this.products) = (sizes, products);
        (int inputs, int outputs, int depth) = (sizes.Inputs, sizes.Outputs, sizes.Depth);
        below = [.. Enumerable.Range(0, depth).Select(layer => new double[sizes.Columns(layer) * inputs])];
        above = [.. Enumerable.Range(0, depth).Select(layer => new double[outputs * sizes.Rows(layer)])];
        Root(task.SigmaX).ToColumnMajorArray().CopyTo(below[0], 0);
        Matrix<double>.Build.DenseIdentity(outputs).ToColumnMajorArray().CopyTo(above[^1], 0);
        (start, difference) = (Pairs(), Pairs());
        terms =
        [
            .. difference.Select(change => (change.Inner, new double[outputs * outputs])), // its outer factor as it is now
            .. start.Zip(difference, (factor, change) => (factor.Inner, change.Outer)),
        ];

        (double[], double[])[] Pairs() =>
            [.. Enumerable.Range(0, depth).Select(_ => (new double[inputs * inputs], new double[outputs * outputs]))];
    }

    /// <summary>Takes the network from whose kernel distances are measured.</summary>
    public void SetStart(in NetworkView network)
    {
        Fill(network, start);
        startNorm = Math.Sqrt(Overlap(start, start));
    }

    /// <summary>1 − ⟨K, K(0)⟩/(‖K‖‖K(0)‖) and ‖K − K(0)‖/‖K(0)‖, Frobenius; NaN where K(0) = 0.</summary>
    public (double Distance, double Change) Of(in NetworkView network)
    {
        if (startNorm == 0)
        {
            return (double.NaN, double.NaN); // no kernel to measure from
        }
        Fill(network, difference);
        for (int layer = 0; layer < sizes.Depth; layer++)
        {
            difference[layer].Outer.CopyTo(terms[layer].Outer, 0);
            TensorPrimitives.Subtract(difference[layer].Inner, start[layer].Inner, difference[layer].Inner);
            TensorPrimitives.Subtract(difference[layer].Outer, start[layer].Outer, difference[layer].Outer);
        }
        double change = Math.Max(0, Overlap(terms, terms));
        double longer = 2 * Overlap(start, terms) + change; // ‖K‖² − ‖K(0)‖²
        double norm = Math.Sqrt(Math.Max(0, startNorm * startNorm + longer));
        double stretch = longer / (norm + startNorm);
        return (Math.Max(0, (change - stretch * stretch) / (2 * norm * startNorm)), Math.Sqrt(change) / startNorm);
    }

    /// <summary>Writes M_{l−1}ᵀM_{l−1} between two √Σ^x, and A_lA_lᵀ, of every layer.</summary>
    private void Fill(in NetworkView network, (double[] Inner, double[] Outer)[] factors)
    {
        int last = sizes.Depth - 1;
        for (int layer = 0; layer <= last; layer++)
        {
            (int rows, int columns) = (sizes.Rows(layer), sizes.Columns(layer));
            if (layer < last)
            {
                Multiply(new(rows, sizes.Inputs, columns), network[layer].Values.Span, below[layer], below[layer + 1]);
            }
            Multiply(
                new(sizes.Inputs, sizes.Inputs, columns, TransposeA: true),
                below[layer],
                below[layer],
                factors[layer].Inner
            );
        }
        for (int layer = last; layer >= 0; layer--)
        {
            (int rows, int columns) = (sizes.Rows(layer), sizes.Columns(layer));
            Multiply(
                new(sizes.Outputs, sizes.Outputs, rows, TransposeB: true),
                above[layer],
                above[layer],
                factors[layer].Outer
            );
            if (layer > 0)
            {
                Multiply(new(sizes.Outputs, columns, rows), above[layer], network[layer].Values.Span, above[layer - 1]);
            }
        }
    }

    private void Multiply(ProductShape shape, ReadOnlySpan<double> a, ReadOnlySpan<double> b, double[] c) =>
        products.Product(shape, a, b, c);

    /// <summary>⟨Σ X_p ⊗ Y_p, Σ X_q ⊗ Y_q⟩ = Σ ⟨X_p, X_q⟩⟨Y_p, Y_q⟩.</summary>
    private static double Overlap((double[] Inner, double[] Outer)[] left, (double[] Inner, double[] Outer)[] right)
    {
        double sum = 0;
        foreach ((double[] inner, double[] outer) in left)
        {
            foreach ((double[] otherInner, double[] otherOuter) in right)
            {
                sum +=
                    TensorPrimitives.Dot<double>(inner, otherInner) * TensorPrimitives.Dot<double>(outer, otherOuter);
            }
        }
        return sum;
    }

    private static Matrix<double> Root(Matrix<double> sigmaX)
    {
        Evd<double> eigen = sigmaX.Evd(Symmetricity.Symmetric);
        Vector<double> roots = eigen.EigenValues.Map(value => Math.Sqrt(Math.Max(0, value.Real)));
        return eigen.EigenVectors
            * Matrix<double>.Build.DenseOfDiagonalVector(roots).TransposeAndMultiply(eigen.EigenVectors);
    }
}
