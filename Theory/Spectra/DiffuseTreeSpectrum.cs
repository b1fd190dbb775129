using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Spectra;

/// <summary>What to expect of the spectrum of data that diffused down a tree: its levels, strongest first.</summary>
/// <remarks>
/// <para>
/// A feature is ±1 at the root, with equal chance, and flips with probability ε on every edge down to the N = b^D leaves, the
/// items. So E[y_i y_j] = q^h, q = (1 − 2ε)², for items whose nearest common ancestor is h levels above them, and the
/// eigenvalues of E[YYᵀ]/F (Y is N × F, F independent features) are, with r = bq,
/// λ_h = (1 − q) Σ_{j&lt;h} r^j for the b^{D−h} nodes of height h = 1 … D, (b − 1) times each, and λ_D + r^D once, at the root.
/// </para>
/// <para>
/// They are exact for E[YYᵀ]. A sample of F features scatters around them, and its eigenvalues spread within a level, the more
/// the larger N/F.
/// </para>
/// </remarks>
public sealed class DiffuseTreeSpectrum
{
    /// <param name="branching">b ≥ 1.</param>
    /// <param name="depth">D ≥ 0, levels of edges; b^D at most 2³¹ − 1.</param>
    /// <param name="flipProbability">ε on every edge, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public DiffuseTreeSpectrum(int branching, int depth, double flipProbability)
    {
        Branching = Require.AtLeast(1, branching, "The branching factor b", nameof(branching));
        Depth = Require.AtLeast(0, depth, "The depth D", nameof(depth));
        FlipProbability = Require.Probability(flipProbability, "The flip probability ε", nameof(flipProbability));
        double items = Math.Pow(branching, depth);
        if (items > int.MaxValue)
        {
            throw new ArgumentOutOfRangeException(
                nameof(depth),
                depth,
                $"A tree of b = {branching} and D = {depth} has {items:g3} items; at most {int.MaxValue} can be counted."
            );
        }
        Items = (int)items;
        double correlation = (1 - 2 * flipProbability) * (1 - 2 * flipProbability);
        HasHierarchy = correlation > 0 && Items > 1;
        Levels = [.. LevelsOf(branching, depth, correlation, 4 * flipProbability * (1 - flipProbability))];
    }

    /// <summary>b.</summary>
    public int Branching { get; }

    /// <summary>D.</summary>
    public int Depth { get; }

    /// <summary>ε.</summary>
    public double FlipProbability { get; }

    /// <summary>N = b^D.</summary>
    public int Items { get; }

    /// <summary>
    /// Whether there is one to be learned: false for ε = ½, where q = 0 and every expected eigenvalue is 1. A finite sample then
    /// shows the spectrum of noise, see <see cref="MarchenkoPastur"/>.
    /// </summary>
    public bool HasHierarchy { get; }

    /// <summary>The levels, eigenvalues descending; multiplicities sum to N. The root comes first.</summary>
    public IReadOnlyList<TreeLevel> Levels { get; }

    /// <summary>All N eigenvalues of E[YYᵀ]/F, descending.</summary>
    public IReadOnlyList<double> Eigenvalues() =>
        [.. Levels.SelectMany(level => Enumerable.Repeat(level.Eigenvalue, level.Multiplicity))];

    /// <summary>√(Fλ), descending: s of Σ^yx of one-hot items in the sum convention, in the limit F ≫ N.</summary>
    /// <param name="features">F ≥ 1.</param>
    /// <returns>N values; a sample of F &lt; N features has no more than F that are not 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">F &lt; 1.</exception>
    public IReadOnlyList<double> SingularValues(int features)
    {
        Require.AtLeast(1, features, "The number F of features", nameof(features));
        return [.. Eigenvalues().Select(eigenvalue => Math.Sqrt(features * eigenvalue))];
    }

    private static IEnumerable<TreeLevel> LevelsOf(int branching, int depth, double q, double oneMinusQ)
    {
        double[] sums = new double[depth + 1]; // Σ_{j<h} r^j
        double power = 1;
        for (int height = 1; height <= depth; height++)
        {
            sums[height] = sums[height - 1] + power;
            power *= branching * q;
        }
        yield return new TreeLevel(Height: null, oneMinusQ * sums[depth] + power, Multiplicity: 1);
        if (branching == 1)
        {
            yield break;
        }
        int nodes = 1;
        for (int height = depth; height >= 1; height--)
        {
            yield return new TreeLevel(height, oneMinusQ * sums[height], (branching - 1) * nodes);
            nodes *= branching;
        }
    }
}

/// <summary>The differences a kind of node makes among its children, or, at the root, what all items have in common.</summary>
/// <param name="Height">Levels above the items of the node whose children differ, 1 … D; null for what is common to all.</param>
/// <param name="Eigenvalue">λ of E[YYᵀ]/F.</param>
/// <param name="Multiplicity">(b − 1) b^{D−h}, or 1.</param>
public readonly record struct TreeLevel(int? Height, double Eigenvalue, int Multiplicity);
