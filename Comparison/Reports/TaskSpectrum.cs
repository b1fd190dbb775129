using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Theory.Spectra;

namespace Dynamics.Comparison.Reports;

/// <summary>The singular values of a task's Σ^yx, and for items drawn from a tree those that were to be expected.</summary>
public sealed class TaskSpectrum
{
    // Of the largest: what is smaller is 0 with rounding.
    private const double Rounding = 1e-12;

    private readonly double[] sampled;

    /// <param name="task">What is learned.</param>
    public TaskSpectrum(LearningTask task)
    {
        (int outputs, int inputs) = (task.Moments.Outputs, task.Moments.Inputs);
        var solver = new SingularValueSolver(outputs, inputs);
        sampled = new double[solver.Count];
        solver.Solve(task.Moments.SigmaYX.Span, sampled);
        double least = Rounding * sampled[0];
        sampled = [.. sampled.Select(value => value > least ? value : 0)];
        if (task.Tree is DiffuseTreeSampler tree)
        {
            Features = tree.FeatureDimension;
            Expected = new DiffuseTreeSpectrum(tree.BranchingFactor, tree.TreeDepth, tree.FlipProbability);
        }
    }

    /// <summary>min(N_y, N_x) singular values, descending; 0 where there is nothing but rounding.</summary>
    public IReadOnlyList<double> Sampled => sampled;

    /// <summary>F, features of an item; 0 for items that were not drawn from a tree.</summary>
    public int Features { get; }

    /// <summary>What is to be expected of the tree; null for items that were not drawn from one.</summary>
    public DiffuseTreeSpectrum? Expected { get; }

    /// <summary>Levels of the tree, strongest first, those of equal expectation in one.</summary>
    public IReadOnlyList<SpectrumLevel> Levels()
    {
        List<SpectrumLevel> levels = [];
        foreach (TreeLevel level in Expected?.Levels ?? [])
        {
            double least = Rounding * Expected!.Levels[0].Eigenvalue;
            bool isNew = levels.Count == 0 || levels[^1].Eigenvalue - level.Eigenvalue > least;
            SpectrumLevel before = isNew ? new SpectrumLevel([], level.Eigenvalue, 0, 0, 0) : levels[^1];
            int first = levels.Sum(other => other.Multiplicity) - before.Multiplicity;
            int multiplicity = before.Multiplicity + level.Multiplicity;
            levels.RemoveRange(isNew ? levels.Count : levels.Count - 1, isNew ? 0 : 1);
            levels.Add(
                new SpectrumLevel(
                    [.. before.Heights, level.Height],
                    before.Eigenvalue,
                    multiplicity,
                    Math.Sqrt(Features * before.Eigenvalue),
                    Enumerable.Range(first, multiplicity).Average(SampledAt)
                )
            );
        }
        return levels;
    }

    /// <summary>A row per singular value: <c>k</c>, for a tree what was to be expected, and what was sampled.</summary>
    public Table Table()
    {
        if (Expected is null)
        {
            Table plain = new(["k", "singular value"]);
            for (int index = 0; index < sampled.Length; index++)
            {
                plain.Add([index + 1, sampled[index]]);
            }
            return plain;
        }
        Table table = new(["k", "height", "expected eigenvalue", "expected singular value", "singular value"]);
        foreach (TreeLevel level in Expected.Levels)
        {
            for (int member = 0; member < level.Multiplicity; member++)
            {
                table.Add([
                    table.RowCount + 1,
                    level.Height ?? double.NaN,
                    level.Eigenvalue,
                    Math.Sqrt(Features * level.Eigenvalue),
                    SampledAt(table.RowCount),
                ]);
            }
        }
        return table;
    }

    /// <summary>Of N items with F &lt; N features, N − F singular values are 0.</summary>
    private double SampledAt(int index) => index < sampled.Length ? sampled[index] : 0;
}

/// <summary>One level of a tree, or several that cannot be told apart.</summary>
/// <param name="Heights">Heights of the nodes whose children differ; null for what all items share.</param>
/// <param name="Eigenvalue">λ expected of YYᵀ/F.</param>
/// <param name="Multiplicity">Number of singular values.</param>
/// <param name="SingularValue">√(Fλ).</param>
/// <param name="Sampled">Mean of as many sampled singular values, taken in descending order.</param>
public sealed record SpectrumLevel(
    IReadOnlyList<int?> Heights,
    double Eigenvalue,
    int Multiplicity,
    double SingularValue,
    double Sampled
);
