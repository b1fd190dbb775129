using System.Globalization;

namespace TheoryTests.Golden;

/// <summary>A table of reference values; README.md says where each comes from.</summary>
internal static class GoldenTable
{
    public static IReadOnlyList<string[]> Cells(string file)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Golden", file);
        return [.. File.ReadLines(path).Skip(1).Select(line => line.Split(','))];
    }

    public static IReadOnlyList<double[]> Numbers(string file) =>
        [.. Cells(file).Select(row => Array.ConvertAll(row, Number))];

    public static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}

/// <summary>The accuracy every closed form promises.</summary>
internal static class Accuracy
{
    private const double Relative = 1e-14;

    /// <summary>|value − truth| as a multiple of what is allowed: 1e-14 (1 + condition) |truth| + one denormal.</summary>
    public static double PartUsed(double value, double truth, double condition) =>
        Math.Abs(value - truth) / (Relative * (1 + condition) * Math.Abs(truth) + double.Epsilon);
}
