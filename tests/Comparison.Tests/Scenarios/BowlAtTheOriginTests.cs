using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;

namespace ComparisonTests.Scenarios;

/// <summary>Quadratics with their minimum at 0, as textbooks pose them: Σ^yx is zero, and the initial weights are what is unlearned.</summary>
public sealed class BowlAtTheOriginTests
{
    private const string Bowl = """
        { "name": "bowl",
          "task": { "kind": "quadratic", "hessian": [[2, 0], [0, 20]], "optimum": [0, 0] },
          "runs": [ { "name": "gd", "network": { "hidden": [] }, "start": { "kind": "file", "weights": [[[1, 1]]] },
            "learning": { "kind": "descent", "rate": 0.04, "epochs": 50, "batch": "all", "loss": "halfSquared" },
            "observe": ["parameters", "eigenmodes", "loss"] } ] }
        """;

    private static readonly IPrediction[] withoutModes =
    [
        new QuadraticPrediction(),
        new ShallowDescentPrediction(new InitialStrength.Measured()),
    ];

    [Theory]
    [InlineData("task.optimum=[0,0]")]
    [InlineData("task.optimum=null", "task.linear=[0,0]")]
    public void Descent_of_the_textbook_bowl_is_two_geometric_sequences(params string[] minimum)
    {
        using ScenarioFolder folder = new();
        RunResult run = Perform(folder.ReadText(Bowl, minimum), withoutModes);
        Table samples = run.Trials[0].Samples;
        for (int epoch = 0; epoch <= 50; epoch++)
        {
            double x = Math.Pow(1 - 0.04 * 2, epoch);
            double y = Math.Pow(1 - 0.04 * 20, epoch);
            samples["p1"][epoch].ShouldBe(x, tolerance: 4e-15);
            samples["p2"][epoch].ShouldBe(y, tolerance: 4e-15);
            foreach (string theory in new[] { "", "@quadratic", "@shallowDescent-measured" })
            {
                // Eigenmodes are counted from the largest eigenvalue.
                samples["z1" + theory][epoch].ShouldBe(y, tolerance: 4e-15);
                samples["z2" + theory][epoch].ShouldBe(x, tolerance: 4e-15);
                samples["loss" + theory][epoch].ShouldBe(x * x + 10 * y * y, tolerance: 1e-14);
            }
        }
        run.Trials[0].Targets["z1"].ShouldBe(0);
        run.Trials[0].Targets["loss"].ShouldBe(0);
    }

    [Fact]
    public void At_the_limit_of_the_rate_the_steep_direction_alternates_for_ever()
    {
        using ScenarioFolder folder = new();
        Table samples = Perform(folder.ReadText(Bowl, "runs.gd.learning.rate=0.1"), withoutModes).Trials[0].Samples;
        for (int epoch = 0; epoch <= 50; epoch++)
        {
            samples["p2"][epoch].ShouldBe(epoch % 2 == 0 ? 1 : -1, tolerance: 1e-12);
        }
        // 2/(2 + 20) takes both directions by the same factor, 18/22.
        samples = Perform(folder.ReadText(Bowl, "runs.gd.learning.rate=optimal"), withoutModes).Trials[0].Samples;
        samples["p1"][50].ShouldBe(Math.Pow(18.0 / 22, 50), tolerance: 1e-14);
        samples["p2"][50].ShouldBe(Math.Pow(18.0 / 22, 50), tolerance: 1e-14);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_theory_has_curves_that_hold_or_a_reason_that_names_one_that_needs_no_modes(int depth)
    {
        using ScenarioFolder folder = new();
        Scenario read = folder.ReadText(
            Bowl,
            $$"""runs.gd.network={"hidden":[{{string.Join(',', Enumerable.Repeat(2, depth - 1))}}]}""",
            """runs.gd.start={"kind":"balanced","variance":0.3,"seed":1}""",
            """runs.gd.learning={"kind":"flow","method":"dormandPrince","relativeTolerance":1e-12,"absoluteTolerance":1e-14,"timeConstant":1,"until":2}""",
            """runs.gd.observe=["singularValues","loss"]"""
        );
        InitialStrength measured = new InitialStrength.Measured();
        IPrediction[] all =
        [
            new EndToEndPrediction(),
            new BalancedPrediction(measured),
            new InfiniteDepthPrediction(measured),
            new MatrixPrediction(0),
            new ReferencePrediction(),
            new TwoLayerModesPrediction(isSequential: false),
            new TwoLayerModesPrediction(isSequential: true),
            new StaircasePrediction(measured),
            new ShallowPrediction(measured),
            new QuadraticPrediction(),
        ];
        RunResult run = Perform(read, all);
        Table samples = run.Trials[0].Samples;
        int last = samples.RowCount - 1;
        samples["sv1@endToEnd"][last].ShouldBe(samples["sv1"][last], tolerance: 1e-9);
        samples["loss"][last].ShouldBeLessThan(samples["loss"][0]);
        foreach (PredictedTrial said in run.Trials[0].Predictions)
        {
            if (said.Forecast is Forecast.None none && said.Plan.Prediction.NeedsModes)
            {
                none.Because.ShouldStartWith("It is made of the modes of Σ^yx, which is zero here");
                none.Because.ShouldContain("\"endToEnd\"");
            }
        }
        if (depth == 1)
        {
            samples["loss@shallow-measured"][last].ShouldBe(samples["loss"][last], tolerance: 1e-10);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Beside_descent_of_several_layers_the_flow_is_a_limit_of_small_steps(int depth)
    {
        using ScenarioFolder folder = new();
        Scenario read = folder.ReadText(
            Bowl,
            $$"""runs.gd.network={"hidden":[{{string.Join(',', Enumerable.Repeat(2, depth - 1))}}]}""",
            """runs.gd.start={"kind":"balanced","variance":0.3,"seed":1}""",
            "runs.gd.learning.rate=0.0005",
            """runs.gd.observe=["loss"]"""
        );
        Trial trial = Perform(read, [new EndToEndPrediction()]).Trials[0];
        ((Forecast.Curves)trial.Predictions[0].Forecast).Standing.ShouldBe(Standing.Asymptotic);
        // 50 steps of η = 5e-4 at curvatures up to some 20: η·20 of what is learned, which is less than the loss.
        trial.Samples["loss@endToEnd"][50].ShouldBe(trial.Samples["loss"][50], 0.02 * trial.Samples["loss"][0]);
    }

    [Theory]
    [InlineData(
        """runs.gd.observe=["modes"]""",
        "runs.gd.observe[0]: must be of a task with modes, but Σ^yx is zero here (optimum 0). Take \"eigenmodes\", \"parameters\" or \"singularValues\"."
    )]
    [InlineData(
        """runs.gd.start={"kind":"aligned","strength":0.1}""",
        "runs.gd.start.kind: must be initial weights that need no modes, as Σ^yx is zero here (optimum 0), but these lie along the modes of Σ^yx. Take \"file\", \"constant\", \"balanced\" or \"gaussian\"."
    )]
    public void What_lies_along_modes_is_refused_with_what_does_not(string setting, string message)
    {
        using ScenarioFolder folder = new();
        folder.Mistake(Bowl, [setting]).ShouldEndWith(message);
    }

    [Fact]
    public void Without_a_list_of_observables_a_bowl_is_observed_by_singular_values_and_loss()
    {
        using ScenarioFolder folder = new();
        folder
            .ReadText(Bowl, "runs.gd.observe=null")
            .Runs[0]
            .Observe.ShouldBe([Observable.SingularValues, Observable.Loss]);
    }

    private static RunResult Perform(Scenario scenario, IPrediction[] theories) =>
        Experiment
            .Perform(
                scenario with
                {
                    Runs =
                    [
                        scenario.Runs[0] with
                        {
                            Theories = [.. theories.Select(theory => new TheoryPlan(theory))],
                        },
                    ],
                }
            )
            .Runs[0];
}
