using Dynamics.Comparison.Observation;
using Dynamics.Simulation.Networks;
using Dynamics.Theory.Curvature;
using Dynamics.Theory.Modes;

namespace Dynamics.Comparison.Predictions;

/// <summary>The eigenvalues of the Hessian at balanced, aligned weights, from their strengths; where a closed form knows them.</summary>
/// <remarks>
/// Two layers with Σ^x = d1 and room for every mode, <see cref="TwoLayerHessian"/>; a chain of units one wide, of any depth from 2,
/// <see cref="ChainHessian"/>. Theory has no other spectra.
/// </remarks>
internal static class PredictedSharpness
{
    // As the whole matrix asks of Σ^x = d1.
    private const double White = 1e-10;

    /// <summary>
    /// From the strengths of all modes to all eigenvalues, descending, or to null where there is no formula for these strengths; null where
    /// there is none for the network, or it is too large to be looked at.
    /// </summary>
    /// <param name="context">The task and the network.</param>
    /// <param name="modes">The modes whose strengths these are, those with s = 0 too.</param>
    /// <param name="initialStrengths">u(0): layers of opposite sign, u &lt; 0, have another spectrum.</param>
    public static Func<IReadOnlyList<double>, IReadOnlyList<Eigenvalue>?>? OfBalanced(
        PredictionContext context,
        SingularModes modes,
        IReadOnlyList<double> initialStrengths
    )
    {
        LayerSizes sizes = context.Architecture.Sizes;
        if (
            context.Depth < 2
            || !Sharpness.CanBeSeen(context.Architecture)
            || initialStrengths.Any(strength => strength < 0)
        )
        {
            return null;
        }
        double variance = context.Task.SigmaX.Diagonal().Average();
        if (sizes.Widths.All(width => width == 1))
        {
            double s = modes.SingularValues[0];
            return strengths =>
                OrNothing(strengths, u => Of(ChainHessian.OfBalanced(context.Depth, s, variance, u[0]), context.Depth));
        }
        bool isWhite = context
            .Task.SigmaX.EnumerateIndexed()
            .All(entry => Math.Abs(entry.Item3 - (entry.Item1 == entry.Item2 ? variance : 0)) <= White * variance);
        return context.Depth == 2 && isWhite && sizes.Widths[1] >= modes.Count
            ? strengths =>
                OrNothing(
                    strengths,
                    u =>
                        new TwoLayerHessian(
                            modes.SingularValues,
                            variance,
                            u,
                            (sizes.Inputs, sizes.Widths[1], sizes.Outputs)
                        ).Eigenvalues
                )
            : null;
    }

    private static Eigenvalue[] Of(BalancedCurvature chain, int depth)
    {
        Eigenvalue along = new(chain.Along, 1);
        Eigenvalue across = new(chain.Across, depth - 1);
        return chain.Along >= chain.Across ? [along, across] : [across, along];
    }

    // A map of descent may overshoot 0 or diverge: there the formula says nothing.
    private static IReadOnlyList<Eigenvalue>? OrNothing(
        IReadOnlyList<double> strengths,
        Func<IReadOnlyList<double>, IReadOnlyList<Eigenvalue>> spectrum
    ) => strengths.All(strength => strength >= 0 && double.IsFinite(strength)) ? spectrum(strengths) : null;
}
