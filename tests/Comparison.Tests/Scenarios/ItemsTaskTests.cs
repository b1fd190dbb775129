using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Scenarios;

public sealed class ItemsTaskTests
{
    private const string Teacher = """
        { "name": "teacher",
          "task": { "kind": "teacherStudent", "inputs": 5, "outputs": 3, "items": 40, "seed": 7 },
          "runs": [
            { "name": "student", "network": { "hidden": [4] },
              "start": { "kind": "gaussian", "variance": 0.01, "seed": 1 },
              "learning": { "kind": "descent", "rate": 0.5, "epochs": 10, "batch": "all" } } ] }
        """;

    private const string Data = """
        { "name": "data",
          "task": { "kind": "data", "inputs": [[1, 0], [0, 1], [1, 1]], "targets": [[1], [2], [3]] },
          "runs": [
            { "name": "a", "network": { "hidden": [4] },
              "start": { "kind": "gaussian", "variance": 0.01, "seed": 1 },
              "learning": { "kind": "descent", "rate": 0.5, "epochs": 10, "batch": "all" } } ] }
        """;

    private const string Tree = """
        { "name": "tree",
          "task": {
            "kind": "diffuseTree",
            "features": 20,
            "depth": 2,
            "branching": 2,
            "flip": 0.1,
            "seed": 3
          },
          "runs": [
            { "name": "a", "network": { "hidden": [4] },
              "start": { "kind": "gaussian", "variance": 0.01, "seed": 1 },
              "learning": { "kind": "descent", "rate": 0.5, "epochs": 10, "batch": "all" } } ] }
        """;

    [Fact]
    public void Without_noise_the_best_map_of_more_items_than_inputs_is_the_teacher()
    {
        using ScenarioFolder folder = new();
        LearningTask task = folder.ReadText(Teacher).Task;
        task.Items!.Count.ShouldBe(40);
        task.Items.InputWidth.ShouldBe(5);
        Matrix<double> teacher = TeacherOf(task);
        teacher.RowCount.ShouldBe(3);
        Largest(task.BestMap - teacher).ShouldBeLessThan(1e-12);
    }

    [Fact]
    public void Noise_and_inputs_have_the_variances_asked_for()
    {
        using ScenarioFolder folder = new();
        LearningTask task = folder
            .ReadText(
                Teacher,
                "task.items=20000",
                "task.inputVariance=1/inputs",
                "task.noiseVariance=0.25",
                "task.teacher={\"variance\":0}"
            )
            .Task;
        // 100 000 and 60 000 draws: their mean square is within five deviations √(2/n) of the variance.
        MeanSquare(task.Items!.Inputs.Span).ShouldBe(0.2, tolerance: 5 * 0.2 * Math.Sqrt(2 / 1e5));
        MeanSquare(task.Items.Targets.Span).ShouldBe(0.25, tolerance: 5 * 0.25 * Math.Sqrt(2 / 6e4));
        task.Teacher!.NoiseVariance.ShouldBe(0.25);
        task.Teacher.InputVariance.ShouldBe(0.2);
    }

    [Fact]
    public void The_teacher_has_the_seed_of_the_task_or_one_of_its_own()
    {
        using ScenarioFolder folder = new();
        Matrix<double> first = TeacherOf(folder.ReadText(Teacher).Task);
        first.ShouldBe(LinearTeacher.DrawMap(outputs: 3, inputs: 5, variance: 1, seed: 7));
        LearningTask other = folder.ReadText(Teacher, "task.teacher.seed=7", "task.seed=8").Task;
        TeacherOf(other).ShouldBe(first);
        other.Items!.Inputs.Span[0].ShouldNotBe(folder.ReadText(Teacher).Task.Items!.Inputs.Span[0]);
    }

    [Fact]
    public void A_teacher_may_be_given_and_then_says_how_many_inputs_and_outputs_there_are()
    {
        using ScenarioFolder folder = new();
        LearningTask task = folder
            .ReadText(Teacher, "task.teacher=[[1,2],[3,4],[5,6]]", "task.inputs=null", "task.outputs=null")
            .Task;
        TeacherOf(task).ToColumnMajorArray().ShouldBe([1, 3, 5, 2, 4, 6]);
        Largest(task.BestMap - TeacherOf(task)).ShouldBeLessThan(1e-12);
    }

    [Theory]
    [InlineData("sum", 1)]
    [InlineData("mean", 3)]
    public void Moments_are_the_sums_or_means_the_scenario_asks_for(string moments, double divisor)
    {
        using ScenarioFolder folder = new();
        LearningTask task = folder.ReadText(Data, $"task.moments={moments}").Task;
        // By hand, of the three items (1,0)→1, (0,1)→2, (1,1)→3.
        task.SigmaX.ToColumnMajorArray().ShouldBe([2 / divisor, 1 / divisor, 1 / divisor, 2 / divisor], 1e-15);
        task.SigmaYX.ToColumnMajorArray().ShouldBe([4 / divisor, 5 / divisor], 1e-15);
        task.Convention.ShouldBe(moments == "mean" ? MomentConvention.Mean : MomentConvention.Sum);
        folder.ReadText(Data).Task.Convention.ShouldBe(MomentConvention.Sum);
    }

    [Fact]
    public void Inputs_asserted_to_be_white_are_measured_and_not_changed()
    {
        using ScenarioFolder folder = new();
        LearningTask task = folder.ReadText(Data, "task.sigmaX=identity").Task;
        task.AssertsWhiteInputs.ShouldBeTrue();
        // Σ^x = [2 1; 1 2].
        task.WhitenessDefect.ShouldBe(1);
        task.ContradictsWhiteInputs.ShouldBeTrue();
        task.SigmaX[0, 0].ShouldBe(2);
        folder.ReadText(Data).Task.ContradictsWhiteInputs.ShouldBeFalse();

        LearningTask white = folder
            .ReadText(Data, "task.inputs=[[0.6,0.8],[0.8,-0.6]]", "task.targets=[[1],[2]]", "task.sigmaX=identity")
            .Task;
        white.WhitenessDefect.ShouldBeLessThan(1e-15);
        white.ContradictsWhiteInputs.ShouldBeFalse();
    }

    [Theory]
    [InlineData(Teacher, "task.moments=mean")]
    [InlineData(Teacher, "task.sigmaX=identity")]
    [InlineData(Teacher, "task.inputVariance=1/inputs")]
    [InlineData(Tree, "task.moments=mean")]
    [InlineData(Data, "task.sigmaX=identity")]
    public void Effective_settings_read_back_as_the_same_task(string text, string option)
    {
        using ScenarioFolder folder = new();
        Scenario scenario = folder.ReadText(text, option);
        Scenario again = folder.ReadText(scenario.EffectiveSettings);
        again.EffectiveSettings.ShouldBe(scenario.EffectiveSettings);
        again.Task.SigmaYX.ShouldBe(scenario.Task.SigmaYX);
        again.Task.AssertsWhiteInputs.ShouldBe(scenario.Task.AssertsWhiteInputs);
    }

    [Theory]
    [InlineData("task.items=0", "task.items: must be a whole number, 1 or more, but is 0. Example: 1.")]
    [InlineData("task.inputs=0", "task.inputs: must be a whole number, 1 or more, but is 0. Example: 1.")]
    [InlineData("task.outputs=-2", "task.outputs: must be a whole number, 1 or more, but is -2. Example: 1.")]
    [InlineData(
        "task.inputVariance=-1",
        "task.inputVariance: must be a positive number or \"1/inputs\", but is -1. Example: 1."
    )]
    [InlineData(
        "task.noiseVariance=-0.1",
        "task.noiseVariance: must be a number that is not negative, but is -0.1. Example: 0.1."
    )]
    [InlineData(
        "task.teacher={\"variance\":-1}",
        "task.teacher.variance: must be a number that is not negative, but is -1. Example: 1."
    )]
    [InlineData(
        "task.teacher={\"varance\":1}",
        "task.teacher.varance: must be a key that is known here, but \"varance\" is not. Did you mean \"variance\"?"
    )]
    [InlineData(
        "task.teacher=[[1]]",
        "task.inputs: must not be given with a teacher that is a matrix, whose shape says it, but is. Remove it."
    )]
    [InlineData(
        "task.moments=average",
        "task.moments: must be \"sum\" or \"mean\", but is \"average\". Take one of these."
    )]
    [InlineData(
        "task.sigmaX=[[1]]",
        "task.sigmaX: must be \"identity\", or left out, but is a list [ … ]. Σ^x is that of the items; to give another, take a task of kind \"moments\"."
    )]
    [InlineData(
        "task.items=1000000000",
        "task.items: must leave a data set that fits in memory, but 1000000000 items of 5 inputs and 3 outputs need 179 GiB and there are 1 GiB. Take fewer."
    )]
    [InlineData(
        "task.inputs=2000000000",
        "task.inputs: must leave a data set that fits in memory, but 40 items of 2000000000 inputs and 3 outputs need 111 EiB and there are 1 GiB. Take fewer."
    )]
    [InlineData(
        "task.outputs=2000000000",
        "task.outputs: must leave a data set that fits in memory, but 40 items of 5 inputs and 2000000000 outputs need 2.04 TiB and there are 1 GiB. Take fewer."
    )]
    [InlineData(
        "task.teacher={\"variance\":0}",
        "task: must be a task that can be learned, but: Σ^yx is zero: there is no mode to learn."
    )]
    [InlineData(
        "task.inputVariance=1e-160",
        "task: must have a largest entry from 1e-150 to 1e150, but that of Σ^x is"
    )]
    public void A_teacher_that_cannot_be_had_is_refused(string option, string message) =>
        ShouldRefuse(Teacher, option, message);

    [Theory]
    [InlineData(
        "task.targets=[[1],[2]]",
        "task.targets: must have one row per item, 3 as \"inputs\", but has 2. Give the same items in both."
    )]
    [InlineData(
        "task.inputs=[[0,0],[0,0],[0,0]]",
        "task: must be a task that can be learned, but: Σ^yx is zero: there is no mode to learn."
    )]
    [InlineData(
        "task.inputs=[[1e200,0],[0,1],[0,0]]",
        "task: must be a task that can be learned, but: Σ^x must be finite, but its entry (1, 1) is "
    )]
    public void Items_that_cannot_be_learned_are_refused(string option, string message) =>
        ShouldRefuse(Data, option, message);

    [Fact]
    public void Items_whose_moments_do_not_fit_in_memory_are_refused_before_they_are_taken()
    {
        using ScenarioFolder folder = new();
        folder.Write("x.csv", string.Join(' ', Enumerable.Repeat("1", 30_000)));
        folder
            .Mistake(Data, "task.inputs=x.csv", "task.targets=[[1]]")
            .ShouldEndWith(
                "task.inputs: must leave moments that fit in memory, but those of 30000 inputs and 1 outputs need 26.8 GiB and there are 1 GiB. Give one row per item and one column per input."
            );
    }

    [Theory]
    [InlineData(
        "\"flip\": 0.1",
        "\"flip\": 1.5",
        "s.json:7: task.flip: must be a number from 0 to 1, but is 1.5. Example: 0.1."
    )]
    [InlineData(
        "\"flip\": 0.1",
        "\"flip\": -0.1",
        "s.json:7: task.flip: must be a number from 0 to 1, but is -0.1. Example: 0.1."
    )]
    [InlineData(
        "\"depth\": 2",
        "\"depth\": 0",
        "s.json:5: task.depth: must be a whole number, 1 or more, but is 0. Example: 1."
    )]
    [InlineData(
        "\"depth\": 2",
        "\"depth\": 40",
        "s.json:5: task.depth: must leave a data set that fits in memory, but 2^40 one-hot items of 20 features need more than 1024 EiB and there are 1 GiB. Take a smaller tree or fewer features."
    )]
    [InlineData(
        "\"depth\": 2",
        "\"depth\": 14",
        "s.json:5: task.depth: must leave a data set that fits in memory, but 2^14 one-hot items of 20 features need 14 GiB and there are 1 GiB. Take a smaller tree or fewer features."
    )]
    [InlineData(
        "\"branching\": 2",
        "\"branching\": 2000000000",
        "s.json:5: task.depth: must leave a data set that fits in memory, but 2000000000^2 one-hot items of 20 features need more than 1024 EiB and there are 1 GiB. Take a smaller tree or fewer features."
    )]
    [InlineData(
        "\"features\": 20",
        "\"features\": 2000000000",
        "s.json:4: task.features: must leave a data set that fits in memory, but 2^2 one-hot items of 2000000000 features need 417 GiB and there are 1 GiB. Take a smaller tree or fewer features."
    )]
    [InlineData(
        "\"flip\": 0.1,",
        "\"flip\": 0.1, \"sigmaX\": \"identity\",",
        "s.json:7: task.sigmaX: must not be given with the kind \"diffuseTree\", but is. It belongs to \"moments\", \"teacherStudent\" or \"data\"."
    )]
    public void A_tree_that_cannot_be_grown_is_refused(string good, string bad, string message)
    {
        using ScenarioFolder folder = new();
        Tree.ShouldContain(good);
        folder.Mistake(Tree.Replace(good, bad, StringComparison.Ordinal)).ShouldBe(message);
    }

    private static void ShouldRefuse(string text, string option, string message)
    {
        using ScenarioFolder folder = new();
        string mistake = folder.Mistake(text, option);
        mistake.ShouldStartWith("s.json:");
        mistake.ShouldContain($": {message}");
    }

    private static Matrix<double> TeacherOf(LearningTask task) =>
        Matrix<double>.Build.Dense(task.Teacher!.Outputs, task.Teacher.Inputs, task.Teacher.Map.ToArray());

    private static double Largest(Matrix<double> matrix) => matrix.Enumerate().Max(Math.Abs);

    private static double MeanSquare(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value * value;
        }
        return sum / values.Length;
    }
}
