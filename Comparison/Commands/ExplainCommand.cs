using System.CommandLine;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Integration;

namespace Dynamics.Comparison.Commands;

/// <summary><c>dynamics explain</c>: why simulation and formula do not agree, and by how much each assumption is to blame.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var scenario = new Argument<string>("scenario.json")
        {
            Description = "Scenario file; its runs need a theory to begin with.",
        };
        CommandLine.RefuseOptions(scenario);
        var overrides = new Option<string[]>("--set")
        {
            Description = "Replaces a setting of the scenario, as in run. Repeatable.",
            HelpName = "path=value",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        var linearAlgebra = new LinearAlgebraOptions();
        var command = new Command(
            "explain",
            "Splits simulation − theory into start value, imbalance, succession, competition, steps, reading; prints, writes nothing."
        )
        {
            scenario,
            overrides,
        };
        linearAlgebra.AddTo(command);
        command.SetAction(parsed =>
        {
            linearAlgebra.Apply(parsed);
            return Explain(parsed.GetValue(scenario)!, parsed.GetValue(overrides) ?? []);
        });
        return command;
    }

    private static int Explain(string path, string[] overrides)
    {
        using var interruption = new Interruption();
        Scenario scenario = new ScenarioReader(TheoryKinds.All).Read(path, overrides);
        try
        {
            ExperimentResult result;
            BudgetSummary? budgets;
            // Gone before anything is printed.
            using (IProgressDisplay? display = ProgressDisplay.For(isQuiet: false))
            {
                result = Experiment.Perform(scenario with { Sweeps = [] }, display, interruption.Token);
                budgets = result.IsComplete
                    ? BudgetSummary.Of(result, isAskedFor: true, display, interruption.Token)
                    : null;
            }
            if (interruption.ExitCode != 0)
            {
                return interruption.ExitCode;
            }
            if (budgets is null)
            {
                foreach (string problem in NotEnded(path, result))
                {
                    Message.Error(problem).Show();
                }
                return ExitCode.NumericalStop;
            }
            if (budgets.Rows.Count == 0)
            {
                throw new ScenarioException(
                    path,
                    "runs",
                    "must hold a run of a linear network that observes \"modes\" and has a theory, but there is none to explain. Add \"theories\": "
                        + "[{ \"kind\": \"balanced\", \"initialStrength\": \"measured\" }]."
                );
            }
            Console.Out.Write(BudgetDocument.Markdown(budgets));
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (interruption.ExitCode != 0)
        {
            return interruption.ExitCode;
        }
    }

    private static string Advice(LearningTask task, RunResult run) =>
        run.Trials.FirstOrDefault(trial => trial.Outcome is Outcome.Diverged) is { } diverged
            ? $"{DivergenceNote.Of(task, run.Plan, diverged)}. "
            : "";

    /// <summary>Runs that stopped: where their numbers end, differences to a formula mean nothing.</summary>
    private static IEnumerable<string> NotEnded(string path, ExperimentResult result) =>
        result
            .Runs.Where(run => run.Trials.Any(trial => trial.Outcome is not Outcome.Reached))
            .Select(run =>
                $"{path}: runs.{run.Plan.Name}: must reach its end to be explained, but diverged or ran out of steps. "
                + Advice(result.Scenario.Task, run)
                + "dynamics run reports where it stopped and keeps its samples."
            );
}
