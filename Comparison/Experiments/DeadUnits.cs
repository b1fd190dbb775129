using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Experiments;

/// <summary>Units of a network with an activation that answer the same to every item, as a ReLU does that never fires.</summary>
/// <param name="Hidden">How many, in all hidden layers together.</param>
/// <param name="Outputs">How many outputs, of those whose targets are not the same for every item.</param>
public sealed record DeadUnits(int Hidden, int Outputs)
{
    // Of the largest answer of the layer: what varies by less varies by rounding.
    private const double Rounding = 1e-12;

    /// <summary>Counts them; null for a network without activation, or a task without items.</summary>
    /// <param name="task">What is learned.</param>
    /// <param name="architecture">The network.</param>
    /// <param name="network">Its weights.</param>
    public static DeadUnits? Of(LearningTask task, Architecture architecture, in NetworkView network)
    {
        if (architecture.Activation == Activation.Identity || task.Items is null)
        {
            return null;
        }
        LayerSizes sizes = architecture.Sizes;
        int hidden = 0;
        for (int layer = 0; layer < sizes.Depth - 1; layer++)
        {
            // The layers up to this one are a network whose weights the flat state begins with.
            var below = new Architecture(
                new LayerSizes(sizes.Inputs, [.. sizes.Widths.Skip(1).Take(layer)], sizes.Rows(layer), sizes.HasBias)
            )
            {
                Activation = architecture.Activation,
                Placement = ActivationPlacement.All,
            };
            hidden += Constant(Answers(below, WithTargets(task.Items, sizes.Rows(layer)), network)).Count(dead => dead);
        }
        bool[] sameTargets = Constant(AsMatrix(task.Items.Targets, task.Items));
        bool[] sameAnswers = Constant(Answers(architecture, task.Items, network));
        return new DeadUnits(hidden, sameAnswers.Zip(sameTargets).Count(output => output.First && !output.Second));
    }

    private static Matrix<double> Answers(Architecture architecture, DataSet items, in NetworkView network) =>
        Matrix<double>.Build.Dense(
            architecture.Sizes.Outputs,
            items.Count,
            new ItemResponses(architecture, items).Of(new NetworkView(architecture.Sizes, network.State)).ToArray()
        );

    private static Matrix<double> AsMatrix(ReadOnlyMemory<double> targets, DataSet items) =>
        Matrix<double>.Build.Dense(items.TargetWidth, items.Count, targets.ToArray());

    private static DataSet WithTargets(DataSet items, int width) =>
        new(
            inputs: Matrix<double>.Build.Dense(items.InputWidth, items.Count, items.Inputs.ToArray()),
            targets: Matrix<double>.Build.Dense(width, items.Count)
        );

    /// <summary>Of every row, whether it is the same in all columns.</summary>
    private static bool[] Constant(Matrix<double> answers)
    {
        double tolerance = Rounding * answers.Enumerate().Max(Math.Abs);
        return [.. answers.EnumerateRows().Select(row => row.Maximum() - row.Minimum() <= tolerance)];
    }
}
