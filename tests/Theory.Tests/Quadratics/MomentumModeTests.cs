using Dynamics.Theory.Quadratics;
using TheoryTests.Golden;

namespace TheoryTests.Quadratics;

public sealed class MomentumModeTests
{
    [Fact]
    public void Errors_are_those_of_powers_of_the_step_to_120_digits()
    {
        double worst = 0;
        string where = "";
        foreach (string[] row in GoldenTable.Cells("momentum.csv"))
        {
            double[] n = [.. row.Skip(1).Select(GoldenTable.Number)];
            (double force, double momentum, long steps, double truth, double condition) = (
                n[0],
                n[1],
                (long)n[2],
                n[3],
                n[4]
            );
            MomentumMode mode = new(force, learningRate: 1, momentum, Enum.Parse<MomentumKind>(row[0]));
            double used = Accuracy.PartUsed(mode.ErrorAfter(steps, 1), truth, condition);
            (worst, where) = used > worst ? (used, string.Join(',', row)) : (worst, where);
        }
        worst.ShouldBeLessThan(1, where);
    }

    [Theory]
    [InlineData(MomentumKind.HeavyBall)]
    [InlineData(MomentumKind.Nesterov)]
    public void Without_momentum_every_step_multiplies_by_one_minus_rate_times_curvature(MomentumKind kind)
    {
        foreach (double curvature in new[] { 0.01, 0.5, 0.999, 1, 1.7 })
        {
            new MomentumMode(curvature, 1, 0, kind).ErrorAfter(7, 3).ShouldBe(3 * Math.Pow(1 - curvature, 7), 1e-14);
        }
    }

    [Fact]
    public void The_first_step_is_that_of_a_velocity_that_starts_at_rest()
    {
        // g = λe_0, z = g: heavy ball e_0 − ηz, Nesterov's e_0 − η(g + βz).
        new MomentumMode(0.3, 0.5, 0.8)
            .ErrorAfter(1, 2)
            .ShouldBe(2 * (1 - 0.5 * 0.3), 1e-15);
        new MomentumMode(0.3, 0.5, 0.8, MomentumKind.Nesterov)
            .ErrorAfter(1, 2)
            .ShouldBe(2 * (1 - 0.5 * 1.8 * 0.3), 1e-15);
    }

    [Theory]
    [InlineData(0.5, 0.0, MomentumKind.HeavyBall, MomentumRegime.Monotone)]
    [InlineData(1.5, 0.0, MomentumKind.HeavyBall, MomentumRegime.Oscillating)]
    [InlineData(2.0, 0.0, MomentumKind.HeavyBall, MomentumRegime.Unstable)]
    [InlineData(0.01, 0.5, MomentumKind.HeavyBall, MomentumRegime.Monotone)]
    [InlineData(0.25, 0.25, MomentumKind.HeavyBall, MomentumRegime.Critical)]
    [InlineData(0.3, 0.9, MomentumKind.HeavyBall, MomentumRegime.Ripples)]
    [InlineData(2.99, 0.5, MomentumKind.HeavyBall, MomentumRegime.Oscillating)]
    [InlineData(3.01, 0.5, MomentumKind.HeavyBall, MomentumRegime.Unstable)]
    [InlineData(0.01, 0.5, MomentumKind.Nesterov, MomentumRegime.Monotone)]
    [InlineData(0.5, 0.9, MomentumKind.Nesterov, MomentumRegime.Ripples)]
    [InlineData(1.2, 0.5, MomentumKind.Nesterov, MomentumRegime.Oscillating)]
    [InlineData(1.51, 0.5, MomentumKind.Nesterov, MomentumRegime.Unstable)]
    [InlineData(-0.1, 0.5, MomentumKind.HeavyBall, MomentumRegime.Unstable)]
    [InlineData(0.0, 0.5, MomentumKind.HeavyBall, MomentumRegime.Flat)]
    public void Regimes_are_those_of_the_roots(double force, double momentum, MomentumKind kind, MomentumRegime regime)
    {
        MomentumMode mode = new(force, 1, momentum, kind);
        mode.Regime.ShouldBe(regime);
        mode.IsStable.ShouldBe(regime is not (MomentumRegime.Unstable or MomentumRegime.Flat));
    }

    [Fact]
    public void Ripples_decay_by_the_square_root_of_momentum_and_not_by_twice_it()
    {
        new MomentumMode(0.3, 1, 0.81).Modulus.ShouldBe(0.9, 1e-15);
        new MomentumMode(0.3, 1, 0.81, MomentumKind.Nesterov).Modulus.ShouldBe(Math.Sqrt(0.81 * 0.7), 1e-15);
    }

    [Theory]
    [InlineData(MomentumKind.HeavyBall)]
    [InlineData(MomentumKind.Nesterov)]
    public void The_modulus_is_the_spectral_radius_of_the_step_of_error_and_velocity(MomentumKind kind)
    {
        foreach (double momentum in new[] { 0, 0.1, 0.5, 0.95 })
        {
            foreach (double force in new[] { -0.5, 0.001, 0.2, 0.7, 1.1, 1.9, 3.3, 5 })
            {
                // Rounding of a pair of roots that nearly coincide is the root of ε.
                new MomentumMode(force, 1, momentum, kind).Modulus.ShouldBe(
                    Steps.SpectralRadius(force, momentum, kind),
                    1e-7
                );
            }
        }
    }

    [Fact]
    public void A_flat_direction_stays_and_no_error_stays_none()
    {
        new MomentumMode(0, 1, 0.9).ErrorAfter(1_000_000_000, 2).ShouldBe(2);
        new MomentumMode(0, 1, 0.9).Modulus.ShouldBe(1);
        new MomentumMode(-5, 1, 0.9).ErrorAfter(1_000_000_000, 0).ShouldBe(0);
        new MomentumMode(-5, 1, 0.9).ErrorAfter(1_000_000_000, -1).ShouldBe(double.NegativeInfinity);
    }

    [Fact]
    public void Arguments_out_of_range_are_refused_with_value_and_range()
    {
        Refusal(() => new MomentumMode(1, 0)).ShouldContain("η must be finite and positive, but is 0");
        Refusal(() => new MomentumMode(1, 1, 1)).ShouldContain("β must be from 0 to below 1, but is 1");
        Refusal(() => new MomentumMode(1e90, 1e90)).ShouldContain("η|λ| must be at most 1E+100");
        Refusal(() => new MomentumMode(1, 1).ErrorAfter(-1, 1)).ShouldContain("steps");
    }

    private static string Refusal(Func<object> action) => Should.Throw<ArgumentException>(action).Message;
}
