using Dynamics.Simulation.Data;
using MathNet.Numerics.LinearAlgebra;

namespace SimulationTests.Data;

public sealed class SecondMomentsTests
{
    private static readonly Matrix<double> Inputs = Matrix<double>.Build.DenseOfArray(
        new double[,]
        {
            { 1, 2, 0, -1 },
            { 0, 1, 3, 2 },
        }
    );

    private static readonly Matrix<double> Targets = Matrix<double>.Build.DenseOfArray(
        new double[,]
        {
            { 1, 0, 2, 0 },
            { 0, 1, 0, 1 },
            { 5, -1, 1, 0 },
        }
    );

    // By hand: Σ^x = X Xᵀ = [6 0; 0 14], Σ^yx = Y Xᵀ = [1 6; 1 3; 3 2]; column-major.
    [Theory]
    [InlineData(MomentConvention.Sum, 1)]
    [InlineData(MomentConvention.Mean, 4)]
    public void Moments_are_sums_or_means_over_items(MomentConvention convention, double divisor)
    {
        var moments = SecondMoments.Of(new DataSet(Inputs, Targets), convention);
        moments.SigmaX.ToArray().ShouldBe([6 / divisor, 0, 0, 14 / divisor]);
        moments
            .SigmaYX.ToArray()
            .ShouldBe([1 / divisor, 1 / divisor, 3 / divisor, 6 / divisor, 3 / divisor, 2 / divisor]);
        moments.IsWhite.ShouldBeFalse();
    }

    [Fact]
    public void One_hot_items_are_white_in_the_sum_convention_only()
    {
        DataSet data = new DiffuseTreeSampler(5, 2, 3, 0.2).Sample(seed: 1);
        var sum = SecondMoments.Of(data, MomentConvention.Sum);
        sum.IsWhite.ShouldBeTrue();
        sum.SigmaYX.ToArray().ShouldBe(data.Targets.ToArray());
        var mean = SecondMoments.Of(data, MomentConvention.Mean);
        mean.IsWhite.ShouldBeFalse();
        mean.SigmaX.Span[0].ShouldBe(1 / 9.0);
        mean.SigmaYX.Span[3].ShouldBe(data.Targets.Span[3] / 9, tolerance: 1e-16);
    }

    [Fact]
    public void Moments_of_more_entries_than_an_array_holds_are_refused_by_name()
    {
        // 50 000² wraps around as a product of two ints.
        var wide = new DataSet(Matrix<double>.Build.Dense(50_000, 1), Matrix<double>.Build.Dense(1, 1));
        Should
            .Throw<ArgumentException>(() => SecondMoments.Of(wide, MomentConvention.Sum))
            .Message.ShouldStartWith(
                $"Σ^x must have positive sizes and at most {Array.MaxLength} entries, but is 50000×50000."
            );
    }
}
