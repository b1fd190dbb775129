using Dynamics.Theory.Quadratics;
using TheoryTests.Golden;

namespace TheoryTests.Quadratics;

public sealed class NoisyDescentModeTests
{
    [Fact]
    public void Stationary_moments_solve_the_lyapunov_equation()
    {
        foreach (double[] row in GoldenTable.Numbers("noise-stationary.csv"))
        {
            NoisyMoments moments = new NoisyDescentMode(row[0], row[1]).Stationary(row[2], row[3]);
            // 2 − ηH is down to 0.01 here: a hundred times rounding.
            Agree(moments.Variance, row[4], 1e-13);
            Agree(moments.Covariance, row[5], 1e-13);
            Agree(moments.AverageVariance, row[6], 1e-13);
        }
    }

    [Fact]
    public void Moments_after_a_schedule_are_those_of_the_sum_over_all_draws()
    {
        foreach (double[] row in GoldenTable.Numbers("noise-schedule.csv"))
        {
            NoisyDescentMode mode = new(row[0], row[1]);
            NoisyMoments moments = mode.After(
                NoisyMoments.At(row[6]),
                (int)row[4],
                step => Math.ScaleB(row[2], -(step / (int)row[5])),
                row[3]
            );
            // Each of up to 80 steps multiplies by 1 − ηH, rounded: where that is small, its relative error is ε/|1 − ηH|.
            Agree(moments.Mean, row[7], 1e-11);
            Agree(moments.Variance, row[8], 1e-11);
            Agree(moments.AverageMean, row[9], 1e-11);
            Agree(moments.Covariance, row[10], 1e-11);
            Agree(moments.AverageVariance, row[11], 1e-11);
        }
    }

    [Fact]
    public void A_constant_rate_ends_at_the_stationary_moments_from_any_start()
    {
        NoisyDescentMode mode = new(0.7, 2);
        NoisyMoments end = mode.After(new(3, 5, -1, 0.2, 4), 4000, _ => 0.3, 0.98);
        NoisyMoments stationary = mode.Stationary(0.3, 0.98);
        end.Mean.ShouldBe(0, 1e-15);
        end.Variance.ShouldBe(stationary.Variance, 1e-14);
        end.Covariance.ShouldBe(stationary.Covariance, 1e-14);
        end.AverageVariance.ShouldBe(stationary.AverageVariance, 1e-14);
        mode.Next(stationary, 0.3, 0.98).AverageVariance.ShouldBe(stationary.AverageVariance, 1e-15);
    }

    [Fact]
    public void Without_averaging_the_average_is_the_weight_itself_and_slow_averages_have_next_to_no_variance()
    {
        NoisyMoments plain = new NoisyDescentMode(0.7, 2).Stationary(0.3);
        plain.Variance.ShouldBe(0.3 * 2 / (0.7 * (2 - 0.21)), 1e-15);
        plain.AverageVariance.ShouldBe(plain.Variance, 1e-15);
        // (1 − ρ)/(1 + ρ) · (1 + a)/(1 − a) of it for ρ → 1.
        NoisyMoments slow = new NoisyDescentMode(0.7, 2).Stationary(0.3, 1 - 1e-9);
        slow.AverageVariance.ShouldBe(plain.Variance * 0.5e-9 * 1.79 / 0.21, 1e-15);
    }

    [Fact]
    public void Best_rates_leave_what_is_promised_and_every_other_rate_leaves_more()
    {
        NoisyDescentMode mode = new(0.7, 2);
        NoisyMoments moments = NoisyMoments.At(1.5);
        for (int step = 0; step < 30; step++)
        {
            double best = mode.BestRate(2.25, step);
            double promised = mode.LeastSecondMoment(2.25, step + 1);
            foreach (double factor in new[] { 0.9, 0.999, 1.001, 1.1 })
            {
                mode.Next(moments, best * factor).SecondMoment.ShouldBeGreaterThan(promised);
            }
            moments = mode.Next(moments, best);
            moments.SecondMoment.ShouldBe(promised, 1e-14);
        }
    }

    [Fact]
    public void Annealing_by_one_over_the_step_is_the_mean_of_all_draws()
    {
        // η_k = 1/(H(k + 1)) makes x_k the mean of k draws of −ξ/H, whatever the start.
        NoisyMoments moments = new NoisyDescentMode(0.5, 3).After(NoisyMoments.At(7), 40, k => 1 / (0.5 * (k + 1)));
        moments.Mean.ShouldBe(0, 1e-15);
        moments.Variance.ShouldBe(3 / (0.25 * 40), 1e-14);
    }

    [Fact]
    public void Without_noise_the_best_rate_is_newtons()
    {
        NoisyDescentMode mode = new(0.5, 0);
        mode.BestRate(1, 0).ShouldBe(2);
        mode.LeastSecondMoment(1, 1).ShouldBe(0);
        mode.Stationary(1).Variance.ShouldBe(0);
    }

    [Fact]
    public void Arguments_out_of_range_are_refused_with_value_and_range()
    {
        NoisyDescentMode mode = new(0.5, 1);
        Refusal(() => mode.Stationary(4)).ShouldContain("below 2/H = 4");
        Refusal(() => mode.Stationary(1, 1)).ShouldContain("ρ must be from 0 to below 1, but is 1");
        Refusal(() => new NoisyDescentMode(0, 1)).ShouldContain("H must be finite and positive");
        Refusal(() => new NoisyDescentMode(1, -1)).ShouldContain("C of the noise must be finite and not negative");
    }

    private static void Agree(double value, double truth, double relative) =>
        value.ShouldBe(truth, tolerance: relative * Math.Abs(truth));

    private static string Refusal(Func<object> action) => Should.Throw<ArgumentException>(action).Message;
}
