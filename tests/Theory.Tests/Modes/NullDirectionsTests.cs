using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;

namespace TheoryTests.Modes;

/// <summary>What a start has where Σ^yx has nothing, as modes with s = 0.</summary>
public sealed class NullDirectionsTests
{
    private static readonly Matrix<double> u = Tasks.Orthonormal(5, 4, seed: 3);
    private static readonly Matrix<double> v = Tasks.Orthonormal(6, 4, seed: 4);
    private static readonly Matrix<double> sigmaYX = Of(2, 0.7, 0, 0);

    [Fact]
    public void A_part_beside_the_modes_becomes_modes_without_a_target_strongest_first()
    {
        SingularModes modes = SingularModes.Of(sigmaYX, Tasks.White(6));
        SingularModes whole = modes.WithDirectionsOf(Of(0.3, 0.1, 0.01, 0.4), Tasks.White(6), rounding: 1e-14);
        whole.SingularValues.Skip(2).ShouldBe([0, 0]);
        whole.InputVariances.Skip(2).ShouldAllBe(d => Math.Abs(d - 1) < 1e-14);
        double[] strengths = StartingStrengths.OfAligned(whole, [Of(0.3, 0.1, 0.01, 0.4)]);
        double[] expected = [0.3, 0.1, 0.4, 0.01];
        strengths.Zip(expected).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-15);
        Tasks
            .Largest(whole.OutputModes.TransposeThisAndMultiply(whole.OutputModes) - Tasks.White(4))
            .ShouldBeLessThan(1e-14);
        StartingStrengths.AlignmentDefect(whole, [Of(0.3, 0.1, 0.01, 0.4)]).ShouldBeLessThan(1e-15);
    }

    [Fact]
    public void What_only_couples_or_is_rounding_adds_no_mode()
    {
        SingularModes modes = SingularModes.Of(sigmaYX, Tasks.White(6));
        Matrix<double> coupling = u.Column(2).OuterProduct(v.Column(0));
        modes.WithDirectionsOf(Of(0.3, 0.1, 0, 0) + coupling, Tasks.White(6), 1e-14).Count.ShouldBe(2);
        modes.WithDirectionsOf(Of(0.3, 0.1, 1e-16, 0), Tasks.White(6), 1e-14).ShouldBeSameAs(modes);
        modes.WithDirectionsOf(Of(0.3, 0.1, 0.2, 1e-16), Tasks.White(6), 1e-14).Count.ShouldBe(3);
    }

    [Fact]
    public void Equal_strengths_are_turned_until_the_inputs_are_uncorrelated_in_them()
    {
        Matrix<double> all = Tasks.Orthonormal(6, 6, seed: 4);
        Matrix<double> sigmaX = Tasks.Product(all, [1, 1, 3, 0.5, 2, 2], all);
        SingularModes modes = SingularModes.Of(sigmaYX, sigmaX);
        SingularModes whole = modes.WithDirectionsOf(Of(0, 0, 0.4, 0.4), sigmaX, 1e-14);
        whole.SharesInputDirections.ShouldBeTrue();
        whole.InputVariances[2].ShouldBe(3, tolerance: 1e-13);
        whole.InputVariances[3].ShouldBe(0.5, tolerance: 1e-13);
    }

    [Fact]
    public void Directions_in_which_inputs_are_correlated_do_not_move_alone()
    {
        Matrix<double> all = Tasks.Orthonormal(6, 6, seed: 4);
        Matrix<double> sigmaX = Tasks.Product(all, [1, 1, 3, 0.5, 2, 2], all);
        Vector<double> between = (v.Column(2) + v.Column(3)) / Math.Sqrt(2);
        Matrix<double> map = 0.4 * u.Column(2).OuterProduct(between);
        SingularModes modes = SingularModes.Of(sigmaYX, sigmaX);
        modes.SharesInputDirections.ShouldBeTrue();
        modes.WithDirectionsOf(map, sigmaX, 1e-14).SharesInputDirections.ShouldBeFalse();
    }

    [Fact]
    public void Coupling_counts_in_units_of_the_strengths_it_couples()
    {
        SingularModes modes = SingularModes.Of(sigmaYX, Tasks.White(6));
        // 1e-9 between modes of 1 and 1e-4: 1e-9/√(1 · 1e-4), of the weaker.
        Matrix<double> map = Of(1, 1e-4, 0, 0) + 1e-9 * u.Column(1).OuterProduct(v.Column(0));
        double[] relative = StartingStrengths.RelativeCoupling(modes, [map]);
        relative[0].ShouldBeLessThan(1e-13);
        relative[1].ShouldBe(1e-7, tolerance: 1e-12);
        StartingStrengths.RelativeCoupling(modes, [0 * map]).ShouldBe([0, 0]);
    }

    private static Matrix<double> Of(params double[] strengths) => Tasks.Product(u, strengths, v);
}
