namespace Dynamics.Comparison.Reports;

/// <summary>How far the time of a largest difference may move, from the samples of the run: as far as there is a tie.</summary>
/// <remarks>Several samples may be as far from the theory as the farthest, but for the tolerance of results; rounding chooses one.</remarks>
/// <param name="folder">Folder of the scenario's results.</param>
internal sealed class MaximumTies(string folder)
{
    // Two values of two runs, each within the tolerance.
    private const double Tie = 4 * CsvAgreement.Tolerance;

    private readonly Dictionary<string, Table[]> samples = new(StringComparer.Ordinal);

    /// <summary>
    /// From the first to the last sample of a tie, per seed. Of an ensemble whose seeds were not written, the length of the run: a
    /// tie cannot be excluded. Empty where there is no table of the run.
    /// </summary>
    public double[] Widths(string run, string theory, string observable) =>
        [.. Samples(run).Select(table => Width(table, observable, $"{observable}@{theory}"))];

    private Table[] Samples(string run)
    {
        if (!samples.TryGetValue(run, out Table[]? tables))
        {
            string seeds = Path.Combine(folder, run);
            string single = Path.Combine(folder, run + ".csv");
            string[] files =
                Directory.Exists(seeds) ? [.. Directory.GetFiles(seeds, "seed-*.csv").Where(IsOfSeed)]
                : File.Exists(single) ? [single]
                : [];
            samples[run] = tables = [.. files.Select(CsvTable.Read)];
        }
        return tables;
    }

    // Not seed-1.map.csv and the like.
    private static bool IsOfSeed(string file) => !Path.GetFileNameWithoutExtension(file).Contains('.');

    private static double Width(Table samples, string observable, string prediction)
    {
        if (samples.RowCount == 0)
        {
            return 0;
        }
        if (samples.IndexOf(observable) < 0 || samples.IndexOf(prediction) < 0)
        {
            return samples[0][^1] - samples[0][0];
        }
        double[] apart = new double[samples.RowCount];
        for (int row = 0; row < apart.Length; row++)
        {
            apart[row] = Math.Abs(samples[observable][row] - samples[prediction][row]);
        }
        double most = apart.Max();
        double least = most - Tie * (1 + most);
        int first = Array.FindIndex(apart, difference => difference >= least);
        return first < 0
            ? 0
            : samples[0][Array.FindLastIndex(apart, difference => difference >= least)] - samples[0][first];
    }
}
