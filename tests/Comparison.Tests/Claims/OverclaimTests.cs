using ComparisonTests.Reports;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;

namespace ComparisonTests.Claims;

/// <summary>Over-claims planted one by one: what the property test is worth.</summary>
public sealed class OverclaimTests
{
    private const string Task =
        """ "kind": "moments", "sigmaX": "identity", "sigmaYX": [[1.8, 0.3, 0], [0.2, 0.9, 0], [0, 0, 0]] """;

    private const string Aligned = """ "kind": "aligned", "strength": [0.02, 0.01] """;
    private const string Gaussian = """ "kind": "gaussian", "variance": 0.01, "seed": 1 """;

    // In the direction that no mode has, which decays as a₀/(1 + 2a₀t).
    private const string Outside =
        """ "kind": "file", "weights": [[[0.3, 0, 0], [0, 0.3, 0], [0, 0, 0.7]], [[0.3, 0, 0], [0, 0.3, 0], [0, 0, 0.7]]] """;

    private static readonly BalancedPrediction balanced = new(new InitialStrength.Measured());

    [Theory]
    [InlineData(0, true)]
    [InlineData(1e-12, true)]
    [InlineData(1e-6, false)]
    [InlineData(1e-8, false)]
    public void An_exact_theory_that_is_off_by_more_than_rounding_is_found(double part, bool isKept)
    {
        HeldClaim[] held = Held(Aligned, balanced, curves => Overclaim.Times(curves, 1 + part));
        held.Length.ShouldBeGreaterThan(4);
        held.ShouldAllBe(claim => claim.IsSharp && claim.IsKept == isKept);
    }

    [Fact]
    public void Assumptions_that_fail_but_are_said_to_hold_are_found()
    {
        Held(Gaussian, balanced, curves => curves).ShouldBeEmpty();
        Held(Gaussian, balanced, Overclaim.Hold).ShouldAllBe(claim => !claim.IsKept && claim.IsSharp);
    }

    [Theory]
    [InlineData(1e-7, true)]
    [InlineData(1e-9, false)]
    public void A_numerical_theory_is_held_to_the_error_it_states(double stated, bool isKept) =>
        Held(
                Aligned,
                balanced,
                curves => Overclaim.Times(curves, 1 + 2e-8) with { Standing = Standing.Numerical, StatedError = stated }
            )
            .ShouldAllBe(claim => claim.IsKept == isKept);

    [Theory]
    [InlineData("sv1", 0)]
    [InlineData("loss", 0.5)]
    public void A_singular_value_or_a_loss_that_leaves_out_what_lies_outside_the_modes_is_found(
        string observable,
        double left
    )
    {
        Held(
                Outside,
                new MatrixPrediction(0),
                curves =>
                    Overclaim.Changed(
                        curves,
                        (time, values) =>
                        {
                            double outside = 0.49 / (1 + 2 * 0.49 * time);
                            List<string> observables = [.. curves.Observables];
                            int index = observables.IndexOf(observable);
                            values[index] -= left == 0.5 ? outside * outside / 2 : 0;
                            values[index] = observable == "sv1" ? values[observables.IndexOf("mode1")] : values[index];
                        }
                    )
            )
            .Where(claim => !claim.IsKept)
            .Select(claim => claim.Observable)
            .ShouldBe([observable]);
    }

    [Fact]
    public void A_curve_that_is_not_a_number_where_the_simulation_has_one_is_found() =>
        Held(
                Aligned,
                balanced,
                curves => Overclaim.Changed(curves, (time, values) => values[0] = time > 5 ? double.NaN : values[0])
            )
            .ShouldAllBe(claim => !claim.IsKept);

    /// <summary>All hidden units start alike, so that the map keeps rank 1. A theory that loses that has a second singular value.</summary>
    [Fact]
    public void A_theory_that_loses_the_rank_of_the_start_is_not_excused_by_how_unstable_that_is()
    {
        const string constant = """ "kind": "constant", "value": 0.1 """;
        var exact = new MatrixPrediction(lambda: null);
        Held(constant, exact, curves => curves).ShouldAllBe(claim => claim.IsKept);
        Held(constant, new Unlike(exact), Overclaim.Hold)
            .Where(claim => !claim.IsKept)
            .Select(claim => claim.Observable)
            .ShouldContain("sv2");
    }

    [Fact]
    public void A_flow_said_to_be_exact_over_descent_is_found()
    {
        const string items = """ "kind": "data", "inputs": [[1, 0], [0, 1]], "targets": [[2, 0], [0, 1]] """;
        const string descent =
            """ "kind": "descent", "rate": 0.1, "epochs": 80, "batch": "all", "loss": "halfSquared" """;
        Held(
                """ "kind": "aligned", "strength": [0.02, 0.01] """,
                balanced,
                curves => curves with { Standing = Standing.Exact },
                items,
                descent
            )
            .ShouldAllBe(claim => !claim.IsKept);
    }

    private const string Flow =
        """ "kind": "flow", "method": "dormandPrince", "relativeTolerance": 1e-12, "absoluteTolerance": 1e-15, "timeConstant": 1, "until": 25 """;

    private static HeldClaim[] Held(
        string start,
        IPrediction honest,
        Func<Forecast.Curves, Forecast.Curves> change,
        string task = Task,
        string learning = Flow
    )
    {
        using TemporaryFolder folder = new();
        folder.Put(
            "s.json",
            $$"""
            {
              "name": "planted", "task": { {{task}} },
              "runs": [{
                "name": "run", "network": { "hidden": [3] }, "start": { {{start}} }, "learning": { {{learning}} }, "sample": { "every": 1 }
              }]
            }
            """
        );
        Scenario scenario = new ScenarioReader(TheoryKinds.All).Read(folder.Path("s.json"), []);
        RunPlan plan = scenario.Runs[0] with { Theories = [new TheoryPlan(new Overclaim(honest, change))] };
        // What is 0 stays 0 whatever it is multiplied by.
        return [.. ClaimCheck.Of(scenario with { Runs = [plan] }).Where(claim => claim.Scale > 0)];
    }

    /// <summary>A theory that is given weights that differ from those of the start by the rounding of double precision, each in its own way.</summary>
    private sealed class Unlike(IPrediction inner) : IPrediction
    {
        public string Name => inner.Name;

        public Forecast Predict(PredictionContext context) =>
            inner.Predict(
                context with
                {
                    StartingWeights =
                    [
                        .. context.StartingWeights.Select(weights =>
                            weights.MapIndexed((row, column, weight) => weight * (1 + 1e-14 * ((3 * row + column) % 4)))
                        ),
                    ],
                }
            );
    }
}
