using Dynamics.Comparison.Predictions;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;

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

    /// <summary>1/(1 + 99e⁻²ᵗ) of s = 1 differs from that of s = 1 + 1e-9 by about 2e-9.</summary>
    [Theory]
    [InlineData(Standing.Exact, 2e-9, false)]
    [InlineData(Standing.Exact, 1e-15, true)]
    [InlineData(Standing.Asymptotic, 2e-9, true)]
    public void A_mean_in_the_place_of_singular_values_that_differ_is_not_exact(
        Standing standing,
        double difference,
        bool holds
    )
    {
        SingularModes modes = SingularModes.Of(
            Matrix<double>.Build.DenseOfDiagonalArray([1, 1 - difference]),
            Matrix<double>.Build.DenseIdentity(2)
        );
        IModeSolution[] solutions = [.. modes.SingularValues.Select(s => new BalancedTwoLayerMode(s, 1, 0.01, 1))];
        ModeCurves.Of(modes, solutions, standing, []).Validity.Holds.ShouldBe(holds);
    }

    /// <summary>Σ^yx = diag(2, 1) and Σ^x = 1 + difference · off-diagonal: W* couples the modes by up to twice that.</summary>
    [Theory]
    [InlineData(Standing.Exact, 2e-9, false)]
    [InlineData(Standing.Exact, 1e-15, true)]
    [InlineData(Standing.Asymptotic, 2e-9, true)]
    public void Modes_that_share_their_directions_with_the_inputs_but_for_more_than_rounding_are_not_exact(
        Standing standing,
        double difference,
        bool holds
    )
    {
        Matrix<double> sigmaX = Matrix<double>.Build.DenseOfArray(
            new[,]
            {
                { 1, difference },
                { difference, 1 },
            }
        );
        SingularModes modes = SingularModes.Of(Matrix<double>.Build.DenseOfDiagonalArray([2, 1]), sigmaX);
        IModeSolution[] solutions = [.. modes.SingularValues.Select(s => new BalancedTwoLayerMode(s, 1, 0.01, 1))];
        ModeCurves.Of(modes, solutions, standing, []).Validity.Holds.ShouldBe(holds);
    }
}
