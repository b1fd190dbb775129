using Dynamics.Simulation;

namespace Dynamics.Comparison.Experiments.Checkpoints;

/// <summary>The checkpoint of one trial: where it goes on from, and when it is saved again.</summary>
/// <remarks>A trial that has ended is saved as any other: going on from there, it ends in the same way at once.</remarks>
/// <param name="store">Where it is kept.</param>
/// <param name="file">Its file there.</param>
internal sealed class TrialCheckpoint(CheckpointStore store, string file)
{
    private long savedStep;
    private double next;

    /// <summary>Where the trial stood, its samples put into the recorder's tables; null if it has to begin.</summary>
    /// <exception cref="Reports.OutputException">The file is damaged (exit code 2).</exception>
    public TrialState? Restore(SampleRecorder recorder) =>
        store.Read(file, stream => TrialFile.Read(stream, recorder.Samples, recorder.Map, Identity));

    /// <summary>Saves a run whenever it has come as far as asked for.</summary>
    public void Watch(ITrainingRun run, SampleRecorder recorder)
    {
        savedStep = run.Current.Step;
        if (store.Every is not double every)
        {
            return;
        }
        next = After(run.Current.Time, every);
        run.Advanced += () =>
        {
            double time = run.Current.Time;
            if (time >= next)
            {
                next = After(time, every);
                Save(run, recorder);
            }
        };
    }

    /// <summary>Saves a run that has ended or was interrupted, unless it has not moved since it was saved.</summary>
    public void SaveLast(ITrainingRun run, SampleRecorder recorder)
    {
        if (run.Current.Step > savedStep && store.Every is not null)
        {
            Save(run, recorder);
        }
    }

    private void Save(ITrainingRun run, SampleRecorder recorder)
    {
        recorder.Drain();
        if (recorder.Overflow is not null)
        {
            return; // it may have gone on beyond its last sample: from the state saved before it ends there again
        }
        if (
            store.TryWrite(
                file,
                stream => TrialFile.Write(stream, TrialState.Of(run), recorder.Samples, recorder.Map, Identity)
            )
        )
        {
            savedStep = run.Current.Step;
        }
    }

    /// <summary>A file that was copied here from another run, seed or scenario is not this trial's.</summary>
    private string Identity => $"{file} {store.Identity}";

    private static double After(double time, double every) => (Math.Floor(time / every) + 1) * every;
}
