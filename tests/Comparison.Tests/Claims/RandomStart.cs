using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Claims;

/// <summary>A start drawn at random, of every kind of the language.</summary>
/// <param name="Json">The object "start".</param>
/// <param name="Weight">About the size of its largest weights.</param>
/// <param name="Least">About the size of its smallest layer.</param>
internal sealed record RandomStart(JsonObject Json, double Weight, double Least)
{
    /// <summary>The strength that was given to all modes alike, so that a theory can be given the same; else null.</summary>
    public double? Strength { get; private init; }

    /// <summary>λ of a λ-balanced start; else null.</summary>
    public double? Lambda { get; private init; }

    public static RandomStart Of(Draw draw, RandomTask task, int[] hidden)
    {
        int depth = hidden.Length + 1;
        int narrowest = hidden.Append(int.MaxValue).Min();
        double weight = draw.Weighted(
            (0.5, draw.Power(-2, 0)),
            (0.3, draw.Power(-6, -2)),
            (0.1, draw.Power(-14, -6)),
            (0.1, draw.Power(0, 0.5))
        );
        double strength = Draw.Rounded(Math.Pow(weight, depth));
        List<(double, Func<RandomStart>)> kinds =
        [
            (1, () => Seeded("gaussian", draw, weight, ("variance", weight * weight))),
            (1, () => Seeded("balanced", draw, Math.Pow(weight, 1), ("variance", Math.Pow(weight, 2 * depth)))),
            (0.4, () => Seeded("xavier", draw, weight, ("gain", weight))),
            (0.3, () => Seeded("he", draw, weight, ("gain", weight))),
            (0.5, () => Seeded("orthogonal", draw, weight, ("gain", weight))),
            (0.2, () => Seeded("torchDefault", draw, 1)),
            (0.7, () => new(new() { ["kind"] = "constant", ["value"] = draw.Of(1, 1, -1) * weight }, weight, weight)),
            (3, () => Given(draw, task, hidden, weight)),
        ];
        if (narrowest >= task.Rank)
        {
            kinds.Add((3, () => Aligned(draw, task, weight, strength, depth, narrowest)));
        }
        if (depth == 2 && hidden[0] >= task.Rank && task.Rank <= Math.Min(task.Inputs, task.Outputs))
        {
            kinds.Add((2.5, () => LambdaBalanced(draw, task, hidden[0], weight, strength)));
        }
        return draw.Weighted([.. kinds])();
    }

    private static RandomStart Seeded(
        string kind,
        Draw draw,
        double weight,
        params (string Key, double Value)[] settings
    )
    {
        JsonObject json = new() { ["kind"] = kind, ["seed"] = draw.Whole(1, 1000) };
        foreach ((string key, double value) in settings)
        {
            json[key] = Math.Max(value, 1e-300);
        }
        return new RandomStart(json, weight, weight);
    }

    private static RandomStart Aligned(
        Draw draw,
        RandomTask task,
        double weight,
        double strength,
        int depth,
        int narrowest
    )
    {
        JsonObject json = new() { ["kind"] = "aligned" };
        bool isSame = !task.IsRankKnown || draw.Chance(0.5);
        double least = strength;
        if (narrowest >= Math.Min(task.Inputs, task.Outputs) && draw.Chance(0.1))
        {
            json["to"] = Draw.Json(draw.Normal(task.Outputs, task.Inputs, strength));
            return new RandomStart(json, weight, weight);
        }
        double[] strengths =
        [
            .. Enumerable
                .Range(0, task.Rank)
                .Select(_ =>
                    isSame
                        ? strength
                        : draw.Weighted(
                            (0.6, strength * draw.Power(-1, 1)),
                            (0.2, strength * draw.Power(-8, 0)),
                            (0.1, 0),
                            (0.1, draw.Power(-1, 0.5))
                        )
                ),
        ];
        json["strength"] = isSame ? strength : Draw.Json(strengths);
        least = isSame ? strength : strengths.Where(one => one > 0).DefaultIfEmpty(strength).Min();
        double largest = isSame ? strength : strengths.Max();
        return new RandomStart(json, Math.Pow(largest, 1.0 / depth), Math.Pow(least, 1.0 / depth))
        {
            Strength = isSame ? strength : null,
        };
    }

    private static RandomStart LambdaBalanced(Draw draw, RandomTask task, int hidden, double weight, double strength)
    {
        // λ > 0 needs as many outputs as hidden units, λ < 0 as many inputs.
        double[] signs =
        [
            .. hidden <= task.Outputs ? [1.0] : Array.Empty<double>(),
            .. hidden <= task.Inputs ? [-1.0] : Array.Empty<double>(),
        ];
        double lambda = signs.Length > 0 && draw.Chance(0.85) ? draw.Of(signs) * draw.Power(-3, 1) : 0;
        JsonObject json = new()
        {
            ["kind"] = "lambdaBalanced",
            ["lambda"] = lambda,
            ["strength"] = strength,
        };
        double large = Math.Max(weight, Math.Sqrt(Math.Abs(lambda)));
        return new RandomStart(json, large, strength / large)
        {
            Strength = lambda == 0 ? strength : null,
            Lambda = lambda,
        };
    }

    /// <summary>Weights that are given entry by entry: structures that no kind of the language has.</summary>
    private static RandomStart Given(Draw draw, RandomTask task, int[] hidden, double weight)
    {
        int[] widths = [task.Inputs, .. hidden, task.Outputs];
        string structure = draw.Weighted((4, "separate"), (1, "rankOne"), (1, "zeroLayer"), (1, "uneven"));
        Matrix<double>[] layers = structure switch
        {
            "separate" => Separate(draw, task, widths, weight),
            "rankOne" => [.. Layers(widths, (rows, columns) => draw.Normal(rows, 1, weight) * draw.Normal(1, columns))],
            "zeroLayer" => ZeroLayer(draw, widths, weight),
            _ => [.. Layers(widths, (rows, columns) => draw.Normal(rows, columns, draw.Power(-2, 0) * weight))],
        };
        JsonArray weights = [.. layers.Select(layer => (JsonNode)Draw.Json(layer))];
        double[] norms = [.. layers.Select(layer => layer.FrobeniusNorm())];
        return new RandomStart(
            new() { ["kind"] = "file", ["weights"] = weights },
            norms.Max(),
            norms.Where(norm => norm > 0).DefaultIfEmpty(1).Min()
        );
    }

    private static IEnumerable<Matrix<double>> Layers(int[] widths, Func<int, int, Matrix<double>> layer) =>
        widths.Skip(1).Zip(widths, layer);

    private static Matrix<double>[] ZeroLayer(Draw draw, int[] widths, double weight)
    {
        Matrix<double>[] layers = [.. Layers(widths, (rows, columns) => draw.Normal(rows, columns, weight))];
        layers[draw.Whole(0, layers.Length - 1)].Clear();
        return layers;
    }

    /// <summary>Along the modes, each with hidden units of its own, of any balance; some with strength outside the modes too.</summary>
    private static Matrix<double>[] Separate(Draw draw, RandomTask task, int[] widths, double weight)
    {
        bool isBalanced = draw.Chance(0.5);
        bool isBeyond = draw.Chance(0.5);
        int count = isBeyond ? widths.Min() : Math.Min(widths.Min(), task.Rank);
        bool isAlongAxes = task.OutputModes.Enumerate().All(entry => entry is 0 or 1);
        Matrix<double>[] bases =
        [
            Completed(draw, task.InputModes, count, isAlongAxes),
            .. widths[1..^1].Select(width => draw.Orthonormal(width, count, isAlongAxes)),
            Completed(draw, task.OutputModes, count, isAlongAxes),
        ];
        double[] sizes = [.. Enumerable.Range(0, count).Select(_ => weight * draw.Power(-1, 0.3))];
        return
        [
            .. Enumerable
                .Range(0, widths.Length - 1)
                .Select(layer =>
                    bases[layer + 1]
                    * Matrix<double>.Build.DenseOfDiagonalArray([
                        .. sizes.Select(size => isBalanced ? size : size * draw.Power(-1, 0.3) * draw.Of(1, 1, -1)),
                    ])
                    * bases[layer].Transpose()
                ),
        ];
    }

    /// <summary>The modes, then directions orthogonal to them.</summary>
    private static Matrix<double> Completed(Draw draw, Matrix<double> modes, int count, bool isAlongAxes)
    {
        if (count <= modes.ColumnCount)
        {
            return modes.SubMatrix(0, modes.RowCount, 0, count);
        }
        if (isAlongAxes)
        {
            int[] free = [.. Enumerable.Range(0, modes.RowCount).Where(row => modes.Row(row).Sum() == 0)];
            Matrix<double> all = Matrix<double>.Build.Dense(modes.RowCount, count);
            all.SetSubMatrix(0, 0, modes);
            for (int column = modes.ColumnCount; column < count; column++)
            {
                all[free[column - modes.ColumnCount], column] = 1;
            }
            return all;
        }
        Matrix<double> full = modes.Append(draw.Normal(modes.RowCount, count - modes.ColumnCount));
        Matrix<double> q = full.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).Q;
        q.SetSubMatrix(0, 0, modes);
        return q;
    }
}
