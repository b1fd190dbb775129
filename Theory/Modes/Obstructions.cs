using Dynamics.Theory.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Theory.Modes;

/// <summary>What keeps the exact flow of a linear network from learning its task, read off task and start.</summary>
/// <remarks>
/// Losses are ½ tr (W − W*)Σ^x(W − W*)ᵀ, above the least that any linear map has: ½ Σ s²/d over what is not learned. They need input
/// directions that Σ^x and Σ^yx share. Each obstruction is a theorem about the flow, but not the only thing that can happen: a
/// start without any overlap with a mode does not learn it either.
/// </remarks>
public static class Obstructions
{
    // Balanced to rounding: what is conserved is conserved to this, in units of the layers' squares.
    private const double Rounding = 1e-12;

    /// <summary>Finds them.</summary>
    /// <param name="modes">The modes of the task.</param>
    /// <param name="weights">W_1(0) … W_L(0), at least one; not kept.</param>
    /// <returns>None for most starts; ordered by kind.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, or an entry is not finite.</exception>
    public static IReadOnlyList<Obstruction> Of(SingularModes modes, IReadOnlyList<Matrix<double>> weights)
    {
        WeightShapes.RequireFit(modes, weights);
        if (weights.Count == 1)
        {
            return [];
        }
        double[] gains = Gains(modes);
        List<Obstruction> found = [];
        int narrowest =
            1 + weights.Skip(1).Select(weight => weight.ColumnCount).Index().MinBy(layer => layer.Item).Index;
        if (weights[narrowest].ColumnCount < modes.Count)
        {
            int width = weights[narrowest].ColumnCount;
            found.Add(new Obstruction.NarrowLayer(narrowest, width, modes.Count, Left(modes, gains, width)));
        }
        for (int layer = 1; layer < weights.Count; layer++)
        {
            int used = Rank(weights[layer - 1].Append(weights[layer].Transpose()));
            int units = weights[layer].ColumnCount;
            if (used < Math.Min(units, modes.Count))
            {
                found.Add(new Obstruction.DependentUnits(layer, units, used, Left(modes, gains, used)));
            }
        }
        if (HasWrongSign(modes, weights))
        {
            double least = modes.SingularValues[^1];
            double? loss = modes.SharesInputDirections ? gains[^1] / 2 : null;
            found.Add(new Obstruction.DeterminantSign(weights.Count, least, loss));
        }
        return found;
    }

    /// <summary>s²/d, descending: twice the loss that each mode is worth.</summary>
    private static double[] Gains(SingularModes modes) =>
        [.. modes.SingularValues.Zip(modes.InputVariances, (s, d) => s / d * s).OrderDescending()];

    /// <summary>The least loss with so many modes learned.</summary>
    private static double? Left(SingularModes modes, double[] gains, int learned) =>
        modes.SharesInputDirections ? gains.Skip(learned).Sum() / 2 : null;

    /// <summary>Whether det W(0) and det Σ^yx differ in sign, and balanced layers keep it so.</summary>
    private static bool HasWrongSign(SingularModes modes, IReadOnlyList<Matrix<double>> weights)
    {
        int size = modes.Count;
        bool isSquare = modes.InputModes.RowCount == size && modes.OutputModes.RowCount == size;
        double square = weights.Max(weight => weight.Enumerate().Sum(entry => entry * entry));
        if (!isSquare || LayerBalance.Defect(weights) > Rounding * square)
        {
            return false;
        }
        Matrix<double> map = weights.Skip(1).Aggregate(weights[0], (below, above) => above * below);
        if (Rank(map) < size)
        {
            return false;
        }
        ThinSvd svd = ThinSvd.Of(ScaledMatrix.Of(map).Values);
        // Of orthogonal matrices, whose determinants cannot underflow.
        double ofStart = svd.U.TransposeAndMultiply(svd.V).Determinant();
        double ofTask = modes.OutputModes.TransposeAndMultiply(modes.InputModes).Determinant();
        return ofStart * ofTask < 0;
    }

    private static int Rank(Matrix<double> matrix) =>
        ScaledMatrix.LargestMagnitude(matrix) == 0 ? 0 : ThinSvd.Of(ScaledMatrix.Of(matrix).Values).S.Length;
}

/// <summary>One thing that keeps the exact flow from learning the whole task.</summary>
/// <param name="FinalLoss">The loss it cannot get below, over the best linear map's; null if Σ^x and Σ^yx share no directions.</param>
public abstract record Obstruction(double? FinalLoss)
{
    /// <summary>A sentence for the user, with the numbers that decide.</summary>
    public abstract string Because { get; }

    private string Loss =>
        FinalLoss is double loss ? $"the loss stays at {loss:G6} or above" : "a part of the loss stays";

    /// <summary>A hidden layer is narrower than the task's rank: no weights at all can do better
    /// than the h modes of largest s²/d.</summary>
    /// <param name="Layer">l of the hidden layer, 1 … L − 1.</param>
    /// <param name="Width">h.</param>
    /// <param name="Rank">Number r of modes.</param>
    /// <param name="FinalLoss">As of every obstruction.</param>
    public sealed record NarrowLayer(int Layer, int Width, int Rank, double? FinalLoss) : Obstruction(FinalLoss)
    {
        /// <inheritdoc/>
        public override string Because =>
            $"Hidden layer {Layer} is {Width} wide, but the task has {Rank} modes: at most {Width} can be learned, and {Loss}. "
            + $"Take {Rank} or more units.";
    }

    /// <summary>
    /// The hidden units of a layer start linearly dependent, W_l and W_{l+1} alike: [W_l | W_{l+1}ᵀ] has a rank below h, which the flow
    /// never raises. A constant start has rank 1: all units alike, one effective neuron.
    /// </summary>
    /// <param name="Layer">l of the hidden layer, 1 … L − 1.</param>
    /// <param name="Units">h.</param>
    /// <param name="Effective">The rank, the number of neurons the layer is worth.</param>
    /// <param name="FinalLoss">As of every obstruction.</param>
    public sealed record DependentUnits(int Layer, int Units, int Effective, double? FinalLoss) : Obstruction(FinalLoss)
    {
        /// <inheritdoc/>
        public override string Because =>
            $"The {Units} units of hidden layer {Layer} start as {Effective} effective "
            + $"{(Effective == 1 ? "neuron" : "neurons")}, and the flow keeps them so: at most {Effective} "
            + $"{(Effective == 1 ? "mode" : "modes")} can be learned, and {Loss}. Start from random weights.";
    }

    /// <summary>
    /// N_x = N_y = r, balanced layers (λ = 0) of full rank: sign det W is conserved, and is not that of det Σ^yx. The flow ends
    /// on the saddle that lacks the weakest mode.
    /// </summary>
    /// <param name="Depth">L.</param>
    /// <param name="LeastSingularValue">s_min of Σ^yx.</param>
    /// <param name="FinalLoss">As of every obstruction.</param>
    public sealed record DeterminantSign(int Depth, double LeastSingularValue, double? FinalLoss)
        : Obstruction(FinalLoss)
    {
        // Rounding of relative size 1e-16 grows as e^{s t/τ} in each of two layers: visible from about here, large by 40.
        private const double Followed = 30;

        /// <inheritdoc/>
        public override string Because =>
            $"The layers are balanced and sign det W(0) is not that of det Σ^yx, which the flow cannot change: it stops without the "
            + $"weakest mode, s = {LeastSingularValue:G6}, and {Loss}. Start from the other sign, or from unbalanced weights.";

        /// <summary>
        /// t = 30 τ/s_min of two layers: the time beyond which no run in double precision can stay on the saddle, and rounding learns what
        /// the flow does not. Null for more layers, whose saddle is left by a power law, not within reach.
        /// </summary>
        /// <param name="timeConstant">τ &gt; 0.</param>
        /// <exception cref="ArgumentOutOfRangeException">τ is not finite and positive.</exception>
        public double? FollowedUntil(double timeConstant)
        {
            double unit = Require.Positive(timeConstant, "The time constant τ", nameof(timeConstant));
            return Depth == 2 ? Followed * unit / LeastSingularValue : null;
        }
    }
}
