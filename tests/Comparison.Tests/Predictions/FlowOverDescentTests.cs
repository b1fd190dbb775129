using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;
using static ComparisonTests.Predictions.DescentRuns;

namespace ComparisonTests.Predictions;

/// <summary>Theories that solve the continuous flow, beside gradient descent: the limit of small steps, whatever the rate.</summary>
public sealed class FlowOverDescentTests
{
    private const string SmallSteps = "small steps: η < η_c, and the truer the smaller η/η_c";

    private static readonly InitialStrength measured = new InitialStrength.Measured();

    /// <summary>Every theory that solves the flow itself, with or without its limit of small starts or of depth.</summary>
    private static readonly IPrediction[] ofFlow =
    [
        new BalancedPrediction(measured),
        new EndToEndPrediction(),
        new InfiniteDepthPrediction(measured),
        new MatrixPrediction(null),
        new ReferencePrediction(),
        new ShallowPrediction(measured),
        new StaircasePrediction(measured),
        new TwoLayerModesPrediction(isSequential: false),
        new TwoLayerModesPrediction(isSequential: true),
    ];

    // Means over both items: Σ^x = 1, Σ^yx = diag(2, 1), and η is the flow time of an epoch.
    private static readonly LearningTask white = LearningTask.OfQuadratic(
        Matrix<double>.Build.DenseIdentity(2),
        [1.2, 1.6]
    );

    // w* = (½, 2) shares no direction with Σ^x = diag(2, ½).
    private static readonly LearningTask skewed = LearningTask.OfQuadratic(
        Matrix<double>.Build.DenseOfDiagonalArray([2, 0.5]),
        [1, 1]
    );

    [Theory]
    [InlineData(1, 0.01)]
    [InlineData(1, 2.1)]
    [InlineData(2, 0.01)]
    [InlineData(2, 0.9)]
    [InlineData(2, 1.1)]
    [InlineData(3, 0.01)]
    [InlineData(3, 1.1)]
    public void Every_theory_of_the_flow_is_asymptotic_beside_descent_and_needs_small_steps_at_any_rate(
        int depth,
        double rate
    )
    {
        foreach (LearningTask task in (LearningTask[])[white, skewed])
        {
            Forecast.Curves[] curves = CurvesOf(task, depth, Descent(task, rate, 5, Loss.HalfSquared));
            // Of the whole map at least; where directions are shared also of modes, and of any start.
            curves.Length.ShouldBeGreaterThanOrEqualTo(task == skewed ? 1 : 3);
            foreach (Forecast.Curves said in curves)
            {
                said.Standing.ShouldBeOneOf(Standing.Asymptotic, Standing.Heuristic);
                said.Validity.StatedError.ShouldBeNull();
                said.Assumptions.Count(assumption => assumption.Statement == SmallSteps).ShouldBe(1);
            }
        }
    }

    [Fact]
    public void Beside_the_flow_itself_no_theory_of_it_needs_small_steps()
    {
        var flow = new FlowSettings(new StepRule.Fixed(ButcherTableau.Euler, 0.1), TimeConstant: 1, Until: 1);
        Forecast.Curves[] curves = CurvesOf(white, 2, flow);
        curves.Length.ShouldBe(8); // all but the shallow one
        curves.ShouldAllBe(said => said.Assumptions.All(assumption => assumption.Statement != SmallSteps));
        curves.Count(said => said.Standing is Standing.Exact).ShouldBe(3);
        curves.Count(said => said.Standing is Standing.Numerical).ShouldBe(2);
    }

    // λ₁ = 4.4612754067716 of two layers, 6.4386125972375 of three and 8.5008222116444 of four at the balanced solution w* = (½, 2):
    // largest eigenvalue of JᵀJ, J the derivative of w√Σ^x by every weight, in NumPy 1.26. Beyond 2/λ₁ descent leaves it.
    [Theory]
    [InlineData(2, 0.6, false, "η/η_c = 1.34, η_c = 2/λ₁ at the balanced solution")]
    [InlineData(2, 0.44, true, "η/η_c = 0.981, η_c = 2/λ₁ at the balanced solution")]
    [InlineData(2, 0.45, false, "η/η_c = 1, η_c = 2/λ₁ at the balanced solution")]
    [InlineData(3, 0.6, false, "η/η_c = 1.93, η_c = 2/λ₁ at the balanced solution")]
    [InlineData(4, 0.2, true, "η/η_c = 0.85, η_c = 2/λ₁ at the balanced solution")]
    public void Where_no_directions_are_shared_steps_are_measured_by_the_curvature_at_the_solution(
        int depth,
        double rate,
        bool holds,
        string expected
    )
    {
        Forecast.Curves[] curves = CurvesOf(skewed, depth, Descent(skewed, rate, 60, Loss.HalfSquared));
        Assumption steps = curves.ShouldHaveSingleItem().Assumptions.Single(said => said.Statement == SmallSteps);
        steps.Measured.ShouldBe(expected);
        steps.Holds.ShouldBe(holds);
    }

    private static Forecast.Curves[] CurvesOf(
        LearningTask task,
        int depth,
        Dynamics.Simulation.LearningRule learning
    ) =>
        [
            .. Run(task, Plan(depth, new BalancedStart(0.01, seed: 1), learning, ofFlow) with { MayDiverge = true })
                .Predictions.Select(said => said.Forecast)
                .OfType<Forecast.Curves>(),
        ];
}
