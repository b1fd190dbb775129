using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Networks;
using Dynamics.Theory;
using Dynamics.Theory.Matrices;
using Dynamics.Theory.Modes;

namespace Dynamics.Comparison.Predictions;

/// <summary>A network of given shape whose learning of a task is known in closed form: the touchstone of an integrator.</summary>
/// <remarks>
/// Of two layers, white inputs and no weight decay random balanced weights, which the whole matrix solves; of others weights aligned with as many
/// modes as the narrowest layer holds.
/// </remarks>
internal static class BalancedTwin
{
    private const int Seed = 1;

    // Of s₁: large enough that all is over soon, small enough that every mode has something to learn.
    private const double Start = 0.1;

    /// <summary>Weights at the start, and what writes their map at any time, τ = 1.</summary>
    /// <param name="task">What is learned.</param>
    /// <param name="sizes">The layers.</param>
    /// <param name="decay">γ; with one, the twin is aligned, for then only modes have a closed form.</param>
    /// <exception cref="ArgumentException">Σ^x does not share the input modes.</exception>
    public static (double[] Weights, CurveEvaluator MapAt) Of(LearningTask task, LayerSizes sizes, double decay)
    {
        double[] weights = new double[sizes.Count];
        double strongest = task.Modes.SingularValues[0] / task.Modes.InputVariances[0];
        if (sizes.Depth == 2 && task.Moments.IsWhite && decay == 0)
        {
            double spread = Math.Sqrt(sizes.Inputs) + Math.Sqrt(sizes.Outputs);
            new BalancedStart(Math.Pow(Start * strongest / spread, 2), Seed).Fill(sizes, weights);
            var network = new NetworkView(sizes, weights);
            var solution = new TwoLayerMap(
                task.SigmaYX,
                network[0].ToMatrix(),
                network[1].ToMatrix(),
                lambda: 0,
                timeConstant: 1
            );
            return (weights, (time, map) => solution.MapAt(time).ToColumnMajorArray().CopyTo(map));
        }
        SingularModes modes = task.Modes;
        int held = Math.Min(modes.Count, sizes.Widths.Min());
        double[] starts = [.. Enumerable.Range(0, modes.Count).Select(mode => mode < held ? Start * strongest : 0)];
        new AlignedStart(
            modes.OutputModes.SubMatrix(0, modes.OutputModes.RowCount, 0, held),
            modes.InputModes.SubMatrix(0, modes.InputModes.RowCount, 0, held),
            starts[..held]
        ).Fill(sizes, weights);
        if (
            ModeSolutions.Balanced(modes, starts, timeConstant: 1, sizes.Depth, decay)
            is not ClosedForm<IReadOnlyList<IModeSolution>>.Found found
        )
        {
            throw new ArgumentException(
                "There is no closed form where Σ^x does not share the input modes.",
                nameof(task)
            );
        }
        return (
            weights,
            (time, map) =>
                modes
                    .MapOf([.. found.Solution.Select((mode, index) => index < held ? mode.StrengthAt(time) : 0)])
                    .ToColumnMajorArray()
                    .CopyTo(map)
        );
    }

    /// <summary>1/(L s^{2−2/L}) of the strongest mode, d = 1: what it takes from the start to most of its strength, τ = 1.</summary>
    public static double RiseTime(LearningTask task, int depth)
    {
        (double s, double d) = (task.Modes.SingularValues[0], task.Modes.InputVariances[0]);
        return 1 / (depth * d * Math.Pow(s / d, 2 - 2.0 / depth));
    }
}
