using System.Globalization;
using Dynamics.Comparison.Experiments;

namespace Dynamics.Comparison.Commands;

/// <summary>A plain line for every tenth of a run, for logs, and others between at growing intervals; none for what is soon over.</summary>
/// <remarks>
/// After 2 s, and whenever twice the time of the last line has passed, a line has what the run has come to and its speed, so that
/// a run that will never reach its first tenth is seen to be one. A clock of its own prints it where no step ends for long.
/// </remarks>
internal sealed class ProgressLines : IProgressDisplay
{
    private readonly TextWriter writer;
    private readonly TimeProvider clock;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Line> lines = new(StringComparer.Ordinal);

    /// <param name="writer">Where to.</param>
    /// <param name="clock">Measures how long runs take.</param>
    public ProgressLines(TextWriter writer, TimeProvider clock)
    {
        (this.writer, this.clock) = (writer, clock);
        timer = clock.CreateTimer(_ => Beat(), state: null, ProgressDisplay.Patience, ProgressDisplay.Patience / 2);
    }

    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        lock (gate)
        {
            if (!lines.TryGetValue(value.Run, out Line? line))
            {
                lines[value.Run] = new Line(new ProgressTrack(value, clock));
                return;
            }
            line.Track.Update(value);
            Write(line);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        timer.Dispose();
        lock (gate)
        {
            writer.Flush();
        }
    }

    private void Beat()
    {
        lock (gate)
        {
            foreach (Line line in lines.Values.Where(line => line.Track.Share < 1))
            {
                Write(line);
            }
        }
    }

    private void Write(Line line)
    {
        ProgressTrack track = line.Track;
        TimeSpan elapsed = track.Elapsed;
        if (elapsed < ProgressDisplay.Patience)
        {
            return;
        }
        // Ten times 0.3 and the like must not be a tenth short.
        int tenths = (int)(10 * track.Share + 1e-9);
        bool isTenth = tenths > line.Tenths;
        if (!isTenth && (elapsed < line.Next || track.IsSoonOver))
        {
            return;
        }
        int percent = (int)(100 * track.Share + 1e-9);
        string[] notes = [isTenth ? "" : track.Speed, track.Note];
        writer.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{track.Title}: {string.Join(", ", notes.Where(note => note.Length > 0).Prepend($"{percent} %"))}"
            )
        );
        (line.Tenths, line.Next) = (tenths, 2 * elapsed);
    }

    private sealed class Line(ProgressTrack track)
    {
        public ProgressTrack Track => track;

        public int Tenths { get; set; }

        public TimeSpan Next { get; set; } = ProgressDisplay.Patience;
    }
}
