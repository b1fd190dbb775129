using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;

namespace Dynamics.Comparison.Predictions;

/// <summary>From a whole predicted map W(t) to every observable of it: it is looked at exactly as a simulated one.</summary>
public static class MapCurves
{
    // Eigenmodes of more inputs take longer to find than the curves of most runs.
    private const int MostInputsWithEigenmodes = 256;

    /// <summary>The curves of a predicted map.</summary>
    /// <param name="task">What is learned.</param>
    /// <param name="standing">What the formula claims.</param>
    /// <param name="assumptions">What it needs.</param>
    /// <param name="mapAt">Writes W(t), N_y × N_x, column-major.</param>
    /// <param name="observe">What the run looks at: its entries have curves only if they are among it.</param>
    public static Forecast.Curves Of(
        LearningTask task,
        Standing standing,
        IReadOnlyList<Assumption> assumptions,
        CurveEvaluator mapAt,
        IReadOnlyCollection<Observable>? observe = null
    )
    {
        Observable[] entries = observe?.Contains(Observable.Entries) is true ? [Observable.Entries] : [];
        Observable[] eigenmodes = task.Moments.Inputs <= MostInputsWithEigenmodes ? [Observable.Eigenmodes] : [];
        var observer = new MapObserver(
            task,
            [Observable.Modes, Observable.SingularValues, Observable.Loss, .. eigenmodes, .. entries]
        );
        double[] map = new double[task.SigmaYX.RowCount * task.SigmaYX.ColumnCount];
        return new Forecast.Curves(
            standing,
            assumptions,
            observer.Columns,
            (time, values) =>
            {
                mapAt(time, map);
                observer.Observe(map, values);
            }
        );
    }
}
