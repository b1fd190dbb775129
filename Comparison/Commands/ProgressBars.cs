using System.Runtime.InteropServices;
using Dynamics.Comparison.Experiments;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Dynamics.Comparison.Commands;

/// <summary>A bar for every run on a terminal, drawn by a thread of its own and wiped away at the end.</summary>
/// <param name="console">Makes the terminal, once a run takes long enough to be shown.</param>
/// <param name="clock">Says how long runs take.</param>
internal sealed class ProgressBars(Func<IAnsiConsole> console, TimeProvider clock) : IProgressDisplay
{
    private static readonly TimeSpan betweenFrames = TimeSpan.FromMilliseconds(200);

    private readonly Lock gate = new();
    private readonly Dictionary<string, ProgressTrack> tracks = new(StringComparer.Ordinal);
    private readonly ManualResetEventSlim isOver = new();
    private Thread? drawing;

    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        lock (gate)
        {
            if (!tracks.TryGetValue(value.Run, out ProgressTrack? track))
            {
                tracks[value.Run] = new ProgressTrack(value, clock);
                return;
            }
            track.Update(value);
            if (drawing is null && track.Elapsed >= ProgressDisplay.Patience)
            {
                drawing = new Thread(Draw) { IsBackground = true, Name = "progress bars" };
                drawing.Start();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        isOver.Set();
        drawing?.Join();
        isOver.Dispose();
    }

    private void Draw()
    {
        IAnsiConsole terminal = console();
        // A second Ctrl-C ends the process on the spot, with the cursor hidden: every signal brings it back.
        using PosixSignalRegistration interrupted = ShowCursorOn(PosixSignal.SIGINT, terminal);
        using PosixSignalRegistration terminated = ShowCursorOn(PosixSignal.SIGTERM, terminal);
        var notes = new NoteColumn();
        try
        {
            terminal
                .Progress()
                .AutoClear(true)
                .AutoRefresh(false)
                .Columns(
                    new TaskDescriptionColumn { Alignment = Justify.Left },
                    new ProgressBarColumn(),
                    new PercentageColumn(),
                    notes
                )
                .Start(context => DrawFrames(context, notes));
        }
        catch (IOException)
        {
            // A terminal that is gone is no reason to end a run.
        }
    }

    private void DrawFrames(ProgressContext context, NoteColumn notes)
    {
        Dictionary<string, ProgressTask> bars = new(StringComparer.Ordinal);
        for (bool isLast = false; !isLast; )
        {
            isLast = isOver.Wait(betweenFrames);
            lock (gate)
            {
                foreach ((string run, ProgressTrack track) in tracks)
                {
                    if (!bars.TryGetValue(run, out ProgressTask? bar))
                    {
                        if (track.IsDoneBeside)
                        {
                            continue;
                        }
                        bars[run] = bar = context.AddTask(run);
                    }
                    bar.Description = Markup.Escape(track.Title);
                    bar.Value = 100 * track.Share;
                    notes[bar] = track.Note;
                }
            }
            context.Refresh();
        }
    }

    private static PosixSignalRegistration ShowCursorOn(PosixSignal signal, IAnsiConsole terminal) =>
        PosixSignalRegistration.Create(signal, _ => terminal.Cursor.Show());

    private sealed class NoteColumn : ProgressColumn
    {
        private readonly Dictionary<int, string> notes = [];

        protected override bool NoWrap => true;

        public string this[ProgressTask bar]
        {
            set => notes[bar.Id] = value;
        }

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(notes.GetValueOrDefault(task.Id, ""));
    }
}
