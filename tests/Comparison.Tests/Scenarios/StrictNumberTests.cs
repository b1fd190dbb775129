using System.Globalization;
using Dynamics.Comparison.Scenarios.Source;
using FsCheck;
using FsCheck.Fluent;

namespace ComparisonTests.Scenarios;

public class StrictNumberTests
{
    [Theory]
    [InlineData("0.1", 0.1)]
    [InlineData(" -2 ", -2)]
    [InlineData("+.5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("1E-3", 1e-3)]
    [InlineData("5e-324", 5e-324)]
    [InlineData("1.7976931348623157e308", double.MaxValue)]
    [InlineData("0e-999", 0)]
    public void Numbers_with_a_decimal_point_are_read(string text, double value)
    {
        StrictNumber.TryRead(text, NumberRange.Finite, out double number, out string complaint).ShouldBeTrue(complaint);
        number.ShouldBe(value);
    }

    [Theory]
    [InlineData("1,5", "but is 1,5. Decimals are written with a point: 1.5.")]
    [InlineData("1,000,000", "but is 1,000,000. Decimals are written with a point, thousands without a separator.")]
    [InlineData("1,000.5", "but is 1,000.5. Decimals are written with a point, thousands without a separator.")]
    [InlineData("", "but is \"\". Example: 0.1.")]
    [InlineData("0x10", "but is 0x10. Example: 0.1.")]
    [InlineData("1 000", "but is 1 000. Example: 0.1.")]
    [InlineData("1\0", "but is 1\\u0000. Example: 0.1.")]
    [InlineData("½", "but is \"½\". Example: 0.1.")]
    [InlineData("NaN", "but is NaN. Numbers must be finite.")]
    [InlineData("-Infinity", "but is -Infinity. Numbers must be finite.")]
    [InlineData("∞", "but is ∞. Numbers must be finite.")]
    [InlineData("1e999", "but is 1e999. The largest number there is has about 308 digits, 1.797e308.")]
    [InlineData("1e-999", "but is 1e-999. It is too near 0 to be held (the least is 5e-324). Write 0 if 0 is meant.")]
    public void What_is_not_a_finite_number_is_refused(string text, string end)
    {
        StrictNumber.TryRead(text, NumberRange.Finite, out double number, out string complaint).ShouldBeFalse();
        complaint.ShouldBe($"must be a finite number, {end}");
        number.ShouldBe(double.NaN);
    }

    [Fact]
    public void Every_finite_number_survives_being_written_and_read()
    {
        Prop.ForAll<double>(value =>
                !double.IsFinite(value)
                || (
                    StrictNumber.TryRead(
                        value.ToString("R", CultureInfo.InvariantCulture),
                        NumberRange.Finite,
                        out double read,
                        out _
                    )
                    && BitConverter.DoubleToInt64Bits(read) == BitConverter.DoubleToInt64Bits(value)
                )
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_culture_of_the_user_changes_nothing()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("")
            {
                NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = "." },
            };
            StrictNumber.TryRead("0.5", NumberRange.Finite, out double number, out _).ShouldBeTrue();
            number.ShouldBe(0.5);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
