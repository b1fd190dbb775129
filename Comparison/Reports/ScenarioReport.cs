using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Experiments.Sweeps;
using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Svg;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Networks;
using Dynamics.Simulation.Randomness;

namespace Dynamics.Comparison.Reports;

/// <summary>Everything a scenario leaves behind: numbers, errors, figures and where they came from.</summary>
public static class ScenarioReport
{
    /// <summary>Writes all files of an experiment, except manifest and record, into a folder that is being made.</summary>
    /// <param name="result">What was seen and predicted.</param>
    /// <param name="scenarioText">The scenario as it was read.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="budgets">Why simulations and their formula differ; null to work it out here.</param>
    /// <param name="interruption">Ends the conversion of figures to PNG and PDF early; everything else is written all the same.</param>
    /// <returns>Notices about data without structure and about figures that could not be converted, each once.</returns>
    /// <exception cref="OutputException">Something cannot be written.</exception>
    public static IReadOnlyList<string> Write(
        ExperimentResult result,
        ReadOnlyMemory<byte> scenarioText,
        ResultFolder folder,
        BudgetSummary? budgets = null,
        CancellationToken interruption = default
    )
    {
        folder.WriteVerbatim("scenario.json", scenarioText);
        foreach (RunResult run in result.Runs)
        {
            WriteRun(run, folder);
        }
        if (result.Runs.Count > 0)
        {
            folder.Write(result.Errors);
            folder.Write(TheoryNotes.FileName, TheoryNotes.Markdown(result));
            folder.Write(LearningSummary.Of(result));
        }
        if (SeedTable.SpreadsOf(result) is { Count: > 0 } spreads)
        {
            folder.Write(SeedTable.FileName, stream => SeedTable.Write(spreads, stream));
        }
        WriteRates(result, folder);
        WriteLandscapes(result, folder);
        budgets ??= result.IsComplete
            ? BudgetSummary.Of(result, interruption: CancellationToken.None)
            : new BudgetSummary([]);
        WriteBudgets(budgets, folder);
        WriteSweeps(result, folder);
        return [.. WriteData(result.Scenario, folder), .. WriteFigures(result, budgets, folder, interruption)];
    }

    /// <summary>What the results are results of.</summary>
    public static Manifest ManifestOf(ExperimentResult result, ReadOnlyMemory<byte> scenarioText) =>
        new(
            result.Scenario.Name,
            scenarioText,
            result.Scenario.EffectiveSettings,
            [
                .. result
                    .Runs.Where(run => run.Plan.Start is ISeededStart)
                    .Select(run => new RunSeeds(run.Plan.Name, [.. run.Trials.Select(trial => trial.Seed!.Value)])),
            ],
            RandomStream.GeneratorName
        )
        {
            Chaotic = result.Scenario.Chaotic,
        };

    private static void WriteRun(RunResult run, ResultFolder folder)
    {
        string name = run.Plan.Name;
        if (run.IsEnsemble)
        {
            folder.Write($"{name}.csv", EnsembleSummary.Of(run.Trials));
            foreach (Trial trial in run.Plan.KeepsSeeds ? run.Trials : [])
            {
                WriteTrial(trial, $"{name}/seed-{trial.Seed}", run.Plan.Observe.Contains(Observable.Weights), folder);
            }
        }
        else
        {
            WriteTrial(run.Trials[0], name, run.Plan.Observe.Contains(Observable.Weights), folder);
        }
        if (TheoryCurves.Of(run) is Table theory)
        {
            folder.Write($"{name}.theory.csv", theory);
        }
    }

    /// <summary>How fast eigenmodes shrink where a descent without hidden layers looks at them, and what a rate does to scalar chains.</summary>
    private static void WriteRates(ExperimentResult result, ResultFolder folder)
    {
        RatesSummary rates = RatesSummary.Of(result);
        if (rates.Rows.Count > 0)
        {
            folder.Write(RatesDocument.TableFile, stream => RatesDocument.Write(rates, stream));
        }
        if (RatesDocument.Markdown(result, rates) is { Length: > 0 } text)
        {
            folder.Write(RatesDocument.FileName, text);
        }
    }

    private static void WriteLandscapes(ExperimentResult result, ResultFolder folder)
    {
        (string Name, IReadOnlyList<(char Panel, Landscape Landscape)> Landscapes)[] figures =
        [
            .. result
                .Scenario.Figures.Select(figure => (figure.Name, LandscapeDocument.Of(result, figure)))
                .Where(figure => figure.Item2.Count > 0),
        ];
        foreach ((string name, IReadOnlyList<(char Panel, Landscape Landscape)> landscapes) in figures)
        {
            folder.Write(name + LandscapeDocument.TableEnding, stream => LandscapeDocument.Write(landscapes, stream));
        }
        if (figures.Length > 0)
        {
            folder.Write(LandscapeDocument.FileName, LandscapeDocument.Markdown(figures));
        }
    }

    /// <summary>Why simulation and formula differ; nothing of a scenario that was cut short.</summary>
    private static void WriteBudgets(BudgetSummary budgets, ResultFolder folder)
    {
        if (budgets.Rows.Count > 0)
        {
            folder.Write(BudgetDocument.TableFile, stream => BudgetDocument.Write(budgets, stream));
            folder.Write(BudgetDocument.FileName, BudgetDocument.Markdown(budgets));
        }
    }

    private static void WriteSweeps(ExperimentResult result, ResultFolder folder)
    {
        foreach (SweepResult sweep in result.Sweeps)
        {
            folder.Write($"{sweep.Plan.Name}.csv", stream => SweepTable.Write(sweep, stream));
        }
        if (result.Sweeps.Count > 0)
        {
            folder.Write(SweepDocument.FileName, SweepDocument.Markdown(result.Sweeps));
        }
    }

    /// <summary>What the items are like, if the task has any.</summary>
    private static IEnumerable<string> WriteData(Scenario scenario, ResultFolder folder)
    {
        if (scenario.Task.Items is null)
        {
            return [];
        }
        var spectrum = new TaskSpectrum(scenario.Task);
        folder.Write(DataDocument.SpectrumFile, spectrum.Table());
        folder.Write(
            DataDocument.FileName,
            DataDocument.Markdown(scenario.Task, spectrum, withBias: scenario.Runs.Any(run => run.HasBias))
        );
        return new[] { DataDocument.NoHierarchy(spectrum), ConditionNote.NoSingleOptimum(scenario.Task) }
            .OfType<string>()
            .Select(warning => $"{scenario.Name}: task: {warning}");
    }

    private static void WriteTrial(Trial trial, string path, bool withWeights, ResultFolder folder)
    {
        folder.Write($"{path}.csv", trial.Samples);
        if (trial.Map is Table map)
        {
            folder.Write($"{path}.map.csv", map);
        }
        for (int layer = 0; withWeights && layer < trial.FinalWeights.Count; layer++)
        {
            folder.Write(
                $"{path}.weights/W{layer + 1}.csv",
                stream => MatrixCsv.Write(trial.FinalWeights[layer], stream)
            );
        }
    }

    private static IEnumerable<(string Name, Figure Figure)> FiguresOf(
        ExperimentResult result,
        BudgetSummary budgets
    ) => [.. ScenarioFigures.Of(result), .. BudgetFigures.Of(result, budgets), .. SweepFigures.Of(result)];

    /// <summary>SVG first; PNG and PDF side by side, since a converter's start-up dominates.</summary>
    private static IReadOnlyList<string> WriteFigures(
        ExperimentResult result,
        BudgetSummary budgets,
        ResultFolder folder,
        CancellationToken interruption
    )
    {
        SvgConverter? converter = SvgConverter.OnPath();
        List<string> undrawn = [];
        List<(string Name, Figure Figure)> figures = [];
        foreach ((string name, Figure figure) in FiguresOf(result, budgets))
        {
            try
            {
                string svg = SvgDocument.Of(figure);
                folder.Write($"{name}.svg", svg);
                figures.Add((name, figure));
            }
            catch (ArgumentException problem)
            {
                // Numbers that no axis can show, of a run that exploded: the numbers themselves must not be lost for it.
                undrawn.Add($"{result.Scenario.Name}: figure {name} cannot be drawn: {problem.Message}");
            }
        }
        (string Name, Figure Figure, string Extension)[] conversions =
        [
            .. figures.SelectMany(item => new[] { (item.Name, item.Figure, ".png"), (item.Name, item.Figure, ".pdf") }),
        ];
        string place = result.IsComplete ? folder.FullPath : folder.PartialPath;
        var notices = new string?[conversions.Length];
        var isDone = new bool[conversions.Length];
        // What was interrupted before is drawn to its end: only a signal that comes now ends the conversions.
        CancellationToken whileConverting = interruption.IsCancellationRequested ? default : interruption;
        try
        {
            // Asynchronous to the end: a pool thread that waited for a converter would be missed by those that serve its pipes.
            Parallel
                .ForEachAsync(Enumerable.Range(0, conversions.Length), whileConverting, Convert)
                .GetAwaiter()
                .GetResult();
        }
        catch (OperationCanceledException) when (whileConverting.IsCancellationRequested)
        {
            string[] missing =
            [
                .. conversions.Where((_, index) => !isDone[index]).Select(file => file.Name + file.Extension),
            ];
            undrawn.Add(
                $"{result.Scenario.Name}: interrupted while figures were converted. Missing: {string.Join(", ", missing)}. All else is written."
            );
        }
        return [.. undrawn, .. notices.OfType<string>().Distinct()];

        async ValueTask Convert(int index, CancellationToken cancellation)
        {
            (string name, Figure figure, string extension) = conversions[index];
            string final = Path.Combine(place, name + extension);
            try
            {
                string path = folder.StagedPath(name + extension);
                SavedFigure saved = await FigureFile.SaveAsync(figure, path, converter, cancellation);
                string? because = (saved as SavedFigure.NotConverted)?.Because;
                notices[index] = because is null || converter is null ? because : $"{final}: {because}";
                isDone[index] = true;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw OutputException.Unwritable(final, $"cannot be written: {exception.Message}", exception);
            }
        }
    }
}
