using Dynamics.Theory.Modes;
using TheoryTests.Golden;

namespace TheoryTests.Modes;

public sealed class BalancedDeepModeTests
{
    // What is promised; measured at most 0.4 % of it.
    private const double Relative = 1e-12;

    [Theory]
    [InlineData(3, 1.3, 1, 0.01)]
    [InlineData(3, 1.3, 2.5, 0.4)]
    [InlineData(4, 1.3, 0.7, 4)]
    [InlineData(5, -0.7, 0.5, 0.8)]
    [InlineData(5, -0.7, 0.5, 8)]
    [InlineData(4, 0, 2, 0.8)]
    [InlineData(7, 1.3, 2.5, -0.6)]
    [InlineData(3, -0.9, 0.5, -0.1)]
    [InlineData(50, 1.1, 1, 0.5)]
    public void The_strength_obeys_its_differential_equation(int depth, double s, double d, double u0)
    {
        BalancedDeepMode mode = new(depth, s, d, u0, timeConstant: 2.5);
        foreach (double time in new[] { 0.3, 1, 2.7, 6 })
        {
            double u = mode.StrengthAt(time);
            // Five points at distance h; the error of the formula and that of rounding, ε/h, are below 1e-9 here.
            double h = 1e-4;
            double slope =
                (
                    mode.StrengthAt(time - 2 * h)
                    - 8 * mode.StrengthAt(time - h)
                    + 8 * mode.StrengthAt(time + h)
                    - mode.StrengthAt(time + 2 * h)
                ) / (12 * h);
            (2.5 * slope).ShouldBe(depth * Math.Pow(Math.Abs(u), 2 - 2.0 / depth) * (s - d * u), tolerance: 1e-8);
        }
    }

    [Theory]
    [InlineData(1.3, 1, 0.01)]
    [InlineData(1.3, 2.5, 4)]
    [InlineData(-0.7, 0.5, 0.8)]
    [InlineData(0, 2, 0.8)]
    [InlineData(1.3, 2.5, -0.6)]
    public void To_go_on_from_where_one_stopped_is_to_go_on(double s, double d, double u0)
    {
        BalancedDeepMode whole = new(4, s, d, u0, timeConstant: 2.5);
        BalancedDeepMode rest = new(4, s, d, whole.StrengthAt(1.7), timeConstant: 2.5);
        foreach (double time in new[] { 0, 0.01, 2, 9 })
        {
            double value = whole.StrengthAt(1.7 + time);
            rest.StrengthAt(time).ShouldBe(value, tolerance: 1e-13 * Math.Abs(value));
        }
    }

    // G₃ and G₄ in elementary functions, as they stand in the textbook solution.
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void The_time_of_three_and_four_layers_is_the_elementary_one(int depth)
    {
        double G(double x) =>
            depth == 4
                ? Math.Atanh(x * x) / 2
                : -Math.Log(1 - x) / 3
                    + Math.Log(1 + x + x * x) / 6
                    - Math.Atan((2 * x + 1) / Math.Sqrt(3)) / Math.Sqrt(3);
        (double s, double tau, double u0) = (1.7, 2.5, 0.02);
        BalancedDeepMode mode = new(depth, s, 1, u0, tau);
        foreach (double u in new[] { 0.021, 0.3, 0.8499, 0.8501, 1.6999 })
        {
            double a = Math.Pow(u, 1.0 / depth);
            double a0 = Math.Pow(u0, 1.0 / depth);
            double root = Math.Pow(s, 1.0 / depth);
            double plateau = (Math.Pow(a0, 2 - depth) - Math.Pow(a, 2 - depth)) / (depth - 2);
            double time = tau / s * (plateau + Math.Pow(root, 2 - depth) * (G(a / root) - G(a0 / root)));
            // Here 1 − x, taken of a rounded x, has lost five digits at the last strength.
            mode.TimeToReach(u).ShouldBe(time, tolerance: 1e-11);
        }
    }

    // The limit (1/L)[s⁻² ln(u_f(s − u₀)/(u₀(s − u_f))) + 1/(s u₀) − 1/(s u_f)], 80.628 here.
    [Theory]
    [InlineData(10, 40.77)]
    [InlineData(100, 75.14)]
    [InlineData(1000, 80.06)]
    [InlineData(10_000_000, 80.628)]
    public void Many_layers_tend_to_the_infinitely_deep_limit(int depth, double scaledTime) =>
        (depth * new BalancedDeepMode(depth, 1.3, 1, 0.01, 1).TimeToReach(1.2)).ShouldBe(scaledTime, tolerance: 6e-3);

    [Fact]
    public void Input_variance_is_another_unit_of_strength_and_of_time()
    {
        (double s, double d, double u0, int depth) = (1.3, 0.4, 0.02, 5);
        BalancedDeepMode mode = new(depth, s, d, u0, timeConstant: 2.5);
        BalancedDeepMode whitened = new(depth, s, 1, d * u0, 2.5 * Math.Pow(d, 1 - 2.0 / depth));
        foreach (double time in new[] { 3.0, 11, 14, 17, 25 })
        {
            mode.StrengthAt(time).ShouldBe(whitened.StrengthAt(time) / d, tolerance: 1e-13);
        }
    }

    [Fact]
    public void The_strength_is_right_to_twelve_digits_per_condition()
    {
        foreach (double[] row in GoldenTable.Numbers("deep.csv"))
        {
            double strength = new BalancedDeepMode((int)row[0], row[1], row[2], row[3], row[4]).StrengthAt(row[5]);
            PartUsed(strength, row[6], row[7])
                .ShouldBeLessThan(1, $"L, s, d, u₀, τ, t = {string.Join(", ", row[..6])}: {strength}, not {row[6]}");
        }
    }

    [Fact]
    public void The_time_between_two_strengths_is_right_to_twelve_digits_per_condition()
    {
        foreach (double[] row in GoldenTable.Numbers("deep-times.csv"))
        {
            double time = new BalancedDeepMode((int)row[0], row[1], row[2], row[3], row[5]).TimeToReach(row[4]);
            PartUsed(time, row[6], row[7])
                .ShouldBeLessThan(1, $"L, s, d, u₀, u, τ = {string.Join(", ", row[..6])}: {time}, not {row[6]}");
        }
    }

    [Theory]
    [InlineData(2, 1, 0.01, 2)]
    [InlineData(2, 4, 100, 0.5)]
    [InlineData(2, 4, 0.5, 0.5)]
    [InlineData(2, 1, 0, 0)]
    [InlineData(2, 1, -0.01, 0)]
    [InlineData(-2, 4, -0.01, -0.5)]
    [InlineData(0, 0, 0.3, 0.3)]
    [InlineData(0, 1, 0.3, 0)]
    public void The_strength_starts_at_its_start_and_ends_at_its_end(double s, double d, double u0, double end)
    {
        BalancedDeepMode mode = new(3, s, d, u0, timeConstant: 2.5);
        mode.StrengthAt(0).ShouldBe(u0);
        mode.FinalStrength.ShouldBe(end);
        // Forgetting by a power law is slow: u ~ t^{−3/4} for three layers.
        mode.StrengthAt(1e300).ShouldBe(end, tolerance: 1e-16);
    }

    [Fact]
    public void Half_the_target_is_reached_at_the_half_rise_time_and_not_at_all_from_beyond_it()
    {
        BalancedDeepMode mode = new(4, 1.3, 0.7, 0.01, timeConstant: 2.5);
        mode.StrengthAt(mode.HalfRiseTime.ShouldNotBeNull()).ShouldBe(1.3 / 0.7 / 2, tolerance: 1e-14);
        new BalancedDeepMode(4, -1.3, 0.7, -0.01, timeConstant: 2.5).HalfRiseTime.ShouldBe(mode.HalfRiseTime);
        new BalancedDeepMode(4, 2, 1, 1, timeConstant: 2.5).HalfRiseTime.ShouldBeNull();
        new BalancedDeepMode(4, 2, 1, 0, timeConstant: 2.5).HalfRiseTime.ShouldBeNull();
        new BalancedDeepMode(4, 2, 1, -0.1, timeConstant: 2.5).HalfRiseTime.ShouldBeNull();
        new BalancedDeepMode(4, 0, 1, 0.1, timeConstant: 2.5).HalfRiseTime.ShouldBeNull();
    }

    [Fact]
    public void Strengths_that_are_not_passed_have_no_time_and_the_message_says_so()
    {
        BalancedDeepMode mode = new(3, 2, 1, 0.1, timeConstant: 2.5);
        mode.TimeBetween(0.3, 0.3).ShouldBe(0);
        foreach ((double from, double to) in new[] { (0.1, 2.0), (0.1, 2.1), (0.1, 0.05), (3, 2), (0, 0.1), (2, 1) })
        {
            Should
                .Throw<ArgumentOutOfRangeException>(() => mode.TimeBetween(from, to))
                .Message.ShouldContain($"{to} is never reached from {from}");
        }
    }

    [Fact]
    public void Arguments_out_of_range_are_refused_with_value_and_range()
    {
        Refusal(() => new BalancedDeepMode(2, 1, 1, 0.1, 1)).ShouldContain("L = 2 a BalancedTwoLayerMode");
        Refusal(() => new BalancedDeepMode(3, double.NaN, 1, 0.1, 1)).ShouldContain("s must be 0 or");
        Refusal(() => new BalancedDeepMode(3, 1, 0, 0.1, 1)).ShouldContain("s must be 0");
        Refusal(() => new BalancedDeepMode(3, 1, 1, 1e-200, 1)).ShouldContain("1E-150 to 1E+150, but is 1E-200");
        Refusal(() => new BalancedDeepMode(3, 1e100, 1, 1e-100, 1)).ShouldContain("d u₀/s");
        Refusal(() => new BalancedDeepMode(3, 1, 1, 0.1, 0)).ShouldContain("τ must be finite and positive");
        Refusal(() => new BalancedDeepMode(3, 1, 1, 0.1, 1).StrengthAt(-1)).ShouldContain("t must be finite and not");
    }

    private static double PartUsed(double value, double truth, double condition) =>
        Math.Abs(value - truth) / (Relative * condition * Math.Abs(truth));

    private static string Refusal(Func<object> action) => Should.Throw<ArgumentException>(action).Message;
}
