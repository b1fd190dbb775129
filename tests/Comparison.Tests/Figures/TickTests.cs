using System.Globalization;
using Dynamics.Comparison.Figures.Axes;
using FsCheck;
using FsCheck.Fluent;

namespace ComparisonTests.Figures;

public class TickTests
{
    private sealed record Case(double Lower, double Upper, double Length, bool Horizontal);

    // Ranges from 1e-12 to 1e12 long, up to a million times their length away from zero, on axes of 60 to 500 points.
    private static readonly Gen<Case> Linear =
        from exponent in Gen.Choose(-12, 12)
        from mantissa in Gen.Choose(1000, 9999)
        from offset in Gen.OneOf(Gen.Choose(-3, 3), Gen.Choose(-1_000_000, 1_000_000))
        from shift in Gen.Choose(0, 999)
        from length in Gen.Choose(60, 500)
        from horizontal in Gen.Elements(true, false)
        let range = mantissa / 1000.0 * Math.Pow(10, exponent)
        let lower = (offset + shift / 1000.0) * range
        select new Case(lower, lower + range, length, horizontal);

    private static readonly Gen<Case> Decades =
        from lower in Gen.Choose(-300_000, 299_000)
        from range in Gen.OneOf(Gen.Choose(10, 1000), Gen.Choose(1000, 20_000), Gen.Choose(20_000, 600_000))
        from length in Gen.Choose(60, 500)
        from horizontal in Gen.Elements(true, false)
        select new Case(lower / 1000.0, Math.Min(300, (lower + range) / 1000.0), length, horizontal);

    [Fact]
    public void Linear_ticks_are_multiples_of_1_2_or_5_within_the_limits() =>
        ForAll(
            Linear,
            c =>
            {
                AxisTicks ticks = Of(c, AxisScale.Linear);
                double step = (ticks.Major[^1].Value - ticks.Major[0].Value) / Math.Max(1, ticks.Major.Count - 1);
                double rounding = 1e-6 * step + 1e-12 * Math.Abs(c.Upper);
                ticks.Major.ShouldAllBe(tick => tick.Value >= c.Lower - rounding && tick.Value <= c.Upper + rounding);
                if (ticks.Major.Count < 3)
                {
                    return;
                }

                double power = Math.Pow(10, Math.Floor(Math.Log10(step * 1.0001)));
                int digit = (int)Math.Round(step / power);
                new[] { 1, 2, 5 }.ShouldContain(digit);
                step.ShouldBe(digit * power, 1e-3 * step);
                ticks.Major.ShouldAllBe(tick => Math.Abs(Math.IEEERemainder(tick.Value, digit * power)) < 1e-3 * step);
            }
        );

    [Fact]
    public void Linear_labels_have_the_same_decimals_and_say_where_the_tick_stands() =>
        ForAll(
            Linear,
            c =>
            {
                AxisTicks ticks = Of(c, AxisScale.Linear);
                ticks.Major.Select(tick => Decimals(tick.Label)).Distinct().Count().ShouldBe(1);
                foreach (Tick tick in ticks.Major)
                {
                    (Number(tick.Label) * Factor(ticks)).ShouldBe(
                        tick.Value,
                        1e-9 * Math.Abs(tick.Value) + double.Epsilon
                    );
                }
            }
        );

    [Fact]
    public void Linear_axes_of_an_inch_and_more_have_at_least_two_labels_that_stand_apart() =>
        ForAll(
            Linear,
            c =>
            {
                AxisTicks ticks = Of(c with { Length = Math.Max(c.Length, 150) }, AxisScale.Linear);
                ticks.Major.Count.ShouldBeGreaterThanOrEqualTo(2);
                double spacing =
                    (ticks.Major[1].Value - ticks.Major[0].Value) / (c.Upper - c.Lower) * Math.Max(c.Length, 150);
                spacing.ShouldBeGreaterThan(c.Horizontal ? ticks.LabelWidth : 9);
            }
        );

    [Fact]
    public void Logarithmic_ticks_stand_within_the_limits_and_apart() =>
        ForAll(
            Decades,
            c =>
            {
                AxisTicks ticks = Of(c, AxisScale.OfDecades);
                ticks.Major.ShouldNotBeEmpty();
                double[] places = [.. ticks.Major.Select(tick => Math.Log10(tick.Value))];
                places.ShouldAllBe(place => place > c.Lower - 1e-6 && place < c.Upper + 1e-6);
                ticks.Minor.ShouldAllBe(value =>
                    Math.Log10(value) > c.Lower - 1e-6 && Math.Log10(value) < c.Upper + 1e-6
                );
                for (int i = 1; i < places.Length && ticks.Major.Count > 2; i++)
                {
                    ((places[i] - places[i - 1]) / (c.Upper - c.Lower) * c.Length).ShouldBeGreaterThan(
                        c.Horizontal ? ticks.LabelWidth : 8
                    );
                }
            }
        );

    [Fact]
    public void Two_or_more_decades_are_labelled_by_powers_of_ten_at_one_distance() =>
        ForAll(
            Decades.Where(c => c.Upper - c.Lower >= 2),
            c =>
            {
                AxisTicks ticks = Of(c, AxisScale.OfDecades);
                int[] exponents = [.. ticks.Major.Select(tick => Exponent(tick.Label))];
                for (int i = 0; i < exponents.Length; i++)
                {
                    Math.Log10(ticks.Major[i].Value).ShouldBe(exponents[i], 1e-9);
                }

                exponents.Zip(exponents.Skip(1), (a, b) => b - a).Distinct().Count().ShouldBeLessThanOrEqualTo(1);
            }
        );

    [Theory]
    [InlineData(0, 15, true, "0 5 10 15")]
    [InlineData(0, 2.7, false, "0.0 0.5 1.0 1.5 2.0 2.5")]
    [InlineData(-0.021, 0.021, false, "−0.02 −0.01 0.00 0.01 0.02")]
    [InlineData(0, 3e7, false, "0.0 0.5 1.0 1.5 2.0 2.5 3.0")]
    public void Familiar_ranges_get_familiar_labels(double lower, double upper, bool horizontal, string labels)
    {
        AxisTicks ticks = LinearTicks.Of(lower, upper, horizontal ? 180 : 130, horizontal);
        string.Join(' ', ticks.Major.Select(tick => tick.Label)).ShouldBe(labels);
    }

    [Fact]
    public void A_single_decade_is_labelled_between_its_powers_with_equal_decimals()
    {
        AxisTicks ticks = AxisTicks.Of(new AxisRange(AxisScale.OfDecades, Math.Log10(0.4), Math.Log10(6)), 130, false);
        ticks.Major.Select(tick => tick.Label).ShouldBe(["0.5", "1.0", "2.0", "3.0", "5.0"]);
    }

    private static AxisTicks Of(Case c, AxisScale scale) =>
        AxisTicks.Of(new AxisRange(scale, c.Lower, c.Upper), c.Length, c.Horizontal);

    private static int Decimals(string label) => label.Contains('.') ? label.Length - label.IndexOf('.') - 1 : 0;

    private static double Number(string label) => double.Parse(label.Replace('−', '-'), CultureInfo.InvariantCulture);

    private static int Exponent(string label) => (int)Number(label.Replace("10^{", "").TrimEnd('}'));

    private static double Factor(AxisTicks ticks) =>
        ticks.Factor.Length == 0 ? 1 : Math.Pow(10, Number(ticks.Factor.Replace("×10^{", "").TrimEnd('}')));

    private static void ForAll(Gen<Case> cases, Action<Case> holds) =>
        Prop.ForAll(Arb.From(cases), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
