using System.Text.Json.Nodes;
using Dynamics.Comparison.Scenarios.Source;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>A matrix of a scenario: written out in rows, or in a file.</summary>
internal static class MatrixBinding
{
    private const string Example = "[[1, 0], [0, 1]] or \"matrix.csv\"";

    /// <summary>Reads a matrix and what to keep of it as the effective setting.</summary>
    public static (Matrix<double> Matrix, JsonNode Setting) Matrix(this SourceValue value, BindingContext context) =>
        value.Kind switch
        {
            SourceKind.Text or SourceKind.Bare => (context.MatrixFrom(value), JsonValue.Create(value.Raw)),
            SourceKind.List => Written(value),
            _ => throw value.Wrong("a matrix in rows or the path of a CSV file", $"Example: {Example}."),
        };

    private static (Matrix<double> Matrix, JsonNode Setting) Written(SourceValue value)
    {
        IReadOnlyList<SourceValue> rows = value.List(Example);
        double[][] numbers = new double[rows.Count][];
        JsonArray setting = [];
        for (int row = 0; row < rows.Count; row++)
        {
            numbers[row] = [.. rows[row].List("[1, 0]").Select(entry => entry.Number(NumberRange.Finite))];
            if (numbers[row].Length != numbers[0].Length)
            {
                throw rows[row]
                    .Error(
                        $"must have as many numbers as the first row, {numbers[0].Length}, but has {numbers[row].Length}. "
                            + "Make all rows equally long."
                    );
            }
            setting.Add(new JsonArray([.. numbers[row].Select(number => (JsonNode)number)]));
        }
        return (Matrix<double>.Build.DenseOfRowArrays(numbers), setting);
    }
}
