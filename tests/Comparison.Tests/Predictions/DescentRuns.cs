using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Predictions;

/// <summary>Tasks, descents and looks at them that the tests of theories of descent share.</summary>
internal static class DescentRuns
{
    public static LearningTask Tree(int features)
    {
        var sampler = new DiffuseTreeSampler(features, treeDepth: 3, branchingFactor: 2, flipProbability: 0.15);
        return new LearningTask(sampler.Sample(seed: 1));
    }

    public static LearningTask Neuromatch()
    {
        // One feature per mode: the modes are (1, …, 1), halves, quarters, pairs, as in every tree.
        double[][] modes =
        [
            [1, 1, 1, 1, 1, 1, 1, 1],
            [1, 1, 1, 1, -1, -1, -1, -1],
            [1, 1, -1, -1, 0, 0, 0, 0],
            [0, 0, 0, 0, 1, 1, -1, -1],
            [1, -1, 0, 0, 0, 0, 0, 0],
            [0, 0, 1, -1, 0, 0, 0, 0],
            [0, 0, 0, 0, 1, -1, 0, 0],
            [0, 0, 0, 0, 0, 0, 1, -1],
        ];
        double[] eigenvalues = [2.440796, 1.499604, 1.0098, 1.0098, 0.51, 0.51, 0.51, 0.51];
        Matrix<double> targets = Matrix<double>.Build.DenseOfRowVectors(
            modes.Zip(
                eigenvalues,
                (mode, eigenvalue) =>
                    Vector<double>.Build.DenseOfArray(mode).Normalize(2) * Math.Sqrt(10_000 * eigenvalue)
            )
        );
        return new LearningTask(new DataSet(Matrix<double>.Build.DenseIdentity(8), targets));
    }

    public static AlignedStart Aligned(LearningTask task, double strength) =>
        new(task.Modes.OutputModes, task.Modes.InputModes, [.. task.Modes.SingularValues.Select(_ => strength)]);

    public static DescentSettings Descent(LearningTask task, double rate, int epochs, Loss loss) =>
        new(rate, epochs, task.Items!.Count, loss, new ItemOrder.InTurn());

    public static BalancedPrediction Flow(double strength) => new(new InitialStrength.Prescribed(strength));

    public static RunPlan Plan(int depth, IStart start, LearningRule learning, params IPrediction[] theories) =>
        new("run", [.. Enumerable.Repeat(10, depth - 1)], start, learning)
        {
            Theories = [.. theories.Select(theory => new TheoryPlan(theory))],
        };

    public static Trial Run(LearningTask task, RunPlan plan) =>
        Experiment.Perform(new Scenario("descent", task, [plan])).Runs[0].Trials[0];

    public static string Notes(LearningTask task, RunPlan plan) =>
        TheoryNotes.Markdown(Experiment.Perform(new Scenario("descent", task, [plan])));

    public static Forecast.Curves Said(Trial trial, int theory) =>
        trial.Predictions[theory].Forecast.ShouldBeOfType<Forecast.Curves>();

    public static double Largest(Trial trial, string column, string theory) =>
        CurveDifference
            .Between(trial.Samples["time"], trial.Samples[column], trial.Samples[$"{column}@{theory}"])
            .Largest;

    public static double Half(Trial trial, string column, string observable) =>
        HalfRise.Of(trial.Samples["time"], trial.Samples[column], trial.Targets[observable]).ShouldNotBeNull();
}
