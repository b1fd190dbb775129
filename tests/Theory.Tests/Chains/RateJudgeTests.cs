using Dynamics.Theory.Chains;

namespace TheoryTests.Chains;

public sealed class RateJudgeTests
{
    private const double S = 2.0 / 3;
    private const double D = 1.0 / 3;

    [Theory]
    [InlineData(10, 0.9, 0.001, 20, RateRegime.TooSmall)]
    [InlineData(10, 0.9, 0.1, 200, RateRegime.Slow)]
    [InlineData(10, 0.9, 0.45, 200, RateRegime.JustRight)]
    [InlineData(10, 0.9, 0.8, 200, RateRegime.Oscillating)]
    [InlineData(10, 0.9, 1.1, 200, RateRegime.Periodic)]
    [InlineData(10, 0.9, 1.7, 200, RateRegime.Chaotic)]
    [InlineData(10, 0.9, 4, 200, RateRegime.Divergent)]
    [InlineData(3, 0.9, 1.95, 200, RateRegime.Stuck)]
    [InlineData(2, 0.9, 2.05, 200, RateRegime.Divergent)]
    [InlineData(2, 5.0, 0.3, 200, RateRegime.Divergent)] // a start far above its target
    public void Regimes_are_named_by_what_the_chain_does(
        int depth,
        double layer,
        double partOfCritical,
        int epochs,
        RateRegime regime
    )
    {
        ChainDescent chain = new(depth, S, D, layer);
        RateVerdict verdict = RateJudge.Judge(chain, partOfCritical * chain.CriticalRate, epochs);
        verdict.Regime.ShouldBe(regime, verdict.Because);
        verdict.PartOfCritical.ShouldBe(partOfCritical, 1e-15);
        verdict.Multiplier.ShouldBe(1 - 2 * partOfCritical, 1e-14);
        verdict.Because.ShouldContain("the multiplier at the optimum is");
    }

    [Fact]
    public void Two_layers_at_twice_the_critical_rate_are_chebyshevs_cubic_whose_exponent_is_ln_3()
    {
        // ηs = 2 makes a' = 3a − ηd a³; with a = 2z/√(ηd) it is z' = 3z − 4z³ = −T₃(z), that is z = cos θ, θ' = 3θ + π.
        // Rounding must not throw it over the edge: a little less than twice.
        ChainDescent chain = new(2, S, D, 0.9);
        RateVerdict verdict = RateJudge.Judge(chain, 2 * chain.CriticalRate * (1 - 1e-9), 100);
        verdict.Regime.ShouldBe(RateRegime.Chaotic);
        // |T₃'| = 3|sin 3θ/sin θ|, and 3θ is the next θ: the sum is 20 000 ln 3 and the logarithm of one ratio of sines.
        verdict.LyapunovExponent.ShouldNotBeNull().ShouldBe(Math.Log(3), 1e-3);
    }

    [Theory]
    [InlineData(1.05)]
    [InlineData(1.1)]
    [InlineData(1.2)]
    public void The_exponent_of_two_layers_on_their_two_cycle_is_that_of_its_slopes(double partOfCritical)
    {
        // x' = rx − x³, r = 1 + ηs = 1 + η/η_c: the cycle has x₁x₂ = 1 and (x₁ + x₂)² = r + 2, so slopes of product 9 − 2r².
        ChainDescent chain = new(2, S, D, 0.9);
        RateVerdict verdict = RateJudge.Judge(chain, partOfCritical * chain.CriticalRate, 100);
        double r = 1 + partOfCritical;
        verdict.Period.ShouldBe(2);
        verdict.LyapunovExponent.ShouldNotBeNull().ShouldBe(Math.Log(Math.Abs(9 - 2 * r * r)) / 2, 1e-9);
    }

    [Fact]
    public void Two_layers_leave_their_two_cycle_for_a_longer_one_where_its_slopes_multiply_to_minus_one()
    {
        ChainDescent chain = new(2, S, D, 0.9);
        double end = Math.Sqrt(5) - 1; // 9 − 2r² = −1
        RateJudge.Judge(chain, (end - 0.005) * chain.CriticalRate, 100).Period.ShouldBe(2);
        RateJudge.Judge(chain, (end + 0.005) * chain.CriticalRate, 100).Period.ShouldBe(4);
    }

    [Fact]
    public void Two_layers_diverge_just_above_twice_the_critical_rate_and_not_below()
    {
        ChainDescent chain = new(2, S, D, 0.9);
        RateJudge.Judge(chain, 1.999 * chain.CriticalRate, 100).Regime.ShouldNotBe(RateRegime.Divergent);
        RateJudge.Judge(chain, 2.001 * chain.CriticalRate, 100).Regime.ShouldBe(RateRegime.Divergent);
    }

    [Fact]
    public void A_start_above_the_target_that_crosses_it_oscillates_at_a_rate_that_would_not_from_below()
    {
        ChainDescent above = new(2, S, D, 2.2);
        RateVerdict verdict = RateJudge.Judge(above, 0.45 * above.CriticalRate, 100);
        verdict.Regime.ShouldBe(RateRegime.Oscillating, verdict.Because);
        verdict.Because.ShouldContain("crosses its target");
    }

    [Fact]
    public void Reasons_carry_the_numbers_that_decide()
    {
        ChainDescent chain = new(15, S, D, 0.7);
        RateVerdict verdict = RateJudge.Judge(chain, 0.02, 100);
        verdict.Regime.ShouldBe(RateRegime.TooSmall);
        // u goes from .7^15 to that and 0.05598 % of what lacks to 2: the map in Python.
        verdict.Because.ShouldStartWith("After 100 epochs 0.05598 % of the way is done");
        RateJudge.Judge(chain, 0.02, 1000).EpochsToNinety.ShouldBe(611);
    }
}
