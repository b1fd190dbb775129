using Dynamics.Comparison.Observation;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;
using Dynamics.Theory;
using Dynamics.Theory.Chains;
using Dynamics.Theory.Quadratics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Reports;

/// <summary>What closed forms say of a landscape and of a start in it, without any search or step.</summary>
internal static class LandscapeKnowledge
{
    /// <summary>Sentences on the critical points.</summary>
    public static IEnumerable<string> Of(Landscape landscape)
    {
        TwoParameterLoss loss = landscape.Loss;
        if (loss.Decay > 0)
        {
            yield return $"Weight decay γ = {Number(loss.Decay)} adds γ to both curvatures everywhere; its landscape has no closed form here.";
        }
        else if (loss.IsChain)
        {
            ChainLandscape chain = Chain(loss);
            ChainCriticalPoint origin = chain.Origin;
            yield return $"Closed form: minima on the hyperbola w₁w₂ = s/d = {Number(chain.Target)}, with curvatures 0 and "
                + $"{Number(chain.InputVariance)}·(w₁² + w₂²). The origin is a {Name(origin.Kind)} of curvatures "
                + $"{Number(origin.Eigenvalues[^1])} and {Number(origin.Eigenvalues[0])}.";
        }
        else
        {
            SymmetricPair hessian = loss.HessianAt(0, 0);
            (double x, double y) = loss.GradientAt(0, 0);
            var quadratic = new Quadratic(
                Matrix<double>.Build.Dense(2, 2, [hessian.XX, hessian.XY, hessian.XY, hessian.YY]),
                Vector<double>.Build.Dense([-x, -y])
            );
            yield return quadratic.Optimum is ClosedForm<Vector<double>>.Found { Solution: var optimum }
                ? $"Closed form: one minimum at ({Number(optimum[0])}, {Number(optimum[1])}) with curvatures "
                    + $"{Number(quadratic.Eigenvalues[1])} and {Number(quadratic.Eigenvalues[0])}, κ = {Number(quadratic.ConditionNumber)}."
                : $"Closed form: the smaller curvature is 0, the larger {Number(quadratic.Eigenvalues[0])}: a line of minima through "
                    + $"({Number(quadratic.LeastNormSolution[0])}, {Number(quadratic.LeastNormSolution[1])}).";
        }
    }

    /// <summary>What is known of where a start leads; empty where nothing is.</summary>
    public static string OfStart(Landscape landscape, LandscapeWay way)
    {
        if (!landscape.Loss.IsChain || landscape.Loss.Decay > 0)
        {
            return "";
        }
        ChainLandscape chain = Chain(landscape.Loss);
        double[] layers = [way.Start.X, way.Start.Y];
        return way.Plan.Learning switch
        {
            FlowSettings => chain.FlowEndsOnSaddle(layers)
                ? "ends on the saddle, until rounding leaves it"
                : "ends in a minimum",
            DescentSettings { Optimiser: Optimiser.Plain, Schedule: RateSchedule.Constant, Averaging: 0 } descent =>
                chain.DescentEndsOnSaddle(layers, descent.Rate)
                    ? "on the line w₂ = −w₁ sign(s), which leads to the saddle until rounding leaves it"
                    : "not on the line that leads to the saddle",
            _ => "",
        };
    }

    // With the factors of the loss in its s and d: their ratio is the task's.
    private static ChainLandscape Chain(TwoParameterLoss loss) => new(depth: 2, loss.Pull, loss.Variance);

    private static string Name(CriticalPointKind kind) =>
        kind switch
        {
            CriticalPointKind.FlatSaddle => "flat saddle",
            _ => kind.ToString().ToLowerInvariant(),
        };

    private static string Number(double value) => LandscapeDocument.Number(value);
}
