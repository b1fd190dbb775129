using Dynamics.Comparison.Experiments.Checkpoints;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;

namespace Dynamics.Comparison.Experiments;

/// <summary>Builds what moves the weights of a flow: the flow itself, except in tests that plant an error in it.</summary>
internal delegate IVectorField FieldFactory(LayerSizes sizes, LearningTask task, double timeConstant);

/// <summary>Carries out one trial: draws the start, asks every theory, then lets the network move and looks at it.</summary>
internal sealed class TrialRun(LearningTask task, RunPlan plan, IStart start, FieldFactory? field = null)
{
    // From this many weights on, adding to the line is little beside a look. Measured on AMD Zen 3, µs for two layers of n × n:
    //   weights (n)             512 (16)  2048 (32)  4608 (48)  8192 (64)
    //   map, singular values        13        38         91        170
    //   copy, waking a thread        3         4          7          4
    private const int SmallestBeside = 1 << 12;

    // For an interrupted run's samples, which are few, to be compared; a theory that follows an equation may need far longer.
    private static readonly TimeSpan grace = TimeSpan.FromSeconds(3);

    private readonly Architecture architecture = plan.ArchitectureFor(task);

    /// <summary>Whether a core is idle beside this run, so that its samples can be looked at while it goes on.</summary>
    public bool HasSpareCore { get; init; }

    /// <summary>Is told how far the run is; null for nobody.</summary>
    public ProgressReporter? Reporter { get; init; }

    private LayerSizes Sizes => architecture.Sizes;

    /// <summary>Where the trial goes on from and is saved to; null for neither.</summary>
    public TrialCheckpoint? Checkpoint { get; init; }

    /// <summary>Runs to the end, or until interrupted; what was seen until then is kept.</summary>
    public Trial Perform(CancellationToken interruption)
    {
        RequireFit(task, plan);
        double[] weights = new double[Sizes.Count];
        start.Fill(Sizes, weights);
        using var patience = new CancellationTokenSource();
        using CancellationTokenRegistration impatience = interruption.Register(() => patience.CancelAfter(grace));
        // Predictions come first: a prediction cannot know the run.
        Action<double>? report = Beside("theories of the start");
        IReadOnlyList<PredictedTrial> predictions = Predict(weights, patience.Token);
        report?.Invoke(1);

        bool isBeside = HasSpareCore && Sizes.Count >= SmallestBeside;
        using var recorder = new SampleRecorder(task, plan, new NetworkView(Sizes, weights), isBeside);
        ITrainingRun run = NewRun(weights, Checkpoint?.Restore(recorder), interruption);
        Checkpoint?.Watch(run, recorder);
        Action? reportEnd = Reporter?.Watch(run, plan, (start as ISeededStart)?.Seed, recorder);
        try
        {
            while (recorder.Overflow is null && run.MoveNext())
            {
                recorder.Record(run);
            }
            reportEnd?.Invoke();
        }
        catch (OperationCanceledException) when (interruption.IsCancellationRequested)
        {
            // The samples so far stand; the outcome stays open.
        }
        recorder.Drain();
        Checkpoint?.SaveLast(run, recorder);
        Outcome? outcome = recorder.Overflow?.Outcome ?? run.Outcome;
        NetworkView last = recorder.Overflow?.Network ?? run.Current.Network;
        // The samples of a run that was cut short are few, and are compared whatever was asked.
        report = Beside("theories");
        Table? samples = WithPredictions(
            recorder.Samples,
            predictions,
            report,
            outcome is null ? patience.Token : interruption
        );
        if (samples is not null && TheoryOverflow.Ended(predictions, samples) is { } ended)
        {
            predictions = ended;
            samples = WithPredictions(recorder.Samples, predictions, report, patience.Token);
        }
        if (samples is null)
        {
            predictions = [.. predictions.Select(said => said with { Forecast = new Forecast.None(Interrupted) })];
        }
        return new Trial(
            (start as ISeededStart)?.Seed,
            samples ?? recorder.Samples,
            recorder.Map,
            last.ToMatrices(),
            samples is null ? null : outcome,
            predictions,
            recorder.Targets
        )
        {
            Dead = DeadUnits.Of(task, architecture, last),
        };
    }

    private Action<double>? Beside(string work) =>
        plan.Theories.Count > 0 ? Reporter?.Beside(plan, work, (start as ISeededStart)?.Seed) : null;

    private ITrainingRun NewRun(double[] weights, TrialState? from, CancellationToken interruption) =>
        plan.Learning switch
        {
            FlowSettings flow => new GradientFlow(
                Sizes,
                new InterruptibleField(NewField(flow), interruption),
                flow.BesideStart(Sizes, weights),
                plan.Sample,
                from?.Flow ?? new IntegrationState(0, 0, weights)
            ),
            DescentSettings descent => new GradientDescent(
                architecture,
                task.Items!,
                descent,
                plan.Sample,
                from?.Descent ?? new DescentState(0, weights)
            )
            {
                Interruption = interruption,
            },
            _ => throw new InvalidOperationException($"Nothing moves the weights of run {plan.Name}."),
        };

    private IVectorField NewField(FlowSettings flow) =>
        field?.Invoke(Sizes, task, flow.TimeConstant)
        ?? new GradientFlowField(Sizes, task.Moments, flow.TimeConstant, MatrixProducts.Current)
        {
            WeightDecay = flow.WeightDecay,
        };

    /// <summary>A flow here is that of a linear network; a descent needs items.</summary>
    private static void RequireFit(LearningTask task, RunPlan plan)
    {
        if (plan.Learning is FlowSettings && !plan.ArchitectureFor(task).IsLinear)
        {
            throw new ArgumentException(
                $"Run {plan.Name} is a flow, which needs a linear network without biases.",
                nameof(plan)
            );
        }
        if (plan.Learning is DescentSettings && task.Items is null)
        {
            throw new ArgumentException($"Run {plan.Name} is a descent, which needs a task of items.", nameof(plan));
        }
    }

    private IReadOnlyList<PredictedTrial> Predict(double[] weights, CancellationToken impatience)
    {
        var context = new PredictionContext(
            task,
            new NetworkView(Sizes, weights).ToMatrices(),
            architecture,
            plan.Learning
        )
        {
            Observe = plan.Observe,
            Interruption = impatience,
        };
        return [.. plan.Theories.Select(theory => new PredictedTrial(theory, Ask(theory.Prediction, context)))];
    }

    private static Forecast Ask(IPrediction prediction, PredictionContext context)
    {
        try
        {
            return context.Of(prediction);
        }
        catch (OperationCanceledException) when (context.Interruption.IsCancellationRequested)
        {
            return new Forecast.None(Interrupted);
        }
    }

    private const string Interrupted = "It was interrupted before it had been asked at every sample.";

    /// <summary>Appends every prediction of a column that was seen, evaluated at the simulation's own times; null if interrupted in it.</summary>
    private static Table? WithPredictions(
        Table seen,
        IReadOnlyList<PredictedTrial> predictions,
        Action<double>? report,
        CancellationToken interruption
    )
    {
        var predicted = new PredictedColumns(predictions, [.. seen.Columns]);
        Table samples = new([.. seen.Columns, .. predicted.Columns], seen.RowCount);
        double[] row = new double[samples.Columns.Count];
        for (int index = 0; index < seen.RowCount; index++)
        {
            for (int column = 0; column < seen.Columns.Count; column++)
            {
                row[column] = seen[index, column];
            }
            if (predicted.Columns.Count > 0 && interruption.IsCancellationRequested)
            {
                return null;
            }
            try
            {
                predicted.Evaluate(row[0], row.AsSpan(seen.Columns.Count));
            }
            catch (OperationCanceledException)
            {
                return null;
            }
            samples.Add(row);
            report?.Invoke((index + 1.0) / seen.RowCount);
        }
        return samples;
    }
}
