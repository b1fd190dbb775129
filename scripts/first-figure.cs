#!/usr/bin/env dotnet
#:project ../Comparison
#:property PublishAot=false

// A closed form of your own beside a simulation: figure, error table, convergence. Run: dotnet scripts/first-figure.cs [folder]
using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;

string folder = args.FirstOrDefault(Path.GetTempPath());
try
{
    Directory.CreateDirectory(folder);
}
catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
{
    Console.Error.WriteLine(
        $"first-figure: \"{folder}\" must be a folder for figures, but cannot be made: {problem.Message}"
    );
    return 4;
}
var task = new LearningTask(
    sigmaX: Matrix<double>.Build.DenseIdentity(2),
    sigmaYX: Matrix<double>.Build.DenseOfArray(
        new[,]
        {
            { 2.0, 1.0 },
            { 0.0, 1.0 },
        }
    )
);
var start = new AlignedStart(task.Modes.OutputModes, task.Modes.InputModes, strengths: [0.01, 0.01]);
var flow = new FlowSettings(new StepRule.Fixed(ButcherTableau.Heun, Step: 0.1), TimeConstant: 1, Until: 6);
var run = new RunPlan("mine", Hidden: [8], start, flow) { Theories = [new TheoryPlan(new Logistic(0.01))] };
ExperimentResult result = Experiment.Perform(new Scenario("first-figure", task, [run]));

foreach ((string name, Figure figure) in ScenarioFigures.Of(result))
{
    string path = Path.Combine(folder, $"{name}.svg");
    FigureFile.Save(figure, path);
    Console.WriteLine(path);
}
Console.WriteLine(ErrorDocuments.Markdown(result.Errors));
foreach (ConvergenceRow row in ConvergenceStudy.Of(task, run, halvings: 4).Rows)
{
    Console.WriteLine($"step {row.Step}: error {row.Error:0.00e+0}, order {row.Order:0.00}");
}
return 0;

/// <summary>The logistic growth of a mode, written out by hand.</summary>
sealed class Logistic(double a0) : IPrediction
{
    public string Name => "logistic";

    public Forecast Predict(PredictionContext context) =>
        ModeCurves.Of(
            context.Task.Modes,
            [.. context.Task.Modes.SingularValues.Select(s => new Curve(s, a0, tau: 1))],
            Standing.Exact,
            assumptions: []
        );

    private sealed class Curve(double s, double a0, double tau) : IModeSolution
    {
        public double StrengthAt(double time) => s / (1 + (s / a0 - 1) * Math.Exp(-2 * s * time / tau));
    }
}
