using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Simulation.LinearAlgebra.Kernels;

/// <summary>Singular values by plane rotations that make columns orthogonal; their lengths are the values.</summary>
/// <remarks>
/// <para>The matrix is first reduced to A P = Q R with column pivoting, and the rows of R are rotated: far fewer sweeps,
/// and accurate relative to each value, however small, where A = D₁ B D₂ with diagonal D of any grading and a
/// well-conditioned B. Source of the idea: Drmač and Veselić, SIAM J. Matrix Anal. Appl. 29 (2008) 1322–1342.</para>
/// <para>Pairs are taken as in a round-robin tournament: neighbours share no column, so the processor overlaps them.</para>
/// </remarks>
internal sealed unsafe class OneSidedJacobi
{
    private const int Lanes = 4;
    private const int MostSweeps = 60;

    // Squares of cosines. Below the unit roundoff a pair is orthogonal; once all are below 1e-8 they will be after this
    // sweep, since convergence is quadratic.
    private const double Orthogonal = 4.9e-32;
    private const double NearlyOrthogonal = 1e-16;

    // Square of the tangent below which 1 − t²/2 + 3t⁴/8 is the cosine to the last bit, without a root and a division.
    private const double SmallAngle = 2e-6;

    private readonly int count;
    private readonly int stride;
    private readonly int rowStride;
    private readonly double[] columns;
    private readonly double[] rows;
    private readonly double[] lengths;
    private readonly int[] order;
    private readonly (int First, int Second)[] pairs;

    /// <param name="length">Rows of the matrix; at least <paramref name="count"/>.</param>
    /// <param name="count">Columns of the matrix; positive.</param>
    internal OneSidedJacobi(int length, int count)
    {
        this.count = count;
        stride = Padded(length);
        rowStride = Padded(count);
        columns = new double[stride * count];
        rows = new double[rowStride * count];
        lengths = new double[count];
        order = new int[count];
        pairs = Tournament(count);
    }

    /// <summary>One column of the matrix, to be filled before <see cref="Solve"/>, which destroys it.</summary>
    internal Span<double> Column(int index) => columns.AsSpan(index * stride, stride);

    /// <summary>Finds the singular values of the columns, which must be finite and of a scale whose fourth powers are too.</summary>
    /// <param name="values">One per column, in no order.</param>
    internal void Solve(Span<double> values)
    {
        Array.Clear(rows);
        fixed (
            double* a = columns,
                r = rows,
                l = lengths
        )
        fixed (int* o = order)
        {
            int rank = Reduce(a, r, l, o);
            for (int sweep = 0; sweep < MostSweeps && Sweep(r, rank); sweep++) { }
            for (int index = 0; index < count; index++)
            {
                double* row = r + index * rowStride;
                values[index] = Math.Sqrt(Dot(row, row, rowStride));
            }
        }
    }

    // Householder's QR with column pivoting. Row k of R is written to `r`; a column keeps only what is not yet reduced, and
    // `lengths` the square of its length. `order` holds the columns in the order of their pivots.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Reduce(double* a, double* r, double* lengths, int* order)
    {
        for (int index = 0; index < count; index++)
        {
            order[index] = index;
            lengths[index] = Dot(a + index * stride, a + index * stride, stride);
        }
        for (int step = 0; step < count; step++)
        {
            int pivot = step;
            for (int index = step + 1; index < count; index++)
            {
                pivot = lengths[order[index]] > lengths[order[pivot]] ? index : pivot;
            }
            (order[step], order[pivot]) = (order[pivot], order[step]);
            double square = lengths[order[step]];
            if (square == 0)
            {
                return step;
            }
            int from = step & ~(Lanes - 1);
            int rest = stride - from;
            double* reflector = a + order[step] * stride + from;
            double* row = r + step * rowStride;
            double norm = Math.Sqrt(square);
            double head = reflector[step - from];
            reflector[step - from] = head + Math.CopySign(norm, head);
            row[order[step]] = -Math.CopySign(norm, head);
            double factor = 1 / (square + norm * Math.Abs(head));
            for (int index = step + 1; index < count; index++)
            {
                double* column = a + order[index] * stride + from;
                Add(-factor * Dot(reflector, column, rest), reflector, column, rest);
                row[order[index]] = column[step - from];
                column[step - from] = 0;
                lengths[order[index]] = Dot(column, column, rest);
            }
        }
        return count;
    }

    /// <returns>Whether some pair was so far from orthogonal that another sweep is needed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Sweep(double* r, int rank)
    {
        bool isUnfinished = false;
        foreach ((int first, int second) in pairs)
        {
            double* x = r + first * rowStride;
            double* y = r + second * rowStride;
            Vector256<double> sumXX = Vector256<double>.Zero;
            Vector256<double> sumYY = Vector256<double>.Zero;
            Vector256<double> sumXY = Vector256<double>.Zero;
            for (int index = 0; index < rowStride; index += Lanes)
            {
                Vector256<double> u = Vector256.Load(x + index);
                Vector256<double> v = Vector256.Load(y + index);
                sumXX = Vector256.FusedMultiplyAdd(u, u, sumXX);
                sumYY = Vector256.FusedMultiplyAdd(v, v, sumYY);
                sumXY = Vector256.FusedMultiplyAdd(u, v, sumXY);
            }
            double xx = Vector256.Sum(sumXX);
            double yy = Vector256.Sum(sumYY);
            double xy = Vector256.Sum(sumXY);
            if (xy * xy > Orthogonal * (xx * yy))
            {
                isUnfinished |= xy * xy > NearlyOrthogonal * (xx * yy);
                double difference = yy - xx;
                double tangent =
                    2
                    * xy
                    / (difference + Math.CopySign(Math.Sqrt(difference * difference + 4 * (xy * xy)), difference));
                double square = tangent * tangent;
                double cosine = square < SmallAngle ? 1 - square * (0.5 - 0.375 * square) : 1 / Math.Sqrt(1 + square);
                Rotate(x, y, cosine, tangent * cosine, rowStride);
            }
        }
        return isUnfinished;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rotate(double* x, double* y, double cosine, double sine, int length)
    {
        Vector256<double> c = Vector256.Create(cosine);
        Vector256<double> s = Vector256.Create(sine);
        for (int index = 0; index < length; index += Lanes)
        {
            Vector256<double> u = Vector256.Load(x + index);
            Vector256<double> v = Vector256.Load(y + index);
            Vector256.FusedMultiplyAdd(-s, v, c * u).Store(x + index);
            Vector256.FusedMultiplyAdd(s, u, c * v).Store(y + index);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Dot(double* x, double* y, int length)
    {
        Vector256<double> sum = Vector256<double>.Zero;
        for (int index = 0; index < length; index += Lanes)
        {
            sum = Vector256.FusedMultiplyAdd(Vector256.Load(x + index), Vector256.Load(y + index), sum);
        }
        return Vector256.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(double factor, double* x, double* y, int length)
    {
        Vector256<double> f = Vector256.Create(factor);
        for (int index = 0; index < length; index += Lanes)
        {
            Vector256.FusedMultiplyAdd(f, Vector256.Load(x + index), Vector256.Load(y + index)).Store(y + index);
        }
    }

    // All pairs once: 0 stays, the others move around it; with an odd number the one that meets nobody rests.
    private static (int First, int Second)[] Tournament(int count)
    {
        int players = count + count % 2;
        var games = new List<(int First, int Second)>();
        for (int round = 0; round < players - 1; round++)
        {
            for (int table = 0; table < players / 2; table++)
            {
                int one = table == 0 ? 0 : (round + table) % (players - 1) + 1;
                int other = (round + players - 1 - table) % (players - 1) + 1;
                if (Math.Max(one, other) < count)
                {
                    games.Add((Math.Min(one, other), Math.Max(one, other)));
                }
            }
        }
        return [.. games];
    }

    private static int Padded(int length) => (length + Lanes - 1) / Lanes * Lanes;
}
