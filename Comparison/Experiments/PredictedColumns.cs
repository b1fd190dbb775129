using Dynamics.Comparison.Predictions;

namespace Dynamics.Comparison.Experiments;

/// <summary>Every predicted curve of a trial whose observable was also seen, side by side.</summary>
internal sealed class PredictedColumns
{
    private readonly List<(Forecast.Curves Curves, double[] Values, int[] Wanted)> sources = [];
    private readonly List<string> columns = [];

    /// <param name="predictions">What the theories said.</param>
    /// <param name="observed">What was seen.</param>
    public PredictedColumns(IReadOnlyList<PredictedTrial> predictions, IReadOnlyCollection<string> observed)
    {
        foreach (PredictedTrial predicted in predictions)
        {
            if (predicted.Forecast is Forecast.Curves curves)
            {
                int[] wanted =
                [
                    .. Enumerable
                        .Range(0, curves.Observables.Count)
                        .Where(index => observed.Contains(curves.Observables[index])),
                ];
                sources.Add((curves, new double[curves.Observables.Count], wanted));
                columns.AddRange(wanted.Select(index => predicted.ColumnOf(curves.Observables[index])));
            }
        }
    }

    /// <summary>Names such as <c>mode1@balanced</c>.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>Writes the value of every column at one time; NaN where a theory has ended.</summary>
    public void Evaluate(double time, Span<double> values)
    {
        int next = 0;
        foreach ((Forecast.Curves curves, double[] all, int[] wanted) in sources)
        {
            if (time <= curves.Until)
            {
                curves.At(time, all);
            }
            else
            {
                Array.Fill(all, double.NaN);
            }
            foreach (int index in wanted)
            {
                values[next++] = all[index];
            }
        }
    }
}
