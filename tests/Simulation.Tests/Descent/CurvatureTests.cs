using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Descent.Curvature;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace SimulationTests.Descent;

/// <summary>Second derivatives of a batch's loss.</summary>
public sealed class CurvatureTests
{
    private const double Width = 1e-3;

    public static TheoryData<string, ActivationPlacement, Loss, int> Networks => BackpropagationTests.Networks();

    [Theory, MemberData(nameof(Networks))]
    public void The_Hessian_is_the_central_difference_of_gradients(
        string name,
        ActivationPlacement placement,
        Loss loss,
        int count
    )
    {
        Architecture architecture = NewArchitecture(name, placement);
        double[] weights = Draw(architecture.Sizes.Count, seed: 1);
        double[,] hessian = Hessian(architecture, weights, loss, count, isGaussNewton: false);
        for (int column = 0; column < weights.Length; column++)
        {
            double[] difference = Difference(
                weights,
                column,
                moved =>
                {
                    double[] gradient = new double[weights.Length];
                    Backpropagation(architecture, count).Differentiate(moved, NewBatch(loss, count), loss, gradient);
                    return gradient;
                }
            );
            for (int row = 0; row < weights.Length; row++)
            {
                // Width⁴ times the sixth derivative over 30, and rounding over Width.
                hessian[row, column].ShouldBe(difference[row], tolerance: 1e-10);
            }
        }
    }

    [Theory, MemberData(nameof(Networks))]
    public void The_Gauss_Newton_part_is_made_of_first_derivatives_of_the_outputs(
        string name,
        ActivationPlacement placement,
        Loss loss,
        int count
    )
    {
        Architecture architecture = NewArchitecture(name, placement);
        double[] weights = Draw(architecture.Sizes.Count, seed: 1);
        double[] Outputs(double[] moved) =>
            Backpropagation(architecture, count).Forward(moved, NewBatch(loss, count)).ToArray();
        Matrix<double> jacobian = Matrix<double>.Build.DenseOfColumnArrays(
            Enumerable.Range(0, weights.Length).Select(column => Difference(weights, column, Outputs))
        );
        Matrix<double> expected = jacobian.Transpose() * OutputCurvature(Outputs(weights), loss, count) * jacobian;
        double[,] part = Hessian(architecture, weights, loss, count, isGaussNewton: true);
        for (int row = 0; row < weights.Length; row++)
        {
            for (int column = 0; column < weights.Length; column++)
            {
                part[row, column].ShouldBe(expected[row, column], tolerance: 1e-10);
            }
        }
    }

    // Along (V₁, V₂) the loss |W₂W₁X − Y|²/(2B) has the second derivative (|W₂V₁X + V₂W₁X|² + 2 tr[(W₂W₁X − Y)ᵀV₂V₁X])/B.
    [Fact]
    public void Of_two_linear_layers_it_is_the_formula()
    {
        var sizes = new LayerSizes(4, [5], 3);
        const int Count = 6;
        Matrix<double> x = Matrix<double>.Build.Dense(4, Count, Draw(4 * Count, seed: 3));
        Matrix<double> y = Matrix<double>.Build.Dense(3, Count, Draw(3 * Count, seed: 4));
        double[] weights = Draw(sizes.Count, seed: 1);
        var curvature = new BatchCurvature(new Architecture(sizes), Count, new ManagedProducts());
        foreach (int seed in (int[])[7, 8, 9])
        {
            double[] direction = Draw(sizes.Count, seed);
            (Matrix<double> w1, Matrix<double> w2) = Layers(weights);
            (Matrix<double> v1, Matrix<double> v2) = Layers(direction);
            Matrix<double> change = (w2 * v1 * x) + (v2 * w1 * x);
            Matrix<double> second = v2 * v1 * x;
            double squares = change.Enumerate().Sum(entry => entry * entry);
            double residual = ((w2 * w1 * x) - y).PointwiseMultiply(second).Enumerate().Sum();
            Along(isGaussNewton: false).ShouldBe((squares + 2 * residual) / Count, tolerance: 1e-12);
            Along(isGaussNewton: true).ShouldBe(squares / Count, tolerance: 1e-12);

            double Along(bool isGaussNewton)
            {
                var batch = new Batch
                {
                    Count = Count,
                    Inputs = x.ToColumnMajorArray(),
                    Targets = y.ToColumnMajorArray(),
                };
                curvature.Begin(weights, batch, Loss.HalfSquared, isGaussNewton);
                double[] result = new double[weights.Length];
                curvature.Multiply(weights, direction, result);
                return result.Zip(direction, (one, other) => one * other).Sum();
            }
        }

        (Matrix<double> Lower, Matrix<double> Upper) Layers(double[] state) =>
            (Matrix<double>.Build.Dense(5, 4, state[sizes[0]]), Matrix<double>.Build.Dense(3, 5, state[sizes[1]]));
    }

    [Fact]
    public void One_hot_items_are_their_columns()
    {
        var architecture = new Architecture(new LayerSizes(6, [5], 3, hasBias: true)) { Activation = Activation.Silu };
        double[] weights = Draw(architecture.Sizes.Count, seed: 1);
        double[] direction = Draw(weights.Length, seed: 2);
        int[] items = [4, 0, 4];
        double[] inputs = [.. items.SelectMany(item => Enumerable.Range(0, 6).Select(i => i == item ? 1.0 : 0))];
        double[] targets = Draw(9, seed: 5);
        var curvature = new BatchCurvature(architecture, 3, new ManagedProducts());
        double[] byItems = new double[weights.Length];
        double[] byColumns = new double[weights.Length];
        var batch = new Batch
        {
            Count = 3,
            OneHot = items,
            Targets = targets,
        };
        curvature.Begin(weights, batch, Loss.MeanSquared, isGaussNewton: false);
        curvature.Multiply(weights, direction, byItems);
        batch = new Batch
        {
            Count = 3,
            Inputs = inputs,
            Targets = targets,
        };
        curvature.Begin(weights, batch, Loss.MeanSquared, isGaussNewton: false);
        curvature.Multiply(weights, direction, byColumns);
        byItems.ShouldBe(byColumns);
    }

    private static double[,] Hessian(
        Architecture architecture,
        double[] weights,
        Loss loss,
        int count,
        bool isGaussNewton
    )
    {
        var curvature = new BatchCurvature(architecture, capacity: 6, new ManagedProducts());
        curvature.Begin(weights, NewBatch(loss, count), loss, isGaussNewton);
        double[,] hessian = new double[weights.Length, weights.Length];
        double[] result = new double[weights.Length];
        for (int column = 0; column < weights.Length; column++)
        {
            double[] unit = new double[weights.Length];
            unit[column] = 1;
            curvature.Multiply(weights, unit, result);
            for (int row = 0; row < weights.Length; row++)
            {
                hessian[row, column] = result[row];
            }
        }
        return hessian;
    }

    /// <summary>Second derivatives of the loss by the outputs, from its definition.</summary>
    private static Matrix<double> OutputCurvature(double[] outputs, Loss loss, int count)
    {
        Matrix<double> curvature = Matrix<double>.Build.Dense(outputs.Length, outputs.Length);
        int width = outputs.Length / count;
        for (int one = 0; one < outputs.Length; one++)
        {
            int first = one / width * width;
            double normaliser = outputs.Skip(first).Take(width).Sum(Math.Exp);
            for (int other = first; other < first + width; other++)
            {
                double p = Math.Exp(outputs[one]) / normaliser;
                double q = Math.Exp(outputs[other]) / normaliser;
                double same = one == other ? 1 : 0;
                curvature[one, other] = loss switch
                {
                    Loss.MeanSquared => 2 * same / outputs.Length,
                    Loss.HalfSquared => same / count,
                    _ => p * (same - q) / count,
                };
            }
        }
        return curvature;
    }

    private static double[] Difference(double[] weights, int entry, Func<double[], double[]> function)
    {
        double[][] at = [.. new[] { -2, -1, 1, 2 }.Select(Moved).Select(function)];
        return [.. at[0].Select((_, k) => (at[0][k] - 8 * at[1][k] + 8 * at[2][k] - at[3][k]) / (12 * Width))];

        double[] Moved(int widths)
        {
            double[] moved = [.. weights];
            moved[entry] += widths * Width;
            return moved;
        }
    }

    private static Backpropagation Backpropagation(Architecture architecture, int count) =>
        new(architecture, count, new ManagedProducts(), lanes: 4);

    private static Batch NewBatch(Loss loss, int count) =>
        new()
        {
            Count = count,
            Inputs = Draw(4 * count, seed: 3),
            Targets =
                loss == Loss.CrossEntropy
                    ? [.. Enumerable.Range(0, 3 * count).Select(k => k % 3 == k / 3 * 2 % 3 ? 1.0 : 0)]
                    : Draw(3 * count, seed: 4),
        };

    private static Architecture NewArchitecture(string activation, ActivationPlacement placement) =>
        new(new LayerSizes(4, [5, 6], 3, hasBias: true))
        {
            Activation = Activation.All.Single(candidate => candidate.Name == activation),
            Placement = placement,
        };

    private static double[] Draw(int count, int seed)
    {
        double[] values = new double[count];
        new GaussianStart(variance: 0.5, seed).Fill(new LayerSizes(1, [], count), values);
        return values;
    }
}
