using System.Globalization;
using Dynamics.Theory.Modes;

namespace Dynamics.Comparison.Observation;

/// <summary>The names under which observables appear in files, figures and predictions.</summary>
public static class ObservedColumns
{
    /// <summary>Excess loss.</summary>
    public const string Loss = "loss";

    /// <summary>Excess loss of the linear map nearest to a network on its items.</summary>
    public const string LinearMapLoss = "linearMapLoss";

    /// <summary>Drift of the conserved imbalances.</summary>
    public const string Conserved = "conserved";

    /// <summary>Largest eigenvalue of the Hessian of the excess loss in all weights.</summary>
    public const string Sharpness = "sharpness";

    /// <summary>Loss of the epoch just done, as its batches met it; of a descent.</summary>
    public const string TrainLoss = "trainLoss";

    /// <summary><c>mode1</c> for a simple mode, <c>group3-4</c> for the mean strength of a degenerate group.</summary>
    public static string Strength(ModeGroup group) => group.IsDegenerate ? $"group{Span(group)}" : $"mode{Span(group)}";

    /// <summary><c>block3-4</c>: Frobenius norm of a degenerate group's block.</summary>
    public static string Block(ModeGroup group) => $"block{Span(group)}";

    /// <summary><c>sv1</c> for the largest singular value of the map.</summary>
    /// <param name="index">0-based.</param>
    public static string SingularValue(int index) => $"sv{index + 1}";

    /// <summary><c>z1</c> for the error along the first eigenmode of Σ^x, <c>z3-4</c> for the length of it in a degenerate group.</summary>
    public static string Eigenmode(ModeGroup group) => $"z{Span(group)}";

    /// <summary><c>p1</c> for the first number of a network's state.</summary>
    /// <param name="index">0-based.</param>
    public static string Parameter(int index) => $"p{index + 1}";

    /// <summary><c>w2_3</c> for the entry of the map in row 2 and column 3.</summary>
    /// <param name="row">0-based.</param>
    /// <param name="column">0-based.</param>
    public static string MapEntry(int row, int column) => $"w{row + 1}_{column + 1}";

    /// <summary><c>h1</c> for the strength |W₁v_α|² of a mode in the first hidden layer, <c>h3-4</c> for the mean of a degenerate group.</summary>
    public static string Hidden(ModeGroup group) => $"h{Span(group)}";

    /// <summary><c>o1</c> for the strength |W_Lᵀu_α|² of a mode in the readout, <c>o3-4</c> for the mean of a degenerate group.</summary>
    public static string Readout(ModeGroup group) => $"o{Span(group)}";

    /// <summary>Distance and change of the tangent kernel from its start, in this order.</summary>
    public static IReadOnlyList<string> Kernel { get; } = ["kernelDistance", "kernelChange"];

    /// <summary>The three largest eigenvalues of the Hessian of the excess loss in all weights, descending, and the least.</summary>
    public static IReadOnlyList<string> Curvature { get; } = ["hessian1", "hessian2", "hessian3", "hessianMin"];

    /// <summary>Names of all entries of the map, by rows.</summary>
    public static IEnumerable<string> MapEntries(int outputs, int inputs) =>
        from row in Enumerable.Range(0, outputs)
        from column in Enumerable.Range(0, inputs)
        select MapEntry(row, column);

    /// <summary>Names of all strengths: one per simple mode, group and block of a degenerate group.</summary>
    public static IEnumerable<string> Strengths(SingularModes modes) => Strengths(modes.Groups);

    /// <summary>The same of some groups.</summary>
    public static IEnumerable<string> Strengths(IEnumerable<ModeGroup> groups) =>
        groups.SelectMany(group => group.IsDegenerate ? new[] { Strength(group), Block(group) } : [Strength(group)]);

    /// <summary>0-based number of the mode a column is about, so that it has the same colour everywhere.</summary>
    public static int ModeNumber(string column)
    {
        int first = column.AsSpan().IndexOfAnyInRange('1', '9');
        int length = first < 0 ? -1 : column.AsSpan(first).IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> digits =
            first < 0 ? []
            : length < 0 ? column.AsSpan(first)
            : column.AsSpan(first, length);
        return digits.IsEmpty ? 0 : int.Parse(digits) - 1;
    }

    private static string Span(ModeGroup group) =>
        group.IsDegenerate
            ? string.Create(CultureInfo.InvariantCulture, $"{group.First + 1}-{group.First + group.Count}")
            : (group.First + 1).ToString(CultureInfo.InvariantCulture);
}
