using System.CommandLine;
using System.Globalization;
using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;

namespace Dynamics.Comparison.Commands;

/// <summary><c>dynamics converge</c>: does the error fall with the step as the method's order says?</summary>
internal static class ConvergeCommand
{
    private const int MostHalvings = 20;

    public static Command Create()
    {
        var scenario = new Argument<string>("scenario.json") { Description = "A scenario with fixed-step runs." };
        CommandLine.RefuseOptions(scenario);
        var halvings = new Option<int>("--halvings")
        {
            Description = $"How often the step is halved, 1 to {MostHalvings}.",
            HelpName = "k",
            DefaultValueFactory = _ => 5,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (
                    int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
                    && count is >= 1 and <= MostHalvings
                )
                {
                    return count;
                }
                result.AddError(
                    $"--halvings: must be a whole number from 1 to {MostHalvings}, but is \"{text}\". Example: 5."
                );
                return 0;
            },
        };
        var overrides = new Option<string[]>("--set")
        {
            Description = "Replaces a setting of the scenario, as for run.",
            HelpName = "path=value",
        };
        var linearAlgebra = new LinearAlgebraOptions();
        var command = new Command(
            "converge",
            "Halves the step of every fixed-step run: error against closed form or tight reference, and observed order."
        )
        {
            scenario,
            halvings,
            overrides,
        };
        linearAlgebra.AddTo(command);
        command.SetAction(parsed =>
        {
            linearAlgebra.Apply(parsed);
            return Converge(parsed.GetValue(scenario)!, parsed.GetValue(overrides) ?? [], parsed.GetValue(halvings));
        });
        return command;
    }

    private static int Converge(string path, string[] overrides, int halvings)
    {
        using var interruption = new Interruption();
        Scenario scenario = new ScenarioReader(TheoryKinds.All).Read(path, overrides);
        RunPlan[] runs = [.. scenario.Runs.Where(run => run.Learning is FlowSettings { Steps: StepRule.Fixed })];
        if (runs.Length == 0)
        {
            throw new ScenarioException(
                path,
                "runs",
                "must hold a flow with a fixed step (euler, heun or rk4) to halve, but all are descents or adaptive. Give one a \"step\"."
            );
        }
        bool hasDiverged = false;
        try
        {
            foreach (RunPlan run in runs)
            {
                var study = ConvergenceStudy.Of(scenario.Task, run, halvings, interruption.Token);
                Print(study);
                foreach (ConvergenceRow row in study.Rows.Where(HasDiverged))
                {
                    hasDiverged = true;
                    Message.Error($"{path}: runs.{run.Name}: {Divergence(scenario, run, row.Step)}").Show();
                }
            }
        }
        catch (OperationCanceledException) when (interruption.ExitCode != 0)
        {
            return interruption.ExitCode;
        }
        return hasDiverged ? ExitCode.NumericalStop : ExitCode.Done;
    }

    private static bool HasDiverged(ConvergenceRow row) => !double.IsFinite(row.Error);

    private static string Divergence(Scenario scenario, RunPlan run, double step)
    {
        var flow = (FlowSettings)run.Learning;
        RunPlan coarse = run with
        {
            Learning = flow with { Steps = ((StepRule.Fixed)flow.Steps) with { Step = step } },
        };
        FlowSteps steps = FlowSteps.Of(scenario.Task, coarse, coarse.StartingWeights(scenario.Task))!;
        return steps.BrokenLimit is string limit
            ? string.Create(CultureInfo.InvariantCulture, $"diverged with a step of {step:g6}. Broken limit: {limit}.")
            : string.Create(CultureInfo.InvariantCulture, $"diverged with a step of {step:g6}. Try smaller steps.");
    }

    private static void Print(ConvergenceStudy study)
    {
        Console.Out.WriteLine($"{study.Run}: {study.Method.Name} (order {study.Method.Order}) against {study.Truth}");
        TextTable.Write(
            Console.Out,
            ["step", "largest error", "observed order"],
            [
                .. study.Rows.Select(row =>
                    new[]
                    {
                        row.Step.ToString("g6", CultureInfo.InvariantCulture),
                        HasDiverged(row) ? "diverged" : row.Error.ToString("0.000e+0", CultureInfo.InvariantCulture),
                        row.Order?.ToString("0.000", CultureInfo.InvariantCulture) ?? "—",
                    }
                ),
            ]
        );
        Console.Out.WriteLine();
    }
}
