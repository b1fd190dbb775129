using System.Globalization;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Claims;

/// <summary>Random choices of a scenario, the same for the same seed on every machine.</summary>
internal sealed class Draw(int seed)
{
    private readonly Random random = new(seed);

    public bool Chance(double probability) => random.NextDouble() < probability;

    public int Whole(int least, int most) => random.Next(least, most + 1);

    public double Uniform(double least, double most) => least + (most - least) * random.NextDouble();

    /// <summary>Ten to a uniform power, with three digits.</summary>
    public double Power(double least, double most) => Rounded(Math.Pow(10, Uniform(least, most)));

    public T Of<T>(params T[] choices) => choices[random.Next(choices.Length)];

    /// <summary>One of several, each as often as its weight.</summary>
    public T Weighted<T>(params (double Weight, T Choice)[] choices)
    {
        double left = random.NextDouble() * choices.Sum(choice => choice.Weight);
        foreach ((double weight, T choice) in choices)
        {
            left -= weight;
            if (left < 0)
            {
                return choice;
            }
        }
        return choices[^1].Choice;
    }

    public double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public Matrix<double> Normal(int rows, int columns, double deviation = 1) =>
        Matrix<double>.Build.Dense(rows, columns, (_, _) => deviation * Normal());

    /// <summary>Orthonormal columns: of the axes in half of the draws, so that zeros stay zeros, else at random.</summary>
    public Matrix<double> Orthonormal(int rows, int columns, bool isAlongAxes)
    {
        if (!isAlongAxes)
        {
            return Normal(rows, rows).QR().Q.SubMatrix(0, rows, 0, columns);
        }
        int[] axes = [.. Enumerable.Range(0, rows).OrderBy(_ => random.Next())];
        return Matrix<double>.Build.Dense(rows, columns, (row, column) => axes[column] == row ? 1 : 0);
    }

    public static double Rounded(double value) =>
        double.Parse(value.ToString("g3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    public static JsonArray Json(Matrix<double> matrix) =>
        [.. matrix.ToRowArrays().Select(row => (JsonNode)new JsonArray([.. row.Select(Entry)]))];

    /// <summary>Of 15 digits: the last bits of a product are another library's on another machine.</summary>
    private static JsonNode Entry(double value) =>
        JsonValue.Create(
            double.Parse(value.ToString("g15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        );

    public static JsonArray Json(IEnumerable<double> values) =>
        [.. values.Select(value => (JsonNode)JsonValue.Create(value))];
}
