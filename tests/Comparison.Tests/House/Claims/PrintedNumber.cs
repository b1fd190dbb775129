using System.Globalization;

namespace ComparisonTests.House.Claims;

/// <summary>A number as a document prints it: its value, and the unit of its last digit.</summary>
internal sealed record PrintedNumber(string Text, double Value, double Unit)
{
    // Half a unit of the last digit; a millionth of it more, because 0.15 is not exactly half way between two doubles.
    private const double half = 0.5 * (1 + 1e-6);

    /// <summary>Reads −1.5, 2e-6, 13 780: zeros that end a whole number from 1000 on are not counted as digits.</summary>
    public static PrintedNumber Parse(string text)
    {
        string plain = text.Replace('−', '-').Replace(" ", "", StringComparison.Ordinal);
        double value = double.Parse(plain, NumberStyles.Float, CultureInfo.InvariantCulture);
        string[] parts = plain.Split('e');
        int exponent = parts.Length == 2 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        int point = parts[0].IndexOf('.', StringComparison.Ordinal);
        int decimals = point < 0 ? 0 : parts[0].Length - point - 1;
        int zeros =
            parts.Length == 1 && point < 0 && Math.Abs(value) >= 1000 ? plain.Length - plain.TrimEnd('0').Length : 0;
        return new(text, value, Math.Pow(10, exponent - decimals + zeros));
    }

    /// <summary>Whether the number as printed stands in a relation to a number that was computed.</summary>
    public bool Holds(char relation, double computed) =>
        relation switch
        {
            '=' => Math.Abs(computed - Value) <= half * Unit,
            '≈' => Math.Abs(computed - Value) <= 0.1 * Math.Abs(Value),
            '>' => Value > computed,
            '<' => Value < computed,
            _ => throw new ArgumentException($"relation: must be =, ≈, > or <, but is {relation}.", nameof(relation)),
        };
}
