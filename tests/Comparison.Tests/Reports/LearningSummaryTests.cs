using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Reports;

public sealed class LearningSummaryTests
{
    private static readonly LearningRule descent = new DescentSettings(
        0.1,
        Epochs: 4,
        Batch: 1,
        Loss.MeanSquared,
        new ItemOrder.InTurn()
    );

    [Fact]
    public void An_aligned_run_is_half_learned_when_the_formula_says_and_strongest_first()
    {
        TestTask(out LearningTask task, out AlignedStart start);
        var flow = new FlowSettings(new StepRule.Fixed(ButcherTableau.ClassicalRungeKutta, 0.01), 2.5, 15);
        var plan = new RunPlan("deep", [16], start, flow)
        {
            Theories = [new TheoryPlan(new BalancedPrediction(new InitialStrength.Prescribed(0.001)))],
        };
        LearningSummary summary = LearningSummary.Of(Experiment.Perform(new Scenario("sheet", task, [plan])));

        summary.Courses.Select(course => course.Name).ShouldBe(["deep", "deep@balanced"]);
        foreach (LearningCourse course in summary.Courses)
        {
            // (τ/2s) ln(s/a₀ − 1); linear between samples h = 0.01 apart it is off by at most h²u″/8u′ = 6e-6.
            course.TimeUnit.ShouldBe("the unit of timeConstant");
            course.HalfRises["mode1"]!.Value.Value.ShouldBe(3.723107064444, tolerance: 6e-6);
            course.HalfRises["mode2"]!.Value.Value.ShouldBe(5.381253738150, tolerance: 6e-6);
            course.HalfRises["group3-4"]!.Value.Value.ShouldBe(8.633443473311, tolerance: 6e-6);
            course.HalfRises["sv1"]!.Value.Value.ShouldBe(3.723107064444, tolerance: 6e-6);
            course.ModeOrder.ShouldBe(new Estimate(-1));
            // sv3 and sv4 are tied in target and in time: still in perfect order.
            course.SingularValueOrder!.Value.Value.ShouldBe(-1, tolerance: 1e-12);
            course.FinalLoss!.Value.Value.ShouldBe(0, tolerance: 1e-4);
            course.DeadOutputs.ShouldBeNull();
        }
    }

    [Fact]
    public void Times_of_an_ensemble_are_means_over_seeds_and_none_if_a_seed_has_none()
    {
        LearningSummary summary = LearningSummary.Of(
            Result(
                // mode1 rises through 2 half way between 1 and 2, and at 2; mode2 through 1 at 3 and never; sv3 tends to 0.
                Seed(1, [0, 1, 3, 4, 4], [0, 0, 0.5, 1, 2], trainLoss: 0.5, new DeadUnits(1, 0)),
                Seed(2, [0, 0, 2, 3, 4], [0, 0, 0.2, 0.5, 0.9], trainLoss: 0.7, new DeadUnits(2, 0))
            )
        );
        summary.Targets.Select(target => target.Key).ShouldBe(["mode1", "mode2"]);
        LearningCourse course = summary.Courses.ShouldHaveSingleItem();
        course.TimeUnit.ShouldBe("epochs");
        course.HalfRises["mode1"]!.Value.Value.ShouldBe(1.75, tolerance: 1e-15);
        course.HalfRises["mode1"]!.Value.Spread!.Value.ShouldBe(0.25 * Math.Sqrt(2), tolerance: 1e-15);
        course.HalfRises["mode2"].ShouldBeNull();
        course.ModeOrder.ShouldBeNull(); // one of the seeds has a single time
        course.FinalTrainLoss!.Value.Value.ShouldBe(0.6, tolerance: 1e-15);
        course.DeadHidden!.Value.Value.ShouldBe(1.5);
        (course.HiddenUnits, course.Outputs).ShouldBe((5, 2));
    }

    [Fact]
    public void The_order_of_modes_is_that_of_s_where_coloured_inputs_change_the_targets()
    {
        // Σ^x = diag(3, 1), s = 4 and 2: targets 4/3 and 2. The stronger rises first, to less.
        var task = new LearningTask(
            Matrix<double>.Build.DenseOfDiagonalArray([3, 1]),
            Matrix<double>.Build.DenseOfDiagonalArray([4, 2])
        );
        Table samples = new(["time", "mode1", "mode2"]);
        samples.Add([0, 0, 0]);
        samples.Add([1, 1, 0]);
        samples.Add([2, 1.3, 2]);
        Trial trial = new(null, samples, null, [task.SigmaYX], new Outcome.Reached(), [], Targets(4 / 3.0, 2));
        var plan = new RunPlan("deep", [2], new GaussianStart(1, seed: 1), descent);
        LearningSummary
            .Of(new ExperimentResult(new Scenario("a", task, [plan]), [new RunResult(plan, [trial])]))
            .Courses[0]
            .ModeOrder!.Value.Value.ShouldBe(-1, tolerance: 1e-12);
    }

    [Fact]
    public void A_run_that_cannot_give_all_targets_has_targets_of_its_own_and_they_are_kept_in_the_file()
    {
        // Features of ±1: the nearest a ReLU comes to them is (Y + 1)/2.
        DataSet items = new DiffuseTreeSampler(12, treeDepth: 2, branchingFactor: 2, flipProbability: 0.2).Sample(3);
        var task = new LearningTask(items);
        var plan = new RunPlan("relu", [6], new GaussianStart(0.1, seed: 1), descent)
        {
            Activation = Activation.Relu,
            Placement = ActivationPlacement.All,
            Observe = [Observable.SingularValues],
        };
        LearningSummary summary = LearningSummary.Of(Experiment.Perform(new Scenario("a", task, [plan])));
        double strongest = (task.SigmaYX + 1).Divide(2).Svd().S[0];
        summary.Targets[0].Value.ShouldBe(task.SigmaYX.Svd().S[0], tolerance: 1e-12);
        summary.Courses[0].ReachableTargets!["sv1"].ShouldBe(strongest, tolerance: 1e-12);

        using var folder = new TemporaryFolder();
        using (FileStream halfRises = File.Create(folder.Path(LearningTable.HalfRiseFile)))
        using (FileStream courses = File.Create(folder.Path(LearningTable.CourseFile)))
        {
            LearningTable.WriteHalfRises(summary, halfRises);
            LearningTable.WriteCourses(summary, courses);
        }
        LearningSummary read = LearningTable.Read(folder.Path("."));
        read.Courses[0].ReachableTargets!["sv1"].ShouldBe(strongest, tolerance: 1e-12);
        LearningDocument.Markdown(read).ShouldBe(LearningDocument.Markdown(summary));
        LearningDocument.Markdown(read).ShouldContain("| observable | target | target in reach of relu | relu |");
    }

    private static ExperimentResult Result(params Trial[] trials)
    {
        var task = new LearningTask(
            Matrix<double>.Build.DenseIdentity(2),
            Matrix<double>.Build.DenseOfDiagonalArray([4, 2])
        );
        var plan = new RunPlan("relu", [3, 2], new GaussianStart(1, seed: 1), descent) { Repeat = trials.Length };
        return new ExperimentResult(new Scenario("a", task, [plan]), [new RunResult(plan, trials)]);
    }

    private static Trial Seed(int seed, double[] mode1, double[] mode2, double trainLoss, DeadUnits dead)
    {
        Table samples = new(["time", "mode1", "mode2", "sv3", "trainLoss"]);
        for (int row = 0; row < mode1.Length; row++)
        {
            samples.Add([row, mode1[row], mode2[row], 1e-17 * row, row == 0 ? double.NaN : trainLoss]);
        }
        Dictionary<string, double> targets = Targets(4, 2);
        targets["sv3"] = 1e-16;
        targets["conserved"] = double.NaN;
        Matrix<double> last = Matrix<double>.Build.Dense(2, 2);
        return new Trial(seed, samples, null, [last], new Outcome.Reached(), [], targets) { Dead = dead };
    }

    private static Dictionary<string, double> Targets(double mode1, double mode2) =>
        new(StringComparer.Ordinal) { ["mode1"] = mode1, ["mode2"] = mode2 };

    private static void TestTask(out LearningTask task, out AlignedStart start)
    {
        task = TestTasks.Sheet;
        start = new AlignedStart(task.Modes.OutputModes, task.Modes.InputModes, [0.001, 0.001, 0.001, 0.001]);
    }
}
