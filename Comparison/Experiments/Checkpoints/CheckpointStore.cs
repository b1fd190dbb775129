using System.Globalization;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Networks;

namespace Dynamics.Comparison.Experiments.Checkpoints;

/// <summary>The checkpoint of one scenario, in a folder <c>name.checkpoint</c> beside its results.</summary>
/// <remarks>
/// Every trial has a file of its own there from its first checkpoint on, and is consistent by itself. What an earlier run
/// left stays until this one has something to put in its place. Use it with the lock of the <see cref="ResultFolder"/> held.
/// </remarks>
internal sealed class CheckpointStore
{
    private readonly Lock gate = new();
    private readonly CheckpointFolder folder;
    private readonly CheckpointSettings settings;
    private readonly string path;
    private bool isInPlace;
    private bool hasFailed;

    private CheckpointStore(string path, CheckpointFolder folder, CheckpointSettings settings)
    {
        this.path = path;
        this.folder = folder;
        this.settings = settings;
    }

    /// <summary>Where the checkpoint is, or would be.</summary>
    public string Place => folder.Place;

    /// <summary>Whether at least one trial has a checkpoint there from which <c>--resume</c> can go on.</summary>
    public bool Exists => isInPlace && Directory.Exists(Place);

    /// <summary>Distance of checkpoints in a run's own time; null for none.</summary>
    public double? Every => settings.Every;

    /// <summary>What scenario and inputs it is of, as a SHA-256.</summary>
    public string Identity => settings.Identity;

    /// <summary>What the user should know before the runs begin; null for nothing.</summary>
    public string? Notice { get; private init; }

    /// <summary>Refuses to go on with a scenario that is not the one a checkpoint is of, before anything is written.</summary>
    /// <param name="path">The scenario's file, for messages.</param>
    /// <param name="result">Folder of its results.</param>
    /// <param name="now">The scenario about to run.</param>
    /// <exception cref="ScenarioException">A setting is another.</exception>
    /// <exception cref="OutputException">There is a checkpoint that cannot be read (exit code 2).</exception>
    public static void RequireSame(string path, string result, CheckpointSettings now)
    {
        CheckpointFolder there = CheckpointFolder.Beside(result);
        there.Find()?.RequireSame(now, path, there.Place);
    }

    /// <summary>Opens the checkpoint of a scenario.</summary>
    /// <param name="path">The scenario's file, for messages.</param>
    /// <param name="result">Folder of its results.</param>
    /// <param name="now">The scenario about to run.</param>
    /// <param name="request">What is wanted.</param>
    /// <exception cref="ScenarioException">It is to go on, and a setting is another.</exception>
    /// <exception cref="OutputException">There is a checkpoint that cannot be read, or something else (exit code 2).</exception>
    public static CheckpointStore Open(string path, string result, CheckpointSettings now, CheckpointRequest request)
    {
        CheckpointFolder there = CheckpointFolder.Beside(result);
        there.Repair();
        if (request is { Every: not null } or { Resume: true })
        {
            there.RequireOurs();
        }
        return request.Resume ? Resume(path, there, now, request.Every) : Begin(path, there, now, request.Every);
    }

    /// <summary>The checkpoint of one trial; null where there are none and none are to be made.</summary>
    public TrialCheckpoint? For(RunPlan plan, IStart start)
    {
        // The last part is a seed or a word: no two trials have one name, whatever their runs are called.
        string trial = (start as ISeededStart)?.Seed.ToString(CultureInfo.InvariantCulture) ?? "trial";
        return Every is null ? null : new TrialCheckpoint(this, $"{plan.Name}.{trial}{CheckpointFolder.TrialEnding}");
    }

    /// <summary>Reads a file of the checkpoint this run goes on from; null if it has none of that name.</summary>
    /// <exception cref="OutputException">It is damaged (exit code 2).</exception>
    public TrialState? Read(string file, Func<Stream, TrialState> read) => isInPlace ? folder.Read(file, read) : null;

    /// <summary>Writes one file. A checkpoint that cannot be written is told, once, and does not end the run.</summary>
    /// <returns>Whether it is written.</returns>
    public bool TryWrite(string file, Action<Stream> write)
    {
        try
        {
            if (!TryBegin(file, write))
            {
                folder.Write(file, write);
            }
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or OutputException)
        {
            if (!Interlocked.Exchange(ref hasFailed, true))
            {
                Message
                    .Error(
                        $"{path}: the checkpoint {Place} cannot be written: {problem.Message} The run goes on; what was saved "
                            + "before stands, and it is tried again at every checkpoint."
                    )
                    .Show();
            }
            return false;
        }
    }

    /// <summary>Removes the checkpoint of these settings, when every trial has ended; one of others, or with other files, stays.</summary>
    /// <exception cref="OutputException">It cannot be removed (exit code 4).</exception>
    public void Remove()
    {
        if (TryFind(folder) is { } found && found.IsSameScenario(settings) && folder.IsOurs)
        {
            folder.Remove();
        }
    }

    private static CheckpointStore Begin(string path, CheckpointFolder folder, CheckpointSettings now, double? every)
    {
        string what = every is null ? "begins anew" : "begins anew, and replaces it with its own first checkpoint";
        return new CheckpointStore(path, folder, now with { Every = every })
        {
            Notice = TryFind(folder) is null
                ? null
                : $"{path}: there is a checkpoint in {folder.Place}, but this run {what}. --resume goes on from it.",
        };
    }

    private static CheckpointStore Resume(string path, CheckpointFolder folder, CheckpointSettings now, double? every)
    {
        if (folder.Find() is not { } earlier)
        {
            string advice = every is null ? " --checkpoint-every makes checkpoints." : "";
            return new CheckpointStore(path, folder, now with { Every = every })
            {
                Notice = $"{path}: there is no checkpoint in {folder.Place}: the run begins at its beginning.{advice}",
            };
        }
        earlier.RequireSame(now, path, folder.Place);
        CheckpointSettings goingOn = earlier with { Every = every ?? earlier.Every };
        if (goingOn != earlier)
        {
            OutputException.Guard(
                folder.Place,
                () => folder.Write(CheckpointSettings.FileName, stream => stream.Write(goingOn.ToJson()))
            );
        }
        return new CheckpointStore(path, folder, goingOn)
        {
            isInPlace = true,
            Notice = SettingDifference.Find(earlier.Origin, now.Origin) is { } origin
                ? $"{path}: the checkpoint in {folder.Place} was made with {origin.Field} {origin.Before}, and goes on with "
                    + $"{origin.Now}: results may differ in their last digits from those of a run without a stop."
                : null,
        };
    }

    /// <summary>The first file brings the folder with it, and takes the place of what was there.</summary>
    private bool TryBegin(string file, Action<Stream> write)
    {
        lock (gate)
        {
            if (isInPlace)
            {
                return false;
            }
            folder.Begin(settings, file, write);
            return isInPlace = true;
        }
    }

    /// <summary>What is there, if it can be read; a run that does not use it need not be stopped by it.</summary>
    private static CheckpointSettings? TryFind(CheckpointFolder folder)
    {
        try
        {
            return folder.Find();
        }
        catch (OutputException)
        {
            return null;
        }
    }
}
