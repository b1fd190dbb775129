using System.Globalization;
using Dynamics.Simulation.Networks;
using Dynamics.Theory.Modes;

namespace Dynamics.Comparison.Predictions;

/// <summary>Ends a theory of the start at hand where rounding takes over: on its way to a saddle that the flow never leaves.</summary>
/// <remarks>
/// Two layers with N_x = N_y = r, balanced, and a determinant of the wrong sign: the flow ends on a saddle, but rounding of relative size 1e-16
/// grows as e^{st/τ} in each layer, in a formula as in a simulation. What both show beyond is another number on another machine, so that
/// the curve ends; see <see cref="Obstruction.DeterminantSign"/>.
/// </remarks>
internal static class SaddleEnd
{
    // As obstructions are looked for: a singular value decomposition for every seed.
    private const int LargestLookedAt = 1 << 16;

    /// <summary>The same forecast, ended where it must be.</summary>
    /// <param name="forecast">What the theory says.</param>
    /// <param name="context">The run.</param>
    /// <param name="timeConstant">τ in the run's own time.</param>
    public static Forecast Of(Forecast forecast, PredictionContext context, double timeConstant)
    {
        LayerSizes sizes = context.Architecture.Sizes;
        SingularModes modes = context.Task.Modes;
        bool canBeBound =
            context.Depth == 2
            && sizes.Inputs == modes.Count
            && sizes.Outputs == modes.Count
            && sizes.Count <= LargestLookedAt;
        if (
            forecast is not Forecast.Curves curves
            || !canBeBound
            || Obstructions.Of(modes, context.StartingWeights).OfType<Obstruction.DeterminantSign>().FirstOrDefault()
                is not { } sign
            || sign.FollowedUntil(timeConstant) is not double until
            || until >= context.Learning.End
        )
        {
            return forecast;
        }
        return curves with
        {
            Until = until,
            Assumptions =
            [
                .. curves.Assumptions,
                new Assumption(
                    "on the way to a saddle rounding decides from t = 30 τ/s_min on, and the curve ends there",
                    Holds: true,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"it ends at t = {until:g3}, the run at {context.Learning.End:g6}"
                    )
                ),
            ],
        };
    }
}
