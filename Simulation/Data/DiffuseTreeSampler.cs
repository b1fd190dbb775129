using Dynamics.Simulation.Randomness;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Simulation.Data;

/// <summary>Hierarchical data: features that diffuse from the root of a tree to its leaves, which are the items.</summary>
/// <remarks>
/// Every feature is ±1 at the root (a fair coin), is handed down to the children of every node, and changes its sign on
/// each edge with probability ε, independently. The N = b^D leaves in tree order are the items: x = unit vectors (X = 1),
/// y = the features of a leaf. Two items whose nearest common ancestor is h levels up agree on average by
/// E[y_i·y_j]/F = (1 − 2ε)^{2h}; ε = 1/2 leaves no hierarchy. Source: Saxe, McClelland and Ganguli, arXiv:1810.10531.
/// <para>
/// Streams (seed, "diffusion", node), nodes numbered from the root level by level; feature i takes draw i of each. So
/// more features leave the others' values in place, and more levels those of the nodes above.
/// </para>
/// </remarks>
public sealed class DiffuseTreeSampler
{
    /// <param name="featureDimension">F, features of an item; positive.</param>
    /// <param name="treeDepth">D, levels of edges; at least 1.</param>
    /// <param name="branchingFactor">b, children of every node that is no leaf; at least 1.</param>
    /// <param name="flipProbability">ε, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    /// <exception cref="ArgumentException">The N × N inputs and F × N targets do not fit in memory.</exception>
    public DiffuseTreeSampler(int featureDimension, int treeDepth, int branchingFactor, double flipProbability)
    {
        RequirePositive(featureDimension, "The number of features", nameof(featureDimension));
        RequirePositive(treeDepth, "The depth of the tree", nameof(treeDepth));
        RequirePositive(branchingFactor, "The branching factor", nameof(branchingFactor));
        if (!(flipProbability >= 0 && flipProbability <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(flipProbability),
                flipProbability,
                "The probability of a flip must be in [0, 1]."
            );
        }
        double items = Math.Pow(branchingFactor, treeDepth);
        RequireMemory(
            items,
            featureDimension,
            $"Branching {branchingFactor} over depth {treeDepth}",
            nameof(treeDepth)
        );
        (FeatureDimension, TreeDepth) = (featureDimension, treeDepth);
        (BranchingFactor, FlipProbability) = (branchingFactor, flipProbability);
        ItemCount = (int)items;
    }

    /// <summary>F, features of an item.</summary>
    public int FeatureDimension { get; }

    /// <summary>D, levels of edges.</summary>
    public int TreeDepth { get; }

    /// <summary>b, children of a node.</summary>
    public int BranchingFactor { get; }

    /// <summary>ε, the probability that a feature changes its sign on an edge.</summary>
    public double FlipProbability { get; }

    /// <summary>N = b^D, the number of items.</summary>
    public int ItemCount { get; }

    /// <summary>Draws a data set.</summary>
    /// <param name="seed">Any integer; the same seed gives the same data.</param>
    /// <returns>X = 1 (N × N) and Y (F × N), one column per item, in tree order.</returns>
    public DataSet Sample(int seed) =>
        new(
            inputs: Matrix<double>.Build.DenseIdentity(ItemCount),
            targets: Matrix<double>.Build.Dense(FeatureDimension, ItemCount, Diffuse(seed))
        );

    // A node stands in the column of the first of its leaves, so the root is column 0 and the last level is Y itself.
    private double[] Diffuse(int seed)
    {
        double[] features = new double[FeatureDimension * ItemCount];
        var root = new RandomStream(seed, "diffusion", 0);
        for (int feature = 0; feature < FeatureDimension; feature++)
        {
            features[feature] = root.NextSign();
        }
        int firstOfLevel = 1;
        int leavesAbove = ItemCount;
        for (int level = 1; level <= TreeDepth; level++)
        {
            int leaves = leavesAbove / BranchingFactor;
            // The last node first: a first child stands where its parent does and overwrites it.
            for (int node = ItemCount / leaves - 1; node >= 0; node--)
            {
                int parent = node / BranchingFactor;
                HandDown(
                    new RandomStream(seed, "diffusion", firstOfLevel + node),
                    features.AsSpan(parent * leavesAbove * FeatureDimension, FeatureDimension),
                    features.AsSpan(node * leaves * FeatureDimension, FeatureDimension)
                );
            }
            firstOfLevel += ItemCount / leaves;
            leavesAbove = leaves;
        }
        return features;
    }

    private void HandDown(RandomStream stream, ReadOnlySpan<double> parent, Span<double> child)
    {
        for (int feature = 0; feature < child.Length; feature++)
        {
            child[feature] = stream.NextUniform() < FlipProbability ? -parent[feature] : parent[feature];
        }
    }

    private static void RequirePositive(int value, string what, string parameter)
    {
        if (value < 1)
        {
            throw new ArgumentOutOfRangeException(parameter, value, $"{what} must be at least 1.");
        }
    }

    private static void RequireMemory(double items, int features, string what, string parameter)
    {
        double largest = items * Math.Max(items, features);
        double bytes = 2 * sizeof(double) * items * (items + features); // a data set keeps a copy of what it is given
        double available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (largest > Array.MaxLength || bytes > available)
        {
            throw new ArgumentException(
                $"{what} gives {items:G6} items, and their one-hot inputs and {features} features need "
                    + $"{bytes / 1e9:G3} GB, but {available / 1e9:G3} GB are available and one matrix holds at most "
                    + $"{Array.MaxLength} numbers. Choose a smaller tree or fewer features.",
                parameter
            );
        }
    }
}
