using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Networks;
using Dynamics.Theory;

namespace Dynamics.Comparison.Observation;

/// <summary>The loss of a linear network of two weights (x, y) as a function of these alone, with exact derivatives.</summary>
/// <remarks>
/// Two scalar layers: c(½d(xy)² − s xy), a saddle at the origin between two branches of minima xy = s/d. Without hidden layers: the
/// quadratic c(½wᵀAw − bᵀw), of two inputs, or of one input and two outputs. Plus ½γ(x² + y²) under weight decay, and plus what no
/// weights take away. c = 2/N_y for the mean of squares, 1 for half of it, of a flow 1; moments of items are means.
/// </remarks>
public sealed class TwoParameterLoss
{
    private readonly double xx; // second derivatives of the quadratic part
    private readonly double xy;
    private readonly double yy;
    private readonly double x1; // its slopes, with a minus
    private readonly double y1;
    private readonly double product; // s of the term −s xy
    private readonly double square; // d of the term ½d(xy)²
    private readonly double constant;

    private TwoParameterLoss(LearningTask task, Architecture architecture, double unit, double decay, double constant)
    {
        ReadOnlySpan<double> a = task.Moments.SigmaX.Span;
        ReadOnlySpan<double> b = task.Moments.SigmaYX.Span;
        (xx, yy) = (decay, decay);
        if (architecture.Sizes.Depth == 2)
        {
            (square, product) = (unit * a[0], unit * b[0]);
        }
        else if (architecture.Sizes.Inputs == 2)
        {
            (xx, xy, yy) = (xx + unit * a[0], unit * a[1], yy + unit * a[3]);
            (x1, y1) = (unit * b[0], unit * b[1]);
        }
        else
        {
            (xx, yy) = (xx + unit * a[0], yy + unit * a[0]);
            (x1, y1) = (unit * b[0], unit * b[1]);
        }
        this.constant = constant;
        IsChain = architecture.Sizes.Depth == 2;
        Decay = decay;
    }

    /// <summary>Whether the weights are two scalar layers; else the loss is a quadratic.</summary>
    public bool IsChain { get; }

    /// <summary>γ.</summary>
    public double Decay { get; }

    /// <summary>c times s = E[yx] of a chain.</summary>
    public double Pull => product;

    /// <summary>c times d = E[x²] of a chain.</summary>
    public double Variance => square;

    /// <summary>Whether a network has such a loss; or why not.</summary>
    /// <returns>Null if it has; else what it is, as in "but run "a" …".</returns>
    public static string? WhyNot(Architecture architecture, Simulation.LearningRule learning) =>
        architecture.Sizes.Count != 2 ? $"has {architecture.Sizes.Count}"
        : !architecture.IsLinear
            ? architecture.Sizes.HasBias ? "has a bias"
                : $"has {architecture.Activation} units"
        : learning is DescentSettings { Loss: Loss.CrossEntropy } ? "descends a cross-entropy"
        : null;

    /// <summary>The loss that a run descends: its own, with the factors and the convention it has.</summary>
    /// <exception cref="ArgumentException">The run has none of two weights.</exception>
    public static TwoParameterLoss Of(LearningTask task, RunPlan plan)
    {
        Architecture architecture = plan.ArchitectureFor(task);
        if (WhyNot(architecture, plan.Learning) is string because)
        {
            throw new ArgumentException(
                $"A loss over two weights is that of a linear network of two, but run {plan.Name} {because}.",
                nameof(plan)
            );
        }
        return plan.Learning is DescentSettings descent
            ? OfDescent(task, architecture, descent)
            : new(task, architecture, 1, ((FlowSettings)plan.Learning).WeightDecay, Excess(task, 1));
    }

    /// <summary>The loss.</summary>
    public double At(double x, double y)
    {
        double both = x * y;
        return constant
            + (xx * x * x + 2 * xy * both + yy * y * y) / 2
            - x1 * x
            - y1 * y
            + (square * both / 2 - product) * both;
    }

    /// <summary>∂loss/∂x and ∂loss/∂y.</summary>
    public (double X, double Y) GradientAt(double x, double y)
    {
        double error = square * x * y - product;
        return (xx * x + xy * y - x1 + error * y, xy * x + yy * y - y1 + error * x);
    }

    /// <summary>The second derivatives.</summary>
    public SymmetricPair HessianAt(double x, double y) =>
        new(xx + square * y * y, xy + 2 * square * x * y - product, yy + square * x * x);

    private static TwoParameterLoss OfDescent(LearningTask task, Architecture architecture, DescentSettings descent)
    {
        double unit = DescentUnit.Of(task, descent) is ClosedForm<double>.Found found
            ? found.Solution
            : throw new ArgumentException("This loss is not that of squares.", nameof(descent));
        DataSet items = task.Items!;
        double squares = 0;
        foreach (double target in items.Targets.Span)
        {
            squares += target * target;
        }
        // c/2 is the weight of an item's square in the moments of the task; sums have N times the moments and 1/N of the c.
        double weight = task.Convention == MomentConvention.Mean ? unit / items.Count : unit;
        return new(task, architecture, unit, descent.WeightDecay, weight * squares / 2);
    }

    /// <summary>½c tr(W*Σ^xW*ᵀ), with which the least loss is 0: of moments alone no more is known.</summary>
    private static double Excess(LearningTask task, double unit) =>
        unit * (task.BestMap * task.SigmaX).PointwiseMultiply(task.BestMap).RowSums().Sum() / 2;
}
