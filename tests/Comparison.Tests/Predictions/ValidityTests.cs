using Dynamics.Comparison.Predictions;

namespace ComparisonTests.Predictions;

public sealed class ValidityTests
{
    [Theory]
    [InlineData(Standing.Exact, null, true, "exact; holds")]
    [InlineData(Standing.Exact, null, false, "exact; fails")]
    [InlineData(Standing.Numerical, 1e-10, true, "numerical 1e-10; holds")]
    [InlineData(Standing.Numerical, 1.2e-10, true, "numerical 1e-9; holds")]
    [InlineData(Standing.Numerical, 0.3, false, "numerical 1e0; fails")]
    [InlineData(Standing.Asymptotic, null, true, "asymptotic; holds")]
    [InlineData(Standing.Heuristic, null, true, "heuristic; holds")]
    public void A_validity_is_written_as_one_phrase_and_never_understates_its_error(
        Standing standing,
        double? error,
        bool holds,
        string expected
    ) => new Validity(standing, error, holds).ToString().ShouldBe(expected);

    [Fact]
    public void The_weakest_validity_has_the_weakest_standing_the_largest_error_and_holds_only_if_all_hold()
    {
        var exact = new Validity(Standing.Exact, null, Holds: true);
        var close = new Validity(Standing.Numerical, 1e-10, Holds: true);
        var loose = new Validity(Standing.Numerical, 1e-6, Holds: false);

        Validity.Weakest([exact, close, loose]).ShouldBe(loose);
        Validity.Weakest([close, exact]).ShouldBe(close);
        Validity
            .Weakest([loose, new Validity(Standing.Heuristic, null, Holds: true)])
            .ShouldBe(new Validity(Standing.Heuristic, null, Holds: false));
        Should.Throw<ArgumentException>(() => Validity.Weakest([]));
    }
}
