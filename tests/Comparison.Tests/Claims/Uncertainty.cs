using Dynamics.Comparison.Reports;

namespace ComparisonTests.Claims;

/// <summary>What a simulation itself is uncertain of, from runs that should be the same.</summary>
/// <param name="seen">Samples of the run.</param>
/// <param name="others">Samples of the runs that should be the same.</param>
/// <param name="squares">The largest squared norm of a layer at the start.</param>
internal sealed class Uncertainty(Table seen, IReadOnlyList<Table> others, double squares)
{
    // Of the largest of a family: what sums of a few products of entries leave in double precision.
    private const double Rounding = 1e-14;

    // Eigenvectors of Σ^x whose eigenvalues are 1e-6 of others take part in rounding of the others' size.
    private const double RoundingOfEigenmodes = 1e-12;

    // Closed forms of λ-balanced layers have squares of weights beside a map that may be far smaller.
    private const double RoundingOfSquares = 1e-15;

    // Of the largest of a family: a run that is this uncertain is chaotic, and its neighbours measure nothing.
    private const double Chaotic = 1e-3;

    /// <summary>How many samples all runs have.</summary>
    public int Samples { get; } = others.Select(other => other.RowCount).Append(seen.RowCount).Min();

    /// <summary>The largest magnitude of an observable up to every sample.</summary>
    public double[] ScaleOf(string observable) => RunningLargest(seen[observable][..Samples]);

    /// <summary>
    /// At every sample: three times the largest difference of the runs so far, and what rounding leaves of an observable beside the
    /// largest of its family; infinite where the run is chaotic.
    /// </summary>
    public double[] Of(string observable)
    {
        double[] largest = new double[Samples];
        foreach (Table other in others)
        {
            ReadOnlySpan<double> again = other[observable];
            for (int sample = 0; sample < Samples; sample++)
            {
                double difference = Math.Abs(again[sample] - seen[observable][sample]);
                largest[sample] = double.IsNaN(difference)
                    ? double.PositiveInfinity
                    : Math.Max(largest[sample], difference);
            }
        }
        double rounding = FamilyOf(observable) is "z" ? RoundingOfEigenmodes : Rounding;
        double ofSquares = IsOfMap(observable) ? RoundingOfSquares * squares : 0;
        return
        [
            .. RunningLargest(largest)
                .Zip(
                    Family(observable),
                    (difference, scale) =>
                        3 * difference > Chaotic * scale
                            ? double.PositiveInfinity
                            : 3 * difference + rounding * scale + ofSquares
                ),
        ];
    }

    private double[] Family(string observable)
    {
        string family = FamilyOf(observable);
        // Of the map, of which modes, singular values, entries and errors are parts; the loss is a square of these.
        string[] columns = family switch
        {
            "mode" or "group" or "block" or "sv" or "w" or "z" => [.. seen.Columns.Where(IsOfMap)],
            "h" or "o" => [.. seen.Columns.Where(column => FamilyOf(column) is "h" or "o")],
            "hessian" or "hessianMin" =>
            [
                .. seen.Columns.Where(column => FamilyOf(column) is "hessian" or "hessianMin"),
            ],
            _ => [observable],
        };
        double[] scale = new double[Samples];
        foreach (string column in columns)
        {
            double[] one = ScaleOf(column);
            for (int sample = 0; sample < Samples; sample++)
            {
                scale[sample] = Math.Max(scale[sample], one[sample]);
            }
        }
        return observable.StartsWith("kernel") ? [.. scale.Select(one => Math.Max(one, 1))] : scale;
    }

    private static bool IsOfMap(string column) =>
        FamilyOf(column) is "mode" or "group" or "block" or "sv" or "w" or "z";

    private static string FamilyOf(string column) =>
        column.Contains('@') ? "" : column.TrimEnd("0123456789-_".ToCharArray());

    private static double[] RunningLargest(ReadOnlySpan<double> values)
    {
        double[] running = new double[values.Length];
        double largest = 0;
        for (int index = 0; index < values.Length; index++)
        {
            // What is not a number, as a third eigenvalue of two weights, has no size.
            largest = double.IsNaN(values[index]) ? largest : Math.Max(largest, Math.Abs(values[index]));
            running[index] = largest;
        }
        return running;
    }
}
