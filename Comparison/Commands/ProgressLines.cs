using System.Globalization;
using Dynamics.Comparison.Experiments;

namespace Dynamics.Comparison.Commands;

/// <summary>A plain line for every tenth of a run, for logs; none for runs that are soon over.</summary>
/// <param name="writer">Where to.</param>
/// <param name="clock">Says how long runs take.</param>
internal sealed class ProgressLines(TextWriter writer, TimeProvider clock) : IProgressDisplay
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (ProgressTrack Track, int Tenths)> runs = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        lock (gate)
        {
            if (!runs.TryGetValue(value.Run, out (ProgressTrack Track, int Tenths) run))
            {
                runs[value.Run] = (new ProgressTrack(value, clock), 0);
                return;
            }
            run.Track.Update(value);
            // Ten times 0.3 and the like must not be a tenth short.
            int tenths = (int)(10 * run.Track.Share + 1e-9);
            if (tenths > run.Tenths && run.Track.Elapsed >= ProgressDisplay.Patience)
            {
                int percent = (int)(100 * run.Track.Share + 1e-9);
                writer.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"{run.Track.Title}: {percent} %, {run.Track.Note}")
                );
                runs[value.Run] = (run.Track, tenths);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Flush();
}
