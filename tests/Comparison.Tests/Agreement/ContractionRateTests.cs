using Dynamics.Comparison.Agreement;

namespace ComparisonTests.Agreement;

/// <remarks>The sequences are exact up to the rounding of their numbers: what is asserted is a fact about them.</remarks>
public sealed class ContractionRateTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(1e3)]
    [InlineData(1e6)]
    public void Plain_descent_contracts_by_kappa_minus_1_over_kappa_plus_1(double kappa)
    {
        double rate = (kappa - 1) / (kappa + 1);
        Rate(400, k => Math.Pow(rate, k)).ShouldBe(rate, tolerance: 1e-9);
        // At the best rate the steepest direction alternates.
        Rate(400, k => Math.Pow(-rate, k)).ShouldBe(rate, tolerance: 1e-9);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.0001)]
    [InlineData(3)]
    public void One_root_is_found_on_either_side_of_1(double rate) =>
        Rate(200, k => 0.3 * Math.Pow(rate, k)).ShouldBe(rate, tolerance: 1e-9);

    [Theory]
    [InlineData(10)]
    [InlineData(1e3)]
    [InlineData(1e6)]
    public void Critical_heavy_ball_contracts_by_its_double_root(double kappa)
    {
        double rate = (Math.Sqrt(kappa) - 1) / (Math.Sqrt(kappa) + 1);
        // A double root known to 1e-16 splits by its square root, 1e-8; a tenth of the distance between roots that still count as one.
        Rate(500, k => (1 + 0.3 * k) * Math.Pow(rate, k)).ShouldBe(rate, tolerance: 1e-6);
    }

    [Theory]
    [InlineData(0.9, 0.1)]
    [InlineData(0.9, 1.5707963267948966)]
    [InlineData(0.999, 0.02)]
    [InlineData(0.81649658092772603, 3)]
    [InlineData(1.02, 0.7)]
    public void A_complex_pair_contracts_by_its_modulus(double modulus, double angle) =>
        Rate(300, k => Math.Pow(modulus, k) * Math.Cos(angle * k + 0.4)).ShouldBe(modulus, tolerance: 1e-9);

    [Theory]
    [InlineData(0.9, 0.5)]
    [InlineData(0.9, -0.8)]
    [InlineData(-0.95, 0.7)]
    [InlineData(0.998, 0.99)]
    public void Of_two_real_roots_the_larger_one_counts(double larger, double smaller) =>
        Rate(300, k => Math.Pow(larger, k) + 2 * Math.Pow(smaller, k)).ShouldBe(Math.Abs(larger), tolerance: 1e-9);

    [Theory]
    [InlineData(1e-6)]
    [InlineData(-1e-6)]
    [InlineData(1e-3)]
    [InlineData(-1e-3)]
    public void The_heavy_ball_near_its_critical_beta_contracts_by_the_root_of_its_recurrence(double away)
    {
        (double curvature, double step) = (1, 0.04);
        double beta = Math.Pow(1 - Math.Sqrt(step * curvature), 2) + away;
        double trace = 1 + beta - step * curvature;
        double discriminant = trace * trace - 4 * beta;
        double expected = discriminant < 0 ? Math.Sqrt(beta) : (trace + Math.Sqrt(discriminant)) / 2;
        double[] weights = new double[200];
        weights[0] = 1;
        double velocity = 0;
        for (int k = 1; k < weights.Length; k++)
        {
            velocity = beta * velocity + curvature * weights[k - 1];
            weights[k] = weights[k - 1] - step * velocity;
        }
        // Rounding is relative to 1 in the velocity too, not only in the weight: 1e-8 for roots a thousandth apart.
        Rate(200, k => weights[k]).ShouldBe(expected, tolerance: 1e-6);
    }

    // All regimes of momentum on one curvature, from 0 towards a weight of 1: rounding is 1e-16 of that, however small the error.
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    public void The_heavy_ball_drowns_in_the_rounding_of_its_target_only_after_it_was_measured(double curvature)
    {
        double worst = 0;
        foreach (double beta in Enumerable.Range(0, 20).Select(index => 0.05 * index))
        {
            foreach (double step in Enumerable.Range(1, 30).Select(index => 0.3 * index))
            {
                double trace = 1 + beta - step * curvature;
                double discriminant = trace * trace - 4 * beta;
                double expected = discriminant < 0 ? Math.Sqrt(beta) : (Math.Abs(trace) + Math.Sqrt(discriminant)) / 2;
                (double weight, double velocity) = (0, 0);
                double[] weights = new double[2000];
                for (int k = 1; k < weights.Length; k++)
                {
                    velocity = beta * velocity + curvature * (weight - 1);
                    weights[k] = weight -= step * velocity;
                }
                double rate = Rate(weights.Length, k => weights[k], target: 1);
                // What grows to 1e300 within its samples is known relative to its size.
                worst = Math.Max(worst, Math.Abs(rate - expected) / Math.Max(1, expected));
            }
        }
        // The fit sees errors from 1e-6 on: rounding is 1e-10 of them, and its root 1e-5 where two roots nearly meet, less by averaging.
        worst.ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void The_rate_does_not_depend_on_target_scale_or_floor()
    {
        // Rounding of the target, 1e-16 of 3, is all that is left after 150 samples.
        Rate(400, k => 3 + Math.Pow(0.8, k), target: 3).ShouldBe(0.8, tolerance: 1e-8);
        Rate(400, k => 1e-200 * Math.Pow(0.8, k)).ShouldBe(0.8, tolerance: 1e-9);
        Rate(400, k => 1e200 * Math.Pow(1.5, k)).ShouldBe(1.5, tolerance: 1e-9);
    }

    [Fact]
    public void Sums_of_more_than_two_contract_as_the_slowest_when_the_others_have_died()
    {
        static double At(int k) => 0.01 * Math.Pow(0.98, k) + Math.Pow(0.8, k) + Math.Pow(0.6, k) + Math.Pow(-0.7, k);
        // From sample 250 on, 0.8^k is 1e-24 of 1: rounding of the slowest.
        Rate(500, At).ShouldBe(0.98, tolerance: 1e-9);
    }

    [Fact]
    public void The_unit_is_that_of_the_times_and_uneven_samples_before_even_ones_do_not_count()
    {
        double[] times = [0, 0.1, 0.5, .. Enumerable.Range(2, 60).Select(k => 0.5 * k)];
        double[] values = [.. times.Select(time => Math.Exp(-time))];
        ContractionRate.Of(times, values, target: 0).ShouldBe(Math.Exp(-1), tolerance: 1e-9);
    }

    [Fact]
    public void A_curve_that_diverged_is_judged_by_what_was_finite()
    {
        double[] times = [.. Enumerable.Range(0, 12).Select(k => (double)k)];
        double[] values = [.. times.Select(k => k < 10 ? Math.Pow(-2, k) : double.NaN)];
        ContractionRate.Of(times, values, target: 0).ShouldBe(2, tolerance: 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8e-12)]
    [InlineData(-3e-10)]
    public void A_curve_that_comes_to_rest_beside_its_target_contracts_as_it_did_before(double beside) =>
        // Its last numbers before rest are 1e-14 of the first: rounding of 1 is 1e-2 of those, but squares weigh the larger ones.
        Rate(300, k => 1 + Math.Pow(0.75, k) + beside, target: 1).ShouldBe(0.75, tolerance: 1e-6);

    [Fact]
    public void A_slow_curve_is_not_at_rest_however_near_its_target_it_is()
    {
        // The slow part, 5e-10 of the whole, goes down by two per cent in the last quarter of the samples.
        Rate(800, k => Math.Pow(0.5, k) + 5e-10 * Math.Pow(0.9999, k)).ShouldBe(0.9999, tolerance: 1e-6);
    }

    [Fact]
    public void Nesterovs_momentum_at_a_rate_of_one_over_the_curvature_is_at_its_target_after_two_steps()
    {
        (double beta, double weight, double velocity) = (0.975, 1, 0);
        Rate(400, Next).ShouldBe(0);

        double Next(int k)
        {
            double now = weight;
            velocity = beta * velocity + weight;
            weight -= weight + beta * velocity;
            return now;
        }
    }

    [Fact]
    public void What_says_nothing_has_no_rate_and_one_step_to_the_target_is_rate_0()
    {
        ContractionRate.Of([0, 1, 2, 3], [1, 0, 0, 0], target: 0).ShouldBe(0);
        ContractionRate.Of([0, 1, 2, 3], [2, 2, 2, 2], target: 2).ShouldBe(double.NaN);
        ContractionRate.Of([0, 1], [1, 0.5], target: 0).ShouldBe(double.NaN);
        ContractionRate.Of([0, 1, 3], [1, 0.5, 0.1], target: 0).ShouldBe(double.NaN);
        ContractionRate.Of([0, 1, 2, 3], [1, 2, 3, 4], double.NaN).ShouldBe(double.NaN);
        Should.Throw<ArgumentException>(() => ContractionRate.Of([0, 1], [1], target: 0));
    }

    private static double Rate(int samples, Func<int, double> value, double target = 0)
    {
        double[] times = [.. Enumerable.Range(0, samples).Select(k => (double)k)];
        return ContractionRate.Of(times, [.. Enumerable.Range(0, samples).Select(value)], target);
    }
}
