using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;

namespace Dynamics.Comparison.Reports;

/// <summary>A loss over the plane of two weights, its critical points there, and the ways of the runs through it.</summary>
/// <param name="Loss">That all runs of the panel descend.</param>
/// <param name="X">Shown of the first weight.</param>
/// <param name="Y">Shown of the second.</param>
/// <param name="CriticalPoints">Found in what is shown, least loss first.</param>
/// <param name="Ways">One per series and seed, in order.</param>
internal sealed record Landscape(
    TwoParameterLoss Loss,
    (double From, double To) X,
    (double From, double To) Y,
    IReadOnlyList<CriticalPoint> CriticalPoints,
    IReadOnlyList<LandscapeWay> Ways
)
{
    // Further than so many times the shown range nothing is drawn of a way, and no figure could hold it.
    private const double Far = 1e3;

    /// <summary>Gathers what a panel shows.</summary>
    /// <param name="task">What is learned.</param>
    /// <param name="plan">A panel that shows a landscape, with both ranges.</param>
    /// <param name="runs">By name.</param>
    public static Landscape Of(LearningTask task, PanelPlan plan, IReadOnlyDictionary<string, RunResult> runs)
    {
        (double, double) x = Range(plan.XRange);
        (double, double) y = Range(plan.YRange);
        var loss = TwoParameterLoss.Of(task, runs[plan.Series[0].Run].Plan);
        return new Landscape(
            loss,
            x,
            y,
            CriticalPointSearch.In(loss, x, y),
            [.. plan.Series.SelectMany(series => WaysOf(runs[series.Run]))]
        );
    }

    /// <summary>The critical point that a way's end belongs to; null where none is reached from it.</summary>
    public CriticalPoint? Reached(LandscapeWay way) => CriticalPointSearch.Near(Loss, X, Y, way.End);

    /// <summary>The part of a way that a figure can show.</summary>
    public (double[] Xs, double[] Ys) Shown(LandscapeWay way)
    {
        int count = 0;
        while (count < way.Xs.Count && IsNear(way.Xs[count], X) && IsNear(way.Ys[count], Y))
        {
            count++;
        }
        return ([.. way.Xs.Take(count)], [.. way.Ys.Take(count)]);
    }

    private static bool IsNear(double value, (double From, double To) range) =>
        Math.Abs(value - (range.From + range.To) / 2) <= Far * (range.To - range.From);

    private static (double, double) Range(ShownRange? range) =>
        range is { } given
            ? (given.From, given.To)
            : throw new ArgumentException("A landscape needs the ranges of both weights.", nameof(range));

    private static IEnumerable<LandscapeWay> WaysOf(RunResult run) =>
        run
            .Trials.Where(trial => trial.Samples.RowCount > 0)
            .Select(trial => new LandscapeWay(
                run.Plan,
                run.IsEnsemble ? trial.Seed : null,
                trial.Samples[ObservedColumns.Parameter(0)].ToArray(),
                trial.Samples[ObservedColumns.Parameter(1)].ToArray()
            ));
}

/// <summary>The way of one run through the plane of its two weights, sample by sample.</summary>
/// <param name="Plan">The run.</param>
/// <param name="Seed">Of an ensemble; null for a single run.</param>
/// <param name="Xs">First weight.</param>
/// <param name="Ys">Second weight.</param>
internal sealed record LandscapeWay(RunPlan Plan, int? Seed, IReadOnlyList<double> Xs, IReadOnlyList<double> Ys)
{
    /// <summary>Where it starts.</summary>
    public (double X, double Y) Start => (Xs[0], Ys[0]);

    /// <summary>Where it ends.</summary>
    public (double X, double Y) End => (Xs[^1], Ys[^1]);
}
