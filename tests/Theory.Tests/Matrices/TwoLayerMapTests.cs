using Dynamics.Theory.Matrices;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;
using TheoryTests.Golden;

namespace TheoryTests.Matrices;

public sealed class TwoLayerMapTests
{
    public static TheoryData<string, Case> Cases { get; } = ReadCases();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Map_and_similarities_are_those_of_the_integrated_weights(string name, Case given)
    {
        name.ShouldNotBeEmpty();
        var flow = new TwoLayerMap(given.Sigma, given.First, given.Second, given.Lambda, given.TimeConstant);
        double allowed = 1e-11 * Math.Max(1, Math.Abs(given.Lambda));
        (flow.MapAt(given.Time) - given.Map).Enumerate().Max(Math.Abs).ShouldBeLessThan(1e-11);
        (flow.InnerAt(given.Time) - given.Inner).Enumerate().Max(Math.Abs).ShouldBeLessThan(allowed);
        (flow.OuterAt(given.Time) - given.Outer).Enumerate().Max(Math.Abs).ShouldBeLessThan(allowed);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Layers_have_the_map_and_the_similarities_and_keep_what_is_conserved(string name, Case given)
    {
        name.ShouldNotBeEmpty();
        var flow = new TwoLayerMap(given.Sigma, given.First, given.Second, given.Lambda, given.TimeConstant);
        (Matrix<double> first, Matrix<double> second) = flow.LayersAt(given.Time);
        double allowed = 1e-13 * Math.Max(1, Math.Abs(given.Lambda));
        (second * first - flow.MapAt(given.Time)).Enumerate().Max(Math.Abs).ShouldBeLessThan(allowed);
        (first.TransposeThisAndMultiply(first) - flow.InnerAt(given.Time))
            .Enumerate()
            .Max(Math.Abs)
            .ShouldBeLessThan(allowed);
        (second.TransposeAndMultiply(second) - flow.OuterAt(given.Time))
            .Enumerate()
            .Max(Math.Abs)
            .ShouldBeLessThan(allowed);
        // λ1 is the same after any rotation of the hidden units; the layers are known as well as the golden ones, 1e-11.
        (double lambda, double defect) = TwoLayerMap.BalanceOf(first, second);
        lambda.ShouldBe(given.Lambda, tolerance: 100 * allowed);
        defect.ShouldBeLessThan(100 * allowed);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_map_ends_at_the_best_approximation_of_its_rank(string name, Case given)
    {
        name.ShouldNotBeEmpty();
        var flow = new TwoLayerMap(given.Sigma, given.First, given.Second, given.Lambda, given.TimeConstant);
        var svd = given.Sigma.Svd();
        int rank = Math.Min(given.First.RowCount, svd.S.Count);
        Matrix<double> best =
            svd.U.SubMatrix(0, svd.U.RowCount, 0, rank)
            * Matrix<double>.Build.DiagonalOfDiagonalVector(svd.S.SubVector(0, rank))
            * svd.VT.SubMatrix(0, rank, 0, svd.VT.ColumnCount);
        double scale = svd.S[0];
        (flow.MapAt(400) - best).Enumerate().Max(Math.Abs).ShouldBeLessThan(2e-14 * scale);
    }

    [Fact]
    public void A_value_depends_on_its_time_alone()
    {
        Case given = (Case)Cases.First()[1];
        var asked = new TwoLayerMap(given.Sigma, given.First, given.Second, given.Lambda, given.TimeConstant);
        var fresh = new TwoLayerMap(given.Sigma, given.First, given.Second, given.Lambda, given.TimeConstant);
        _ = asked.MapAt(25);
        _ = asked.MapAt(0.3);
        asked.MapAt(7).ShouldBe(fresh.MapAt(7));
    }

    [Fact]
    public void One_hidden_unit_is_balanced_whatever_its_weights_and_one_mode_of_it_is_the_unbalanced_mode()
    {
        var v = Vector<double>.Build.Dense([0.6, 0.8, 0]);
        var u = Vector<double>.Build.Dense([0, 1.0]);
        Matrix<double> sigma = 1.7 * u.OuterProduct(v);
        Matrix<double> first = (0.3 * v).ToRowMatrix();
        Matrix<double> second = (-0.9 * u).ToColumnMatrix();
        (double lambda, double defect) = TwoLayerMap.BalanceOf(first, second);
        lambda.ShouldBe(0.81 - 0.09, tolerance: 1e-15);
        defect.ShouldBe(0);

        const double variance = 0.7;
        var flow = new TwoLayerMap(sigma, variance, (first, second), lambda, timeConstant: 2.5);
        var mode = new UnbalancedTwoLayerMode(1.7, variance, new TwoLayerStart(0.36, 1.44), timeConstant: 2.5);
        foreach (double time in new[] { 0, 0.7, 2.2, 9, 40 })
        {
            Matrix<double> map = mode.StrengthAt(time) * u.OuterProduct(v);
            (flow.MapAt(time) - map).Enumerate().Max(Math.Abs).ShouldBeLessThan(1e-13);
        }
    }

    [Fact]
    public void A_time_that_would_take_for_ever_is_refused()
    {
        Matrix<double> one = Matrix<double>.Build.Dense(1, 1, 1.0);
        var flow = new TwoLayerMap(one, one, one, lambda: 1e300, timeConstant: 1);
        Should.Throw<ArgumentOutOfRangeException>(() => flow.MapAt(1)).Message.ShouldContain("a million pieces");
        // ℓ = ±√(λ²/4 + s²) = ±√2 at λ = 2, s = 1.
        new TwoLayerMap(one, one, one, lambda: 2, timeConstant: 3).LatestTime.ShouldBe(
            1e6 * 4 * 3 / Math.Sqrt(2),
            tolerance: 1e-3
        );
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Matrix<double> sigma = Matrix<double>.Build.Dense(3, 2, 1.0);
        Matrix<double> first = Matrix<double>.Build.Dense(4, 2);
        Matrix<double> second = Matrix<double>.Build.Dense(3, 4);
        Should
            .Throw<ArgumentException>(() => new TwoLayerMap(sigma, second, first, 0, 1))
            .Message.ShouldContain("W_1 must be h×2");
        Should
            .Throw<ArgumentException>(() => new TwoLayerMap(sigma, first, second, double.NaN, 1))
            .Message.ShouldContain("λ");
        Should.Throw<ArgumentException>(() => new TwoLayerMap(sigma, first, second, 0, 0)).Message.ShouldContain("τ");
        Should
            .Throw<ArgumentException>(() => new TwoLayerMap(sigma, first, second, 0, 1).MapAt(-1))
            .Message.ShouldContain("negative");
    }

    private static TheoryData<string, Case> ReadCases()
    {
        TheoryData<string, Case> cases = [];
        foreach (string[] row in GoldenTable.Cells("lambda-balanced.csv"))
        {
            (int inputs, int hidden, int outputs) = (int.Parse(row[0]), int.Parse(row[1]), int.Parse(row[2]));
            cases.Add(
                string.Join(',', row[..6]),
                new Case(
                    GoldenTable.Number(row[3]),
                    GoldenTable.Number(row[4]),
                    GoldenTable.Number(row[5]),
                    Filled(row[6], outputs, inputs),
                    Filled(row[7], hidden, inputs),
                    Filled(row[8], outputs, hidden),
                    Filled(row[9], outputs, inputs),
                    Filled(row[10], inputs, inputs),
                    Filled(row[11], outputs, outputs)
                )
            );
        }
        return cases;
    }

    private static Matrix<double> Filled(string cell, int rows, int columns) =>
        Matrix<double>.Build.Dense(rows, columns, Array.ConvertAll(cell.Split(' '), GoldenTable.Number));

    public sealed record Case(
        double Lambda,
        double TimeConstant,
        double Time,
        Matrix<double> Sigma,
        Matrix<double> First,
        Matrix<double> Second,
        Matrix<double> Map,
        Matrix<double> Inner,
        Matrix<double> Outer
    );
}
