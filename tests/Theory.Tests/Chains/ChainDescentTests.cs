using Dynamics.Theory.Chains;
using TheoryTests.Golden;

namespace TheoryTests.Chains;

public sealed class ChainDescentTests
{
    // y = w_L⋯w_1 x on a slope of 2, x uniform in [0, 1], loss ½ mean: s = 2/3, d = 1/3.
    private const double S = 2.0 / 3;
    private const double D = 1.0 / 3;

    [Theory]
    [InlineData(0.70, 611)]
    [InlineData(0.75, 257)]
    [InlineData(0.80, 117)]
    [InlineData(0.85, 58)]
    [InlineData(0.90, 30)]
    [InlineData(0.95, 17)]
    [InlineData(1.00, 8)]
    public void Fifteen_layers_reach_ninety_per_cent_after_their_known_epochs(double layer, int epochs) =>
        new ChainDescent(15, S, D, layer).EpochsTo(0.9, 0.02, 10_000).ShouldBe(epochs);

    [Fact]
    public void Epochs_are_those_of_layers_that_each_follow_their_own_gradient()
    {
        foreach (double[] row in GoldenTable.Numbers("chain-epochs.csv"))
        {
            ChainDescent chain = new((int)row[0], row[1], row[2], row[3]);
            (chain.EpochsTo(0.9, row[4], limit: 1500) ?? -1).ShouldBe((int)row[5], string.Join(',', row));
        }
    }

    [Theory]
    [InlineData(10, 0.172305)]
    [InlineData(30, 0.052365)]
    [InlineData(50, 0.030843)]
    [InlineData(51, 0.030222)]
    public void Just_below_the_critical_rate_a_chain_converges_and_just_above_it_ends_on_a_cycle(int depth, double rate)
    {
        ChainDescent chain = new(depth, S, D, 0.9);
        chain.CriticalRate.ShouldBe(rate, 5e-7);
        chain.EpochsTo(0.999_999, 0.99 * chain.CriticalRate, 5000).ShouldNotBeNull();
        chain.EpochsTo(0.95, 1.01 * chain.CriticalRate, 5000).ShouldBeNull();
        RateVerdict above = RateJudge.Judge(chain, 1.01 * chain.CriticalRate, 5000);
        (above.Regime, above.Period).ShouldBe((RateRegime.Periodic, 2));
    }

    [Theory]
    [InlineData(2, 0.2)]
    [InlineData(5, 0.6)]
    [InlineData(30, 0.9)]
    public void Up_to_half_the_critical_rate_nothing_overshoots_and_a_larger_rate_is_never_later(
        int depth,
        double layer
    )
    {
        ChainDescent chain = new(depth, S, D, layer);
        int last = int.MaxValue;
        for (int part = 5; part <= 100; part += 5)
        {
            double rate = chain.CriticalRate / 2 * part / 100;
            int epochs = chain.EpochsTo(0.9, rate, 1_000_000).ShouldNotBeNull();
            epochs.ShouldBeLessThanOrEqualTo(last);
            last = epochs;
            RateVerdict verdict = RateJudge.Judge(chain, rate, 1_000_000);
            verdict.Regime.ShouldBe(part >= 75 ? RateRegime.JustRight : verdict.Regime);
            verdict.Regime.ShouldBeOneOf(RateRegime.Slow, RateRegime.JustRight);
        }
    }

    [Theory]
    [InlineData(2, 0.3, 3)]
    [InlineData(5, 0.7, 5)]
    [InlineData(10, 0.7, 22)]
    [InlineData(30, 0.9, 23)]
    public void The_optimal_rate_takes_the_fewest_epochs_a_scan_of_eight_thousand_rates_finds(
        int depth,
        double layer,
        int fewest // by the map in Python
    )
    {
        ChainDescent chain = new(depth, S, D, layer);
        OptimalRate optimal = chain.OptimalRate(0.9, 10_000).ShouldNotBeNull();
        optimal.Epochs.ShouldBe(fewest);
        chain.EpochsTo(0.9, optimal.LearningRate, 10_000).ShouldBe(fewest);
        chain.EpochsTo(0.9, optimal.LearningRate * (1 - 1e-9), 10_000).ShouldNotBe(fewest);
        optimal.PartOfCritical.ShouldBeInRange(0.5, 1);
    }

    [Fact]
    public void Where_no_rate_is_fast_enough_there_is_none() =>
        new ChainDescent(30, S, D, 0.5).OptimalRate(0.9, 100).ShouldBeNull();

    [Fact]
    public void Arguments_out_of_range_are_refused_with_value_and_range()
    {
        Refusal(() => new ChainDescent(1, 1, 1, 0.5)).ShouldContain("L must be at least 2, but is 1");
        Refusal(() => new ChainDescent(3, -1, 1, 0.5)).ShouldContain("s must be finite and positive");
        ChainDescent chain = new(3, 1, 1, 0.5);
        Refusal(() => chain.EpochsTo(1, 0.1, 5)).ShouldContain("between 0 and 1, but is 1");
        Refusal(() => chain.EpochsTo(0.9, 0, 5)).ShouldContain("η must be");
        Refusal(() => RateJudge.Judge(chain, 0.1, 0)).ShouldContain("epochs must be at least 1");
    }

    private static string Refusal(Func<object?> action) => Should.Throw<ArgumentException>(() => _ = action()).Message;
}
