using Dynamics.Theory.Modes;
using MathNet.Numerics.Integration;

namespace TheoryTests.Modes;

public sealed class HalfRiseDistributionTests
{
    [Theory]
    [InlineData(2, 16, 1.7320508075688772, 0.01, 2.5)]
    [InlineData(1, 16, 2.6457513110645907, 0.01, 2.5)]
    [InlineData(3, 4, 1, 1e-4, 1)]
    [InlineData(5, 60, 0.3, 1e-6, 1)]
    public void Mean_and_deviation_are_the_moments_of_the_density(
        int mode,
        int hidden,
        double s,
        double variance,
        double tau
    )
    {
        HalfRiseDistribution times = new(s, mode, hidden, variance, tau);
        (double from, double to) = (times.Quantile(1e-13), times.Quantile(1 - 1e-13));
        double Moment(int power) =>
            GaussKronrodRule.Integrate(
                time => times.DensityAt(time) * Math.Pow(time - (power > 0 ? times.Mean : 0), power),
                from,
                to,
                out _,
                out _,
                targetRelativeError: 1e-12
            );

        Moment(0).ShouldBe(1, tolerance: 1e-9);
        Moment(1).ShouldBe(0, tolerance: 1e-8 * times.StandardDeviation);
        Math.Sqrt(Moment(2)).ShouldBe(times.StandardDeviation, tolerance: 1e-7 * times.StandardDeviation);
    }

    [Fact]
    public void On_the_exercise_the_second_mode_has_the_mean_and_deviation_worked_out_by_hand()
    {
        // (2.5/2√3)[ln(√3/0.01) − ψ(7.5)] with ψ(7.5) = 1.946731…, and (2.5/2√3)√ψ′(7.5), ψ′(7.5) = 0.142622….
        HalfRiseDistribution times = new(Math.Sqrt(3), mode: 2, hiddenUnits: 16, variance: 0.01, timeConstant: 2.5);
        times.Mean.ShouldBe(2.315, tolerance: 0.0005);
        times.StandardDeviation.ShouldBe(0.273, tolerance: 0.0005);
        times.DegreesOfFreedom.ShouldBe(15);
    }

    [Fact]
    public void A_quantile_has_its_share_of_the_density_below_it()
    {
        HalfRiseDistribution times = new(1.7, mode: 2, hiddenUnits: 5, variance: 0.01, timeConstant: 2.5);
        foreach (double share in new[] { 0.05, 0.5, 0.95 })
        {
            GaussKronrodRule
                .Integrate(times.DensityAt, times.Quantile(1e-13), times.Quantile(share), out _, out _, 1e-12)
                .ShouldBe(share, tolerance: 1e-9);
        }
    }

    [Fact]
    public void More_modes_than_hidden_units_are_refused() =>
        Should
            .Throw<ArgumentOutOfRangeException>(() => new HalfRiseDistribution(1, mode: 3, hiddenUnits: 2, 0.01, 1))
            .Message.ShouldContain("hidden units must be at least 3");
}
