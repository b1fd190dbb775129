using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Claims;

/// <summary>A task drawn at random, with what a start needs of it.</summary>
/// <param name="Json">The object "task".</param>
/// <param name="OutputModes">u of the modes the task was made of, as columns.</param>
/// <param name="InputModes">v of them.</param>
/// <param name="SingularValues">s of them, in the order they were made, about those of means over items.</param>
/// <param name="Items">How many items; 0 where only moments are known.</param>
/// <param name="Variance">About the largest eigenvalue of Σ^x as a mean over items.</param>
/// <param name="Scale">What moments are multiplied by: the number of items where they are sums.</param>
internal sealed record RandomTask(
    JsonObject Json,
    Matrix<double> OutputModes,
    Matrix<double> InputModes,
    double[] SingularValues,
    int Items,
    double Variance,
    double Scale
)
{
    public int Inputs => InputModes.RowCount;

    public int Outputs => OutputModes.RowCount;

    public int Rank => SingularValues.Length;

    /// <summary>Whether the modes of the moments are as many as those the task was made of.</summary>
    public bool IsRankKnown =>
        Json["kind"]!.GetValue<string>() is "moments" or "quadratic"
        && SingularValues.Min() > 1e-4 * SingularValues.Max();

    public static RandomTask Of(Draw draw) =>
        draw.Weighted<Func<Draw, RandomTask>>(
            (0.38, Moments),
            (0.1, Quadratic),
            (0.34, Data),
            (0.08, TeacherStudent),
            (0.1, DiffuseTree)
        )(draw);

    private static RandomTask Moments(Draw draw)
    {
        Parts parts = Parts.Of(draw, outputs: draw.Whole(1, 6));
        string colour = draw.Weighted((0.5, "white"), (0.25, "shared"), (0.15, "unrelated"), (0.1, "singular"));
        Matrix<double> sigmaYX = parts.Map;
        Matrix<double> sigmaX = parts.Colour(draw, colour);
        if (colour is "unrelated" or "singular")
        {
            sigmaYX *= sigmaX;
        }
        bool isIdentity = colour == "white" && draw.Chance(0.6);
        JsonObject json = new()
        {
            ["kind"] = "moments",
            ["sigmaX"] = isIdentity ? "identity" : Draw.Json(sigmaX),
            ["sigmaYX"] = Draw.Json(sigmaYX),
        };
        return parts.AsTask(json, items: 0, isIdentity ? 1 : Largest(sigmaX), scale: 1);
    }

    private static RandomTask Quadratic(Draw draw)
    {
        Parts parts = Parts.Of(draw, outputs: 1);
        Matrix<double> hessian = parts.Colour(draw, draw.Of("white", "shared", "unrelated"));
        JsonObject json = new()
        {
            ["kind"] = "quadratic",
            ["hessian"] = Draw.Json(hessian),
            // A singular Hessian has no one optimum.
            [hessian.ConditionNumber() < 1e6 ? draw.Of("linear", "optimum") : "linear"] = Draw.Json(parts.Map.Row(0)),
        };
        return parts.AsTask(json, hessian.RowCount, Largest(hessian), scale: 1);
    }

    private static RandomTask Data(Draw draw)
    {
        Parts parts = Parts.Of(draw, outputs: draw.Whole(1, 5));
        int inputs = parts.InputModes.RowCount;
        int items = draw.Chance(0.4) ? inputs : draw.Whole(inputs, inputs + 4);
        bool isMean = draw.Chance(0.5);
        string colour = draw.Weighted((0.6, "white"), (0.2, "shared"), (0.2, "unrelated"));
        // Columns of x that make Σ^x what it should be: its square root times orthonormal rows.
        Matrix<double> sigmaX = parts.Colour(draw, colour);
        Matrix<double> directions = draw.Orthonormal(items, inputs, isAlongAxes: draw.Chance(0.5));
        Matrix<double> x = draw.Chance(0.8)
            ? Root(sigmaX) * directions.Transpose() * (isMean ? Math.Sqrt(items) : 1)
            : draw.Normal(inputs, items);
        JsonObject json = new()
        {
            ["kind"] = "data",
            ["inputs"] = Draw.Json(x.Transpose()),
            ["targets"] = Draw.Json((parts.Map * x).Transpose()),
            ["moments"] = isMean ? "mean" : "sum",
        };
        if (items > inputs + 2 && draw.Chance(0.3))
        {
            json["preprocess"] = draw.Of("centred", "standardised", "pcaWhitened", "zcaWhitened");
        }
        double scale = isMean ? 1 : items;
        return parts.AsTask(json, items, Math.Max(1, Largest(x * x.Transpose() / items)), scale);
    }

    private static RandomTask TeacherStudent(Draw draw)
    {
        Parts parts = Parts.Of(draw, outputs: draw.Whole(1, 5));
        int inputs = parts.InputModes.RowCount;
        int items = draw.Whole(2 * inputs + 2, 3 * inputs + 4);
        bool isMean = draw.Chance(0.7);
        JsonObject json = new()
        {
            ["kind"] = "teacherStudent",
            ["items"] = items,
            ["seed"] = draw.Whole(1, 1000),
            ["teacher"] = Draw.Json(parts.Map),
            ["moments"] = isMean ? "mean" : "sum",
            ["noiseVariance"] = draw.Of(0, 0, 0.1),
            ["preprocess"] = draw.Of("none", "none", "pcaWhitened", "zcaWhitened", "standardised"),
        };
        return parts.AsTask(json, items, variance: 2, isMean ? 1 : items);
    }

    private static RandomTask DiffuseTree(Draw draw)
    {
        (int features, int depth) = (draw.Whole(2, 8), draw.Whole(1, 2));
        int items = 1 << depth;
        bool isMean = draw.Chance(0.3);
        JsonObject json = new()
        {
            ["kind"] = "diffuseTree",
            ["features"] = features,
            ["depth"] = depth,
            ["branching"] = 2,
            ["flip"] = draw.Of(0.1, 0.3, 0.5),
            ["seed"] = draw.Whole(1, 1000),
            ["moments"] = isMean ? "mean" : "sum",
        };
        int rank = Math.Min(features, items);
        return new RandomTask(
            json,
            draw.Orthonormal(features, rank, isAlongAxes: true),
            draw.Orthonormal(items, rank, isAlongAxes: true),
            [.. Enumerable.Repeat(Math.Sqrt(features) / items, rank)],
            items,
            Variance: 1.0 / items,
            Scale: isMean ? 1 : items
        );
    }

    private static double Largest(Matrix<double> matrix) => matrix.L2Norm();

    private static Matrix<double> Root(Matrix<double> symmetric)
    {
        if (symmetric.EnumerateIndexed().All(entry => entry.Item1 == entry.Item2 || entry.Item3 == 0))
        {
            return symmetric.PointwiseSqrt();
        }
        var evd = symmetric.Evd(Symmetricity.Symmetric);
        return evd.EigenVectors
            * Matrix<double>.Build.DenseOfDiagonalVector(
                evd.EigenValues.Map(value => Math.Sqrt(Math.Max(value.Real, 0)))
            )
            * evd.EigenVectors.Transpose();
    }

    /// <summary>The modes a task is made of.</summary>
    private sealed record Parts(
        Matrix<double> OutputModes,
        Matrix<double> AllInputModes,
        double[] SingularValues,
        bool IsAlongAxes
    )
    {
        public Matrix<double> InputModes =>
            AllInputModes.SubMatrix(0, AllInputModes.RowCount, 0, SingularValues.Length);

        public Matrix<double> Map =>
            OutputModes * Matrix<double>.Build.DenseOfDiagonalArray(SingularValues) * InputModes.Transpose();

        public static Parts Of(Draw draw, int outputs)
        {
            int inputs = draw.Whole(1, 5);
            int least = Math.Min(inputs, outputs);
            int rank = draw.Chance(0.6) ? least : draw.Whole(1, least);
            bool isAlongAxes = draw.Chance(0.4);
            return new Parts(
                draw.Orthonormal(outputs, rank, isAlongAxes),
                draw.Orthonormal(inputs, inputs, isAlongAxes),
                Values(draw, rank),
                isAlongAxes
            );
        }

        private static double[] Values(Draw draw, int rank)
        {
            double scale = draw.Weighted((0.5, 1), (0.5, draw.Power(-1.5, 1)));
            double condition = draw.Weighted((0.8, 1), (0.2, 6));
            double[] values = [.. Enumerable.Range(0, rank).Select(_ => scale * draw.Power(-condition, 0))];
            if (rank > 1 && draw.Chance(0.35))
            {
                // Equal, or nearly so.
                values[1] = values[0] * draw.Weighted((0.5, 1), (0.5, 1 + draw.Power(-13, -6)));
            }
            return values;
        }

        public Matrix<double> Colour(Draw draw, string kind)
        {
            int inputs = AllInputModes.RowCount;
            if (kind == "white")
            {
                return Matrix<double>.Build.DenseDiagonal(
                    inputs,
                    inputs,
                    draw.Weighted((0.5, 1), (0.5, draw.Power(-1, 1)))
                );
            }
            Matrix<double> directions = kind == "shared" ? AllInputModes : draw.Orthonormal(inputs, inputs, false);
            double condition = draw.Weighted((0.8, 1), (0.2, 4));
            double[] variances = [.. Enumerable.Range(0, inputs).Select(_ => draw.Power(-condition, 0.5))];
            if (kind == "singular" || (kind == "shared" && draw.Chance(0.3)))
            {
                Array.Clear(variances, SingularValues.Length, inputs - SingularValues.Length);
            }
            Matrix<double> sigmaX =
                directions * Matrix<double>.Build.DenseOfDiagonalArray(variances) * directions.Transpose();
            return (sigmaX + sigmaX.Transpose()) / 2;
        }

        public RandomTask AsTask(JsonObject json, int items, double variance, double scale) =>
            new(json, OutputModes, InputModes, SingularValues, items, variance, scale);
    }
}
