using Dynamics.Theory.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Theory.Modes;

/// <summary>The strength each mode starts from, read off given weights W_1 … W_L (input side first), and what couples it.</summary>
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
        WeightShapes.RequireTwoLayers(modes, weights);
        Matrix<double> growing =
            (weights[0] * modes.InputModes + weights[1].TransposeThisAndMultiply(modes.OutputModes)) / 2;
        Matrix<double> gram = growing.TransposeThisAndMultiply(growing);
        // Eigenvalues of a Gram matrix are not negative; rounding may say otherwise.
        return PerGroup(modes, group => [.. Eigenvalues(Block(gram, group)).Select(value => Math.Max(0, value))]);
    }

    /// <summary>u_αᵀW_L⋯W_1v_α, the signed strength of the map itself; tr(U_gᵀWV_g)/k for each of the k modes of a group.</summary>
    /// <param name="modes">The modes of the task.</param>
    /// <param name="weights">W_1 … W_L, at least one; not kept.</param>
    /// <returns>One strength per mode, of any sign.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, or an entry is not finite.</exception>
    public static double[] Overlap(SingularModes modes, IReadOnlyList<Matrix<double>> weights)
    {
        WeightShapes.RequireFit(modes, weights);
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
        WeightShapes.RequireFit(modes, weights);
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

    /// <summary>The strengths of aligned weights: u_αᵀWv_α; in a degenerate group the eigenvalues of U_gᵀWV_g, descending.</summary>
    /// <remarks>
    /// With balanced layers these are what the balanced solutions start from at any depth, exactly. Of weights that are not aligned, see
    /// <see cref="AlignmentDefect"/>, the symmetric part of the block says nothing of what its modes do.
    /// </remarks>
    /// <param name="modes">The modes of the task.</param>
    /// <param name="weights">W_1 … W_L, at least one; not kept.</param>
    /// <returns>One strength per mode, of any sign.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, or an entry is not finite.</exception>
    public static double[] OfAligned(SingularModes modes, IReadOnlyList<Matrix<double>> weights)
    {
        WeightShapes.RequireFit(modes, weights);
        Matrix<double> strength = modes.OutputModes.TransposeThisAndMultiply(ImageOfInputModes(modes, weights));
        return PerGroup(
            modes,
            group =>
            {
                Matrix<double> block = Block(strength, group);
                return Eigenvalues((block + block.Transpose()) / 2);
            }
        );
    }

    /// <summary>How far the modes are from moving each on its own: the largest part of W that couples one to anything else.</summary>
    /// <remarks>
    /// The largest of |u_αᵀWv_β| for α, β of different groups; ½|u_αᵀWv_β − u_βᵀWv_α| within a group (0 if some basis of the
    /// group diagonalises its block); and the lengths of Wv_α outside the output modes and of Wᵀu_α outside the input modes.
    /// For balanced weights 0 means aligned, but for what of W lies wholly outside the modes, <see cref="SingularModes.Outside"/>. Shallow networks need no alignment: their modes are independent whatever it is.
    /// </remarks>
    /// <param name="modes">The modes of the task.</param>
    /// <param name="weights">W_1 … W_L, at least one; not kept.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or an entry is not finite.</exception>
    public static double AlignmentDefect(SingularModes modes, IReadOnlyList<Matrix<double>> weights)
    {
        (Matrix<double> coupling, double[] outside) = Couplings(modes, weights);
        return Math.Max(outside.Max(), ScaledMatrix.LargestMagnitude(coupling));
    }

    /// <summary>For every mode, how strongly it is coupled to stronger ones, in units of its own strength and theirs.</summary>
    /// <remarks>
    /// The largest |u_αᵀWv_β| or |u_βᵀWv_α| over √(|u_α||u_β|), u of <see cref="OfAligned"/>, over modes β at least as strong, and what
    /// <see cref="AlignmentDefect"/> calls outside over |u_α|. What a mode does depends on the square of this. In degenerate groups
    /// each mode counts as the weakest. 0 where nothing is coupled; infinite where a mode of strength 0 is.
    /// </remarks>
    /// <param name="modes">The modes of the task.</param>
    /// <param name="weights">W_1 … W_L, at least one; not kept.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or an entry is not finite.</exception>
    public static double[] RelativeCoupling(SingularModes modes, IReadOnlyList<Matrix<double>> weights)
    {
        (Matrix<double> coupling, double[] outside) = Couplings(modes, weights);
        double[] own = [.. OfAligned(modes, weights).Select(Math.Abs)];
        foreach (ModeGroup group in modes.Groups)
        {
            Array.Fill(own, own.AsSpan(group.First, group.Count).ToArray().Min(), group.First, group.Count);
        }
        double[] relative = [.. outside.Zip(own, Relative)];
        for (int mode = 0; mode < modes.Count; mode++)
        {
            for (int other = 0; other < modes.Count; other++)
            {
                double entry = Math.Max(Math.Abs(coupling[mode, other]), Math.Abs(coupling[other, mode]));
                if (own[other] >= own[mode] && entry > 0)
                {
                    relative[mode] = Math.Max(
                        relative[mode],
                        Relative(entry, Math.Sqrt(own[mode]) * Math.Sqrt(own[other]))
                    );
                }
            }
        }
        return relative;

        static double Relative(double part, double whole) => part == 0 ? 0 : part / whole;
    }

    /// <summary>u_αᵀWv_β, within a group its antisymmetric part, and per mode the longer of Wv_α and Wᵀu_α outside the modes.</summary>
    private static (Matrix<double> Coupling, double[] Outside) Couplings(
        SingularModes modes,
        IReadOnlyList<Matrix<double>> weights
    )
    {
        WeightShapes.RequireFit(modes, weights);
        Matrix<double> forward = ImageOfInputModes(modes, weights);
        Matrix<double> backward = weights
            .Reverse()
            .Aggregate(modes.OutputModes, (image, weight) => weight.TransposeThisAndMultiply(image));
        Matrix<double> coupling = modes.OutputModes.TransposeThisAndMultiply(forward);
        Vector<double> outside = (forward - modes.OutputModes * coupling).ColumnNorms(2);
        Vector<double> outsideBackward = (backward - modes.InputModes.TransposeAndMultiply(coupling)).ColumnNorms(2);
        foreach (ModeGroup group in modes.Groups)
        {
            Matrix<double> block = Block(coupling, group);
            coupling.SetSubMatrix(group.First, group.First, (block - block.Transpose()) / 2);
        }
        return (coupling, [.. outside.Zip(outsideBackward, Math.Max)]);
    }

    private static double MeanSquare(Matrix<double> images, ModeGroup group) =>
        Enumerable.Range(group.First, group.Count).Average(mode => Math.Pow(images.Column(mode).L2Norm(), 2));

    private static Matrix<double> ImageOfInputModes(SingularModes modes, IReadOnlyList<Matrix<double>> weights) =>
        weights.Aggregate(modes.InputModes, (image, weight) => weight * image);

    private static Matrix<double> Block(Matrix<double> matrix, ModeGroup group) =>
        matrix.SubMatrix(group.First, group.Count, group.First, group.Count);

    private static double[] PerGroup(SingularModes modes, Func<ModeGroup, double[]> strengthsOf)
    {
        double[] strengths = new double[modes.Count];
        foreach (ModeGroup group in modes.Groups)
        {
            strengthsOf(group).CopyTo(strengths, group.First);
        }
        return strengths;
    }

    /// <summary>Of a symmetric matrix, descending.</summary>
    private static double[] Eigenvalues(Matrix<double> symmetric) =>
        symmetric.RowCount == 1
            ? [symmetric[0, 0]]
            : [.. symmetric.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).OrderDescending()];
}
