using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;

namespace ComparisonTests.Scenarios;

public sealed class QuadraticTaskTests
{
    private const string Quadratic = """
        { "name": "q",
          "task": { "kind": "quadratic",
            "hessian": [[2, 1], [1, 3]],
            "linear": [1, -1] },
          "runs": [
            { "name": "plain", "network": { "hidden": [] },
              "start": { "kind": "file", "weights": [[[0.5, -2]]] },
              "learning": { "kind": "descent", "rate": 0.1, "epochs": 3, "batch": "all", "loss": "halfSquared" },
              "observe": ["parameters", "eigenmodes", "loss"] } ] }
        """;

    private const string Matrix = "[[2, 1], [1, 3]]";

    [Fact]
    public void A_descent_on_its_items_is_a_descent_of_the_quadratic()
    {
        using ScenarioFolder folder = new();
        Table samples = Experiment.Perform(folder.ReadText(Quadratic)).Runs[0].Trials[0].Samples;
        double[] w = [0.5, -2];
        for (int epoch = 0; epoch <= 3; epoch++)
        {
            // w ← w − 0.1(Aw − b), here written out; a few roundings of numbers up to 10.
            samples["p1"][epoch].ShouldBe(w[0], tolerance: 1e-14);
            samples["p2"][epoch].ShouldBe(w[1], tolerance: 1e-14);
            w = [w[0] - 0.1 * (2 * w[0] + w[1] - 1), w[1] - 0.1 * (w[0] + 3 * w[1] + 1)];
        }
    }

    [Fact]
    public void Eigenmodes_are_the_errors_along_the_eigenvectors_and_the_loss_is_their_weighted_square()
    {
        using ScenarioFolder folder = new();
        Table samples = Experiment.Perform(folder.ReadText(Quadratic)).Runs[0].Trials[0].Samples;
        // λ = (5 ± √5)/2, v₁ ∝ (1, λ₁ − 2), v₂ ∝ (λ₂ − 3, 1) with its largest entry (the first) positive; w* = A⁻¹b = (0.8, −0.6).
        double large = (5 + Math.Sqrt(5)) / 2;
        double small = (5 - Math.Sqrt(5)) / 2;
        double first = Along(1, large - 2);
        double second = Along(3 - small, -1);
        samples["z1"][0].ShouldBe(first, tolerance: 1e-14);
        samples["z2"][0].ShouldBe(second, tolerance: 1e-14);
        samples["loss"][0].ShouldBe((large * first * first + small * second * second) / 2, tolerance: 1e-13);

        static double Along(double x, double y) => ((0.5 - 0.8) * x + (-2 + 0.6) * y) / Math.Sqrt(x * x + y * y);
    }

    [Fact]
    public void The_flow_of_a_quadratic_shrinks_every_eigenmode_at_its_own_rate()
    {
        using ScenarioFolder folder = new();
        Scenario read = folder.ReadText(
            Quadratic,
            """runs.plain.learning={"kind":"flow","method":"rk4","step":0.01,"timeConstant":1,"until":2}"""
        );
        RunPlan run = read.Runs[0] with
        {
            Theories =
            [
                new TheoryPlan(new ShallowPrediction(new InitialStrength.Measured())),
                new TheoryPlan(new QuadraticPrediction()),
            ],
        };
        Table samples = Experiment.Perform(read with { Runs = [run] }).Runs[0].Trials[0].Samples;
        double slow = Math.Exp(-(5 - Math.Sqrt(5)));
        // RK4 at λΔt = .04 is true to (λΔt)⁵/120 a step.
        samples["z2"][200].ShouldBe(samples["z2"][0] * slow, tolerance: 1e-8);
        samples["z2@shallow-measured"][200].ShouldBe(samples["z2"][0] * slow, tolerance: 1e-14);
        samples.Columns.ShouldNotContain("z2@quadratic");
    }

    [Fact]
    public void The_optimum_says_what_the_linear_part_says()
    {
        using ScenarioFolder folder = new();
        LearningTask task = folder.ReadText(Quadratic, "task.linear=null", "task.optimum=[0.8,-0.6]").Task;
        task.SigmaYX.ToColumnMajorArray().ShouldBe([1, -1], tolerance: 1e-15);
        task.Convention.ShouldBe(MomentConvention.Mean);
        task.BestMap.ToColumnMajorArray().ShouldBe([0.8, -0.6], tolerance: 1e-15);
    }

    [Fact]
    public void Eigenvalues_are_a_diagonal_that_is_held_bit_by_bit()
    {
        using ScenarioFolder folder = new();
        Scenario read = folder.ReadText(Quadratic, "task.hessian={\"eigenvalues\":[0.01,1]}");
        read.Task.SigmaX.ToColumnMajorArray().ShouldBe([0.01, 0, 0, 1]);
        read.Task.Spectrum.ConditionNumber.ShouldBe(100, tolerance: 1e-12);
        Scenario again = folder.ReadText(read.EffectiveSettings);
        again.EffectiveSettings.ShouldBe(read.EffectiveSettings);
        again.Task.SigmaX.ShouldBe(read.Task.SigmaX);
    }

    [Fact]
    public void A_flat_direction_has_no_condition_number_and_a_notice()
    {
        using ScenarioFolder folder = new();
        LearningTask task = folder.ReadText(Quadratic, "task.hessian=[[1,1],[1,1]]", "task.linear=[2,2]").Task;
        task.Spectrum.ConditionNumber.ShouldBe(double.PositiveInfinity);
        ConditionNote.NoSingleOptimum(task)!.ShouldStartWith("the Hessian has the eigenvalue 0 once, so that κ = ∞");
        ConditionNote.Of(task).ShouldContain("1 of 2 eigenvalues are 0, κ = ∞");
    }

    [Theory]
    [InlineData(
        Matrix,
        "[[2, 1], [0.5, 3]]",
        "s.json:3: task.hessian: must be symmetric, but A has 1 in (1, 2) and 0.5 in (2, 1). Make the two equal."
    )]
    [InlineData(
        Matrix,
        "[[2, 1]]",
        "s.json:3: task.hessian: must be square, but A is 1×2. Give the second derivatives, one row and column per weight."
    )]
    [InlineData(
        Matrix,
        "[[1, 2], [2, 1]]",
        "s.json:3: task.hessian: must have no negative eigenvalue, for ½wᵀAw − bᵀw then has a saddle and no minimum, but the smallest eigenvalue of A is -1. The squared error of data never has one; a saddle of a network is met with \"hidden\": [1]."
    )]
    [InlineData(
        Matrix,
        "{ \"eigenvalues\": [1, -0.5] }",
        "s.json:3: task.hessian: must have no negative eigenvalue, for ½wᵀAw − bᵀw then has a saddle and no minimum, but the smallest eigenvalue of A is -0.5. The squared error of data never has one; a saddle of a network is met with \"hidden\": [1]."
    )]
    [InlineData(
        Matrix,
        "[[0, 0], [0, 0]]",
        "s.json:3: task.hessian: must have an entry other than 0, but the Hessian is zero. There is nothing to learn."
    )]
    [InlineData(
        Matrix,
        "[]",
        "s.json:3: task.hessian: must be a list of at least one, but is the empty list []. Example: [[1, 0], [0, 1]] or \"matrix.csv\"."
    )]
    [InlineData(
        Matrix,
        "{ \"eigenvalues\": [] }",
        "s.json:3: task.hessian.eigenvalues: must be a list of at least one, but is the empty list []. Example: [1, 0.01]."
    )]
    [InlineData(
        Matrix,
        "{ \"eigenvalue\": [1] }",
        "s.json:3: task.hessian.eigenvalue: must be a key that is known here, but \"eigenvalue\" is not. Did you mean \"eigenvalues\"?"
    )]
    [InlineData(
        Matrix,
        "{ \"eigenvalues\": [1, \"a\"] }",
        "s.json:3: task.hessian.eigenvalues[1]: must be a finite number, but is \"a\". "
    )]
    [InlineData(
        "\"linear\": [1, -1]",
        "\"linear\": [1]",
        "s.json:4: task.linear: must have one number per row of the Hessian, 2, but has 1. Give one per weight."
    )]
    [InlineData(
        "\"linear\": [1, -1]",
        "\"optimum\": [1, 2, 3]",
        "s.json:4: task.optimum: must have one number per row of the Hessian, 2, but has 3. Give one per weight."
    )]
    [InlineData(
        "\"linear\": [1, -1]",
        "\"linear\": [1, -1], \"optimum\": [1, 1]",
        "s.json:4: task.optimum: must not be given beside \"linear\", which says it too, but is. Remove one."
    )]
    [InlineData(
        ",\n    \"linear\": [1, -1]",
        "",
        "s.json:2: task.linear: must be given, but is missing. Example: \"linear\": [1, 0.5], or \"optimum\": [1, 0.5]."
    )]
    [InlineData(
        "\"hessian\": [[2, 1], [1, 3]],\n    \"linear\": [1, -1]",
        "\"hessian\": { \"eigenvalues\": [1, 0] }, \"linear\": [1, 0.5]",
        "s.json:3: task.linear: must be 0 along every eigenvector whose eigenvalue is 0, but is 0.5 along one (mostly weight 2), so that ½wᵀAw − bᵀw falls for ever. Give a positive eigenvalue, or a b without that part."
    )]
    [InlineData(
        "\"hessian\": [[2, 1], [1, 3]],\n    \"linear\": [1, -1]",
        "\"hessian\": { \"eigenvalues\": [1, 0] }, \"optimum\": [1, 0.5]",
        "s.json:3: task.optimum: must not be given where the Hessian has the eigenvalue 0, as it has once here: along its eigenvector every weight is as good, and there is no one optimum. Give \"linear\", or a positive eigenvalue."
    )]
    [InlineData(
        "\"linear\": [1, -1]",
        "\"linear\": [1, -1], \"moments\": \"mean\"",
        "s.json:4: task.moments: must not be given with the kind \"quadratic\", but is. It belongs to \"diffuseTree\", \"teacherStudent\" or \"data\"."
    )]
    [InlineData(
        "[[2, 1], [1, 3]]",
        "{ \"eigenvalues\": [1, 2] }, \"rounding\": 1e-7",
        "s.json:3: task.rounding: must not be given beside eigenvalues, which are taken as they are, but is. Remove it, or give the Hessian as a matrix."
    )]
    [InlineData(
        "[[2, 1], [1, 3]]",
        "[[2, 1], [1, 3]], \"rounding\": 0",
        "s.json:3: task.rounding: must be a positive number up to 0.001, but is 0."
    )]
    public void A_quadratic_that_cannot_be_descended_is_refused(string good, string bad, string message)
    {
        using ScenarioFolder folder = new();
        Quadratic.ShouldContain(good);
        folder.Mistake(Quadratic.Replace(good, bad, StringComparison.Ordinal)).ShouldStartWith(message);
    }
}
