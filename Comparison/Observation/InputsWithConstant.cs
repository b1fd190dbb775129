using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Observation;

/// <summary>The inputs [x, 1] of a layer with a bias, whose moments decide how fast it learns in place of Σ^x.</summary>
internal static class InputsWithConstant
{
    /// <summary>Whether a network is one linear layer with a bias, which is a linear layer on [x, 1].</summary>
    public static bool IsAffineLayer(Architecture architecture) =>
        architecture.Activation == Activation.Identity && architecture.Sizes.HasBias && architecture.Sizes.Depth == 1;

    /// <summary>The eigenmodes of E[[x, 1][x, 1]ᵀ], with E as in the moments of the task.</summary>
    /// <param name="task">A task of items.</param>
    /// <exception cref="ArgumentException">The task has no items.</exception>
    public static InputSpectrum SpectrumOf(LearningTask task)
    {
        DataSet items = task.Items ?? throw new ArgumentException("The task must have items.", nameof(task));
        int width = items.InputWidth;
        double weight = task.Convention == MomentConvention.Mean ? 1.0 / items.Count : 1;
        var moments = Matrix<double>.Build.Dense(width + 1, width + 1);
        moments.SetSubMatrix(0, 0, task.SigmaX);
        ReadOnlySpan<double> inputs = items.Inputs.Span;
        for (int input = 0; input < width; input++)
        {
            double sum = 0;
            for (int item = 0; item < items.Count; item++)
            {
                sum += weight * inputs[item * width + input];
            }
            (moments[input, width], moments[width, input]) = (sum, sum);
        }
        moments[width, width] = weight * items.Count;
        return new InputSpectrum(moments);
    }
}
