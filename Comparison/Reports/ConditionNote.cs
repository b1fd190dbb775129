using System.Globalization;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;

namespace Dynamics.Comparison.Reports;

/// <summary>How unevenly the inputs of a task vary, which is what slows a descent down: κ of Σ^x, in words.</summary>
public static class ConditionNote
{
    // The spectrum of more inputs takes longer than many a run.
    private const int MostInputs = 1000;

    // Largest |Σ^x − 1| that is rounding.
    private const double Rounding = 1e-12;

    // Beyond this the smallest eigenvalue is rounding in part, and no two machines agree about it.
    private const double LargestKnown = 1e10;

    /// <summary>A paragraph; empty for white inputs, of which κ = 1, and for more inputs than a spectrum is taken of.</summary>
    public static string Of(LearningTask task)
    {
        if (task.WhitenessDefect <= Rounding || task.Moments.Inputs > MostInputs)
        {
            return "";
        }
        InputSpectrum spectrum = task.Spectrum;
        int zero = spectrum.Eigenvalues.Count(value => value == 0);
        return zero > 0
                ? $"\nΣ^x is singular: {zero} of {task.Moments.Inputs} eigenvalues are 0, κ = ∞. Along their eigenvectors nothing is learned.\n"
            : spectrum.ConditionNumber > LargestKnown
                ? $"\nΣ^x is as good as singular: κ is more than {Number(LargestKnown)}.\n"
            : $"\nCondition number of Σ^x: κ = λ₁/λ_N = {Number(spectrum.Eigenvalues[0])}/{Number(spectrum.Eigenvalues[^1])} = "
                + $"{Number(spectrum.ConditionNumber)}.\n";
    }

    /// <summary>A sentence about a quadratic without a single optimum; null for all other tasks.</summary>
    public static string? NoSingleOptimum(LearningTask task)
    {
        int zero = task.IsQuadratic ? task.Spectrum.Eigenvalues.Count(value => value == 0) : 0;
        return zero == 0
            ? null
            : $"the Hessian has the eigenvalue 0 {(zero == 1 ? "once" : $"{zero} times")}, so that κ = ∞: along its eigenvector every "
                + "weight is as good, and descent leaves it where it starts.";
    }

    /// <summary>The same of the inputs [x, 1], from which a network with biases learns; empty for more than a spectrum is taken of.</summary>
    public static string WithConstant(LearningTask task)
    {
        if (task.Moments.Inputs >= MostInputs)
        {
            return "";
        }
        InputSpectrum spectrum = InputsWithConstant.SpectrumOf(task);
        return spectrum.ConditionNumber > LargestKnown
            ? "\nA first layer with a bias learns from [x, 1], whose moments are singular or as good as that.\n"
            : "\nA first layer with a bias learns from [x, 1]. Condition number of its moments: κ = "
                + $"{Number(spectrum.Eigenvalues[0])}/{Number(spectrum.Eigenvalues[^1])} = {Number(spectrum.ConditionNumber)}.\n";
    }

    private static string Number(double value) => value.ToString("g4", CultureInfo.InvariantCulture);
}
