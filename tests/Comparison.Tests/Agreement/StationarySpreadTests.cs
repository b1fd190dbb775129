using Dynamics.Comparison.Agreement;

namespace ComparisonTests.Agreement;

public sealed class StationarySpreadTests
{
    [Fact]
    public void Only_the_last_half_counts_around_the_mean_of_all()
    {
        // Last halves (1, 3) and (5, 7): mean 4, squares 9, 1, 1, 9.
        var spread = StationarySpread.Of([
            [100, 100, 1, 3],
            [-100, 9, 5, 7],
        ]);
        spread.Variance.ShouldBe(5);
        // Both seeds have the mean square 5: no spread between them.
        (spread.Low, spread.High).ShouldBe((5, 5));
    }

    [Fact]
    public void The_interval_of_several_seeds_is_students()
    {
        // Mean squares 1, 4 and 9 around 0; t of 2 degrees at 0.975 is 4.302653 (tables).
        var spread = StationarySpread.Of([
            [0, 0, -1, 1],
            [0, 0, -2, 2],
            [0, 0, -3, 3],
        ]);
        double error = Math.Sqrt(49.0 / 3 / 3); // variance of (1, 4, 9) is 49/3
        spread.Variance.ShouldBe(14.0 / 3, tolerance: 1e-14);
        (spread.High - spread.Variance).ShouldBe(4.302653 * error, tolerance: 1e-5);
        spread.Low.ShouldBe(0); // no variance is negative
    }

    [Fact]
    public void A_single_curve_is_judged_by_twenty_pieces()
    {
        // Pieces of four samples ±1 or ±2 in turn: mean squares 1 and 4, sd √(20/19)·1.5, t of 19 degrees 2.093024 (tables).
        double[] settled = [.. Enumerable.Range(0, 80).Select(k => (k / 4 % 2 + 1) * (k % 2 == 0 ? 1.0 : -1))];
        var spread = StationarySpread.Of([
            [.. new double[80], .. settled],
        ]);
        spread.Variance.ShouldBe(2.5, tolerance: 1e-14);
        (spread.High - 2.5).ShouldBe(2.093024 * 1.5 * Math.Sqrt(20.0 / 19) / Math.Sqrt(20), tolerance: 1e-6);
    }

    [Fact]
    public void Too_few_samples_have_no_interval()
    {
        var spread = StationarySpread.Of([
            [1, 2, 1, 2],
        ]);
        spread.Variance.ShouldBe(0.25);
        spread.Low.ShouldBe(double.NaN);
        Should.Throw<ArgumentException>(() => StationarySpread.Of([]));
    }
}
