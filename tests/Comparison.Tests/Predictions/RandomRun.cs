using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Predictions;

/// <summary>A run drawn at random for theories made of modes: tasks of any rank, starts of every kind, flow and full-batch descent.</summary>
internal sealed record RandomRun(
    LearningTask Task,
    LearningRule Learning,
    Matrix<double>[] Weights,
    IPrediction[] Theories,
    bool HasBeside,
    string Text
)
{
    public static RandomRun Of(Random random)
    {
        (int inputs, int outputs) = (random.Next(1, 6), random.Next(1, 6));
        int most = Math.Min(inputs, outputs);
        int rank = random.Next(1, most + 1);
        int depth = random.Next(1, 5);
        bool isWhite = random.Next(3) > 0;
        Matrix<double> u = Orthonormal(outputs, outputs, random.Next());
        Matrix<double> v = Orthonormal(inputs, inputs, random.Next());
        double[] variances =
        [
            .. Enumerable.Range(0, inputs).Select(_ => isWhite ? 1 : 0.5 + 1.5 * random.NextDouble()),
        ];
        double[] strengths =
        [
            .. Enumerable.Range(0, most).Select(mode => mode < rank ? 0.3 + 2 * random.NextDouble() : 0),
        ];
        Matrix<double> root = isWhite
            ? Matrix<double>.Build.DenseIdentity(inputs)
            : v * Roots(variances) * v.Transpose();
        Matrix<double> target =
            Map(u, strengths, v) * (isWhite ? root : v * Roots(variances).Inverse() * v.Transpose());
        var task = new LearningTask(new DataSet(root, target));

        string kind = new[] { "aligned", "taught", "given", "constant", "pairs", "beside" }[random.Next(6)];
        Matrix<double>[] weights = kind switch
        {
            "given" => Chain(
                depth,
                random.Next(1, 6),
                inputs,
                outputs,
                random,
                _ => 0.3 * (2 * random.NextDouble() - 1)
            ),
            "constant" => Chain(depth, random.Next(1, 4), inputs, outputs, random, _ => 0.2),
            "pairs" => Pairs(u, v, most, random),
            _ => Aligned(
                u.SubMatrix(0, outputs, 0, most),
                v.SubMatrix(0, inputs, 0, most),
                depth,
                [
                    .. Enumerable
                        .Range(0, most)
                        .Select(mode =>
                            (kind == "taught" && mode >= rank) || (kind == "beside" && mode < rank)
                                ? 0.1 * (kind == "taught" ? 0 : 1)
                                : Math.Pow(10, -2 * random.NextDouble())
                        ),
                ]
            ),
        };
        double decay = random.Next(3) == 0 ? 0.2 * random.NextDouble() : 0;
        LearningRule learning =
            random.Next(2) == 0
                ? new FlowSettings(new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-12, 1e-15), 1, 6)
                {
                    WeightDecay = decay,
                }
                : new DescentSettings(0.05 * inputs, 40, inputs, Loss.HalfSquared, new ItemOrder.InTurn());
        var measured = new InitialStrength.Measured();
        IPrediction[] theories =
        [
            new BalancedPrediction(measured),
            new BalancedPrediction(new InitialStrength.Overlap()),
            new BalancedPrediction(new InitialStrength.Prescribed(0.1)),
            new TwoLayerModesPrediction(isSequential: false),
            new ShallowPrediction(measured),
            new BalancedDescentPrediction(measured),
            new PairDescentPrediction(),
            new ShallowDescentPrediction(measured),
        ];
        return new(
            task,
            learning,
            weights,
            theories,
            rank < most && kind is "aligned" or "beside" or "pairs",
            $"{inputs}→{outputs}, rank {rank}, L = {weights.Length}, {kind}, white {isWhite}, decay {decay}, {learning.GetType().Name}"
        );
    }

    public override string ToString() => Text;

    /// <summary>Orthonormal columns, the same on every machine.</summary>
    public static Matrix<double> Orthonormal(int rows, int columns, int seed)
    {
        uint state = (uint)seed;
        Matrix<double> drawn = Matrix<double>.Build.Dense(
            rows,
            rows,
            (_, _) => (state = unchecked(state * 1664525 + 1013904223)) / 2147483648.0 - 1
        );
        return drawn.GramSchmidt().Q.SubMatrix(0, rows, 0, columns);
    }

    /// <summary>Balanced weights through turned hidden units, with W_L⋯W_1 = Σ strength u vᵀ.</summary>
    public static Matrix<double>[] Aligned(Matrix<double> u, Matrix<double> v, int depth, double[] strengths)
    {
        Matrix<double> layer = Matrix<double>.Build.DenseOfDiagonalArray([
            .. strengths.Select(strength => Math.Pow(strength, 1.0 / depth)),
        ]);
        Matrix<double>[] turns =
        [
            v,
            .. Enumerable
                .Range(1, depth - 1)
                .Select(hidden => Orthonormal(strengths.Length + 1, strengths.Length, 50 + hidden)),
            u,
        ];
        return [.. Enumerable.Range(0, depth).Select(l => turns[l + 1] * layer * turns[l].Transpose())];
    }

    private static Matrix<double>[] Pairs(Matrix<double> u, Matrix<double> v, int count, Random random)
    {
        // Every mode has hidden units of its own, and its layers are of any two sizes and signs.
        Matrix<double> hidden = Orthonormal(count, count, random.Next());
        Matrix<double> Drawn() =>
            Matrix<double>.Build.DenseOfDiagonalArray([
                .. Enumerable.Range(0, count).Select(_ => 2 * random.NextDouble() - 1),
            ]);
        return
        [
            hidden * Drawn() * v.SubMatrix(0, v.RowCount, 0, count).Transpose(),
            u.SubMatrix(0, u.RowCount, 0, count) * Drawn() * hidden.Transpose(),
        ];
    }

    private static Matrix<double>[] Chain(
        int depth,
        int width,
        int inputs,
        int outputs,
        Random random,
        Func<Random, double> entry
    )
    {
        int[] widths = [inputs, .. Enumerable.Repeat(width, depth - 1), outputs];
        return
        [
            .. Enumerable
                .Range(0, depth)
                .Select(l => Matrix<double>.Build.Dense(widths[l + 1], widths[l], (_, _) => entry(random))),
        ];
    }

    private static Matrix<double> Map(Matrix<double> u, double[] strengths, Matrix<double> v) =>
        u.SubMatrix(0, u.RowCount, 0, strengths.Length)
        * Matrix<double>.Build.DenseOfDiagonalArray(strengths)
        * v.SubMatrix(0, v.RowCount, 0, strengths.Length).Transpose();

    private static Matrix<double> Roots(double[] variances) =>
        Matrix<double>.Build.DenseOfDiagonalArray([.. variances.Select(Math.Sqrt)]);
}
