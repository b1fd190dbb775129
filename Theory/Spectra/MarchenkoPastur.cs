using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Spectra;

/// <summary>Where the singular values of pure noise lie: an m × n matrix of independent entries of mean 0 and variance 1.</summary>
/// <remarks>
/// In the limit of large m and n those that are not 0 fill [|√m − √n|, √m + √n], those of the covariance (divided by m) the
/// squares over m. At finite size the largest fluctuates by about ½(1/√m + 1/√n)^{1/3}. Named after Marčenko and Pastur (1967).
/// </remarks>
public sealed class MarchenkoPastur
{
    /// <param name="rows">m ≥ 1, say features.</param>
    /// <param name="columns">n ≥ 1, say items.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no rows or no columns.</exception>
    public MarchenkoPastur(int rows, int columns)
    {
        Rows = Require.AtLeast(1, rows, "The number of rows", nameof(rows));
        Columns = Require.AtLeast(1, columns, "The number of columns", nameof(columns));
    }

    /// <summary>m.</summary>
    public int Rows { get; }

    /// <summary>n.</summary>
    public int Columns { get; }

    /// <summary>|√m − √n|, of the min(m, n) singular values.</summary>
    public double SmallestSingularValue => Math.Abs(Math.Sqrt(Rows) - Math.Sqrt(Columns));

    /// <summary>√m + √n.</summary>
    public double LargestSingularValue => Math.Sqrt(Rows) + Math.Sqrt(Columns);
}
