using Dynamics.Theory.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Theory.Modes;

/// <summary>The strength each mode starts from, read off given weights W_1 … W_L (input side first), and what spoils it.</summary>
public static class StartingStrengths
{
    /// <summary>a₀_α = ¼|W₁v_α + W₂ᵀu_α|² of a network with one hidden layer: the part of the start that grows.</summary>
    /// <remarks>
    /// At small weights τ d(W₁v + W₂ᵀu)/dt = s (W₁v + W₂ᵀu) while the difference W₁v − W₂ᵀu decays. For balanced and aligned
    /// weights this is the overlap. In a degenerate group: the eigenvalues, descending, of the Gram matrix ¼ p_i·p_j of
    /// p = W₁v + W₂ᵀu, i.e. the strengths in the basis of the group that diagonalises it.
    /// </remarks>
    /// <param name="modes">The modes of the task.</param>
    /// <param name="weights">W_1 (h × N_x) and W_2 (N_y × h); not kept.</param>
    /// <returns>One strength per mode, not negative.</returns>
    /// <exception cref="ArgumentException">There are not two layers, a shape does not fit, or an entry is not finite.</exception>
    public static double[] GrowingPart(SingularModes modes, IReadOnlyList<Matrix<double>> weights)
    {
        RequireTwoLayers(modes, weights);
        Matrix<double> growing =
            (weights[0] * modes.InputModes + weights[1].TransposeThisAndMultiply(modes.OutputModes)) / 2;
        Matrix<double> gram = growing.TransposeThisAndMultiply(growing);
        double[] strengths = new double[modes.Count];
        foreach (ModeGroup group in modes.Groups)
        {
            double[] eigenvalues = group.IsDegenerate
                ? Descending(Block(gram, group).Evd(Symmetricity.Symmetric))
                : [gram[group.First, group.First]];
            eigenvalues.CopyTo(strengths, group.First);
        }
        return strengths;
    }

    /// <summary>u_αᵀW_L⋯W_1v_α, the signed strength of the map itself; tr(U_gᵀWV_g)/k for each of the k modes of a group.</summary>
    /// <param name="modes">The modes of the task.</param>
    /// <param name="weights">W_1 … W_L, at least one; not kept.</param>
    /// <returns>One strength per mode, of any sign.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, or an entry is not finite.</exception>
    public static double[] Overlap(SingularModes modes, IReadOnlyList<Matrix<double>> weights)
    {
        RequireFit(modes, weights);
        Matrix<double> strength = modes.OutputModes.TransposeThisAndMultiply(ImageOfInputModes(modes, weights));
        double[] strengths = new double[modes.Count];
        foreach (ModeGroup group in modes.Groups)
        {
            Array.Fill(strengths, Block(strength, group).Trace() / group.Count, group.First, group.Count);
        }
        return strengths;
    }

    /// <summary>
    /// u₀_α = (L⁻¹ Σ_l |x_{l−1}|²|y_l|²)^{L/(2L−2)}, L ≥ 3, with x_l = W_l⋯W_1v_α and y_l = W_{l+1}ᵀ⋯W_Lᵀu_α: the balanced start
    /// whose strength answers the error as readily as that of the weights given does.
    /// </summary>
    /// <remarks>
    /// At any weights τ du_α/dt = (Σ_l |x_{l−1}|²|y_l|²) (s_α − u_α) as far as mode α moves alone; for balanced, aligned ones the
    /// sum is L u^{2−2/L}, and this is the overlap. Heuristic for any other start: half-rise times of exercise 2 came out within
    /// 45 % rms, where the magnitude of the overlap is off by factors. In a degenerate group each |·|² is its mean over the group,
    /// which no choice of basis changes.
    /// </remarks>
    /// <param name="modes">The modes of the task.</param>
    /// <param name="weights">W_1 … W_L, at least three; not kept.</param>
    /// <returns>One strength per mode, not negative.</returns>
    /// <exception cref="ArgumentException">There are fewer than three layers, a shape does not fit, or an entry is not finite.</exception>
    public static double[] TangentMatched(SingularModes modes, IReadOnlyList<Matrix<double>> weights)
    {
        RequireFit(modes, weights);
        int depth = weights.Count;
        if (depth < 3)
        {
            throw new ArgumentException(
                $"The tangent-matched start is for three and more layers, but {depth} were given. For two there is the growing "
                    + "part, for one the overlap.",
                nameof(weights)
            );
        }
        var forward = new Matrix<double>[depth]; // x_0 … x_{L−1}
        var backward = new Matrix<double>[depth]; // y_1 … y_L
        forward[0] = modes.InputModes;
        backward[^1] = modes.OutputModes;
        for (int layer = 1; layer < depth; layer++)
        {
            forward[layer] = weights[layer - 1] * forward[layer - 1];
            backward[^(layer + 1)] = weights[^layer].TransposeThisAndMultiply(backward[^layer]);
        }
        double[] strengths = new double[modes.Count];
        foreach (ModeGroup group in modes.Groups)
        {
            double tangent = forward.Zip(backward, (x, y) => MeanSquare(x, group) * MeanSquare(y, group)).Average();
            Array.Fill(strengths, Math.Pow(tangent, depth / (2.0 * depth - 2)), group.First, group.Count);
        }
        return strengths;
    }

    /// <summary>‖W_l‖_F of every layer, input side first.</summary>
    /// <param name="weights">W_1 … W_L, at least one; not kept.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or an entry is not finite.</exception>
    public static double[] LayerNorms(IReadOnlyList<Matrix<double>> weights)
    {
        RequireChain(weights);
        return [.. weights.Select(ScaledMatrix.FrobeniusNorm)];
    }

    /// <summary>‖W_{l+1}ᵀW_{l+1} − W_lW_lᵀ‖_F of every pair of neighbours: how unequal they are, conserved by the flow.</summary>
    /// <param name="weights">W_1 … W_L, at least one; not kept.</param>
    /// <returns>L − 1 norms.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, or an entry is not finite.</exception>
    public static double[] Imbalances(IReadOnlyList<Matrix<double>> weights)
    {
        RequireChain(weights);
        return [.. weights.Zip(weights.Skip(1), (below, above) => Imbalance(below, above).Norm)];
    }

    /// <summary>
    /// max |entry of W_{l+1}ᵀW_{l+1} − W_lW_lᵀ| over all l: 0 for balanced weights, conserved by the flow; 0 for one layer.
    /// </summary>
    /// <param name="weights">W_1 … W_L, at least one; not kept.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or an entry is not finite.</exception>
    public static double BalanceDefect(IReadOnlyList<Matrix<double>> weights)
    {
        RequireChain(weights);
        double largest = 0;
        for (int layer = 0; layer + 1 < weights.Count; layer++)
        {
            largest = Math.Max(largest, Imbalance(weights[layer], weights[layer + 1]).Largest);
        }
        return largest;
    }

    /// <summary>How far the modes are from moving each on its own: the largest part of W that couples one to anything else.</summary>
    /// <remarks>
    /// The largest of |u_αᵀWv_β| for α, β of different groups; ½|u_αᵀWv_β − u_βᵀWv_α| within a group (0 if some basis of the
    /// group diagonalises its block); and the lengths of Wv_α outside the output modes and of Wᵀu_α outside the input modes.
    /// For balanced weights 0 means aligned. Shallow networks need no alignment: their modes are independent whatever it is.
    /// </remarks>
    /// <param name="modes">The modes of the task.</param>
    /// <param name="weights">W_1 … W_L, at least one; not kept.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or an entry is not finite.</exception>
    public static double AlignmentDefect(SingularModes modes, IReadOnlyList<Matrix<double>> weights)
    {
        RequireFit(modes, weights);
        Matrix<double> forward = ImageOfInputModes(modes, weights);
        Matrix<double> backward = weights
            .Reverse()
            .Aggregate(modes.OutputModes, (image, weight) => weight.TransposeThisAndMultiply(image));
        Matrix<double> strength = modes.OutputModes.TransposeThisAndMultiply(forward);
        Matrix<double> outside = forward - modes.OutputModes * strength;
        Matrix<double> outsideBackward = backward - modes.InputModes.TransposeAndMultiply(strength);
        Matrix<double> coupling = strength.Clone();
        foreach (ModeGroup group in modes.Groups)
        {
            Matrix<double> block = Block(strength, group);
            coupling.SetSubMatrix(group.First, group.First, (block - block.Transpose()) / 2);
        }
        return outside
            .ColumnNorms(2)
            .Concat(outsideBackward.ColumnNorms(2))
            .Append(ScaledMatrix.LargestMagnitude(coupling))
            .Max();
    }

    // Largest entry and Frobenius norm of W_{l+1}ᵀW_{l+1} − W_lW_lᵀ. As many rows at a time as fill some megabytes: the whole
    // matrix of a wide layer would not fit.
    private static (double Largest, double Norm) Imbalance(Matrix<double> below, Matrix<double> above)
    {
        const int entriesAtOnce = 1 << 20;
        int width = below.RowCount;
        int rowsAtOnce = Math.Max(1, entriesAtOnce / width);
        (double largest, double squares) = (0, 0);
        for (int first = 0; first < width; first += rowsAtOnce)
        {
            // Symmetric: the rows of a block from their diagonal on.
            int rows = Math.Min(rowsAtOnce, width - first);
            Matrix<double> aboveRight = above.SubMatrix(0, above.RowCount, first, width - first);
            Matrix<double> belowRight = below.SubMatrix(first, width - first, 0, below.ColumnCount);
            Matrix<double> imbalance =
                aboveRight.SubMatrix(0, above.RowCount, 0, rows).TransposeThisAndMultiply(aboveRight)
                - belowRight.SubMatrix(0, rows, 0, below.ColumnCount).TransposeAndMultiply(belowRight);
            double[] entries = imbalance.ToColumnMajorArray();
            largest = Math.Max(largest, ScaledMatrix.LargestMagnitude(imbalance));
            // What is right of the diagonal block stands below it once more.
            squares += Squares(entries.AsSpan(0, rows * rows)) + 2 * Squares(entries.AsSpan(rows * rows));
        }
        return (largest, Math.Sqrt(squares));
    }

    private static double Squares(ReadOnlySpan<double> entries)
    {
        double sum = 0;
        foreach (double entry in entries)
        {
            sum += entry * entry;
        }
        return sum;
    }

    private static double MeanSquare(Matrix<double> images, ModeGroup group) =>
        Enumerable.Range(group.First, group.Count).Average(mode => Math.Pow(images.Column(mode).L2Norm(), 2));

    private static Matrix<double> ImageOfInputModes(SingularModes modes, IReadOnlyList<Matrix<double>> weights) =>
        weights.Aggregate(modes.InputModes, (image, weight) => weight * image);

    private static Matrix<double> Block(Matrix<double> matrix, ModeGroup group) =>
        matrix.SubMatrix(group.First, group.Count, group.First, group.Count);

    // Eigenvalues of a Gram matrix are not negative; rounding may say otherwise.
    private static double[] Descending(Evd<double> evd) =>
        [.. evd.EigenValues.Select(value => Math.Max(0, value.Real)).OrderDescending()];

    internal static void RequireTwoLayers(SingularModes modes, IReadOnlyList<Matrix<double>> weights)
    {
        RequireFit(modes, weights);
        if (weights.Count != 2)
        {
            throw new ArgumentException(
                $"The growing part |W₁v + W₂ᵀu|² is that of two layers, but {weights.Count} were given. Use the overlap.",
                nameof(weights)
            );
        }
    }

    internal static void RequireFit(SingularModes modes, IReadOnlyList<Matrix<double>> weights)
    {
        RequireChain(weights);
        int inputs = modes.InputModes.RowCount;
        int outputs = modes.OutputModes.RowCount;
        if (weights[0].ColumnCount != inputs || weights[^1].RowCount != outputs)
        {
            throw new ArgumentException(
                $"The task has {inputs} inputs and {outputs} outputs, but the weights lead from {weights[0].ColumnCount} "
                    + $"to {weights[^1].RowCount}. Give the layers input side first.",
                nameof(weights)
            );
        }
    }

    private static void RequireChain(IReadOnlyList<Matrix<double>> weights)
    {
        if (weights.Count == 0)
        {
            throw new ArgumentException("At least one weight matrix is needed.", nameof(weights));
        }
        for (int layer = 0; layer < weights.Count; layer++)
        {
            Require.Finite(weights[layer], $"W_{layer + 1}", nameof(weights));
            if (layer > 0 && weights[layer].ColumnCount != weights[layer - 1].RowCount)
            {
                throw new ArgumentException(
                    $"W_{layer + 1} must have {weights[layer - 1].RowCount} columns, one per row of W_{layer}, but is "
                        + $"{weights[layer].RowCount}×{weights[layer].ColumnCount}. Give the layers input side first.",
                    nameof(weights)
                );
            }
        }
    }
}
