using Dynamics.Simulation.Descent;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;

namespace SimulationTests.Descent;

public sealed class BackpropagationTests
{
    public static TheoryData<string, ActivationPlacement, Loss, int> Networks()
    {
        TheoryData<string, ActivationPlacement, Loss, int> data = [];
        foreach (string name in Activation.All.Select(activation => activation.Name))
        {
            data.Add(name, ActivationPlacement.Hidden, Loss.MeanSquared, 1);
            data.Add(name, ActivationPlacement.All, Loss.HalfSquared, 5);
            data.Add(name, ActivationPlacement.Hidden, Loss.CrossEntropy, 3);
        }
        return data;
    }

    [Theory, MemberData(nameof(Networks))]
    public void The_gradient_is_that_of_dual_numbers(string name, ActivationPlacement placement, Loss loss, int count)
    {
        Architecture architecture = NewArchitecture(name, placement);
        double[] weights = Draw(architecture.Sizes.Count, seed: 1);
        (double value, double[] gradient) = Gradient(architecture, weights, loss, count);
        for (int entry = 0; entry < weights.Length; entry++)
        {
            Dual[] moving = [.. weights.Select((weight, index) => new Dual(weight, index == entry ? 1 : 0))];
            Dual expected = LossByDefinition(architecture, moving, loss, count);
            value.ShouldBe(expected.Value, tolerance: 1e-13);
            gradient[entry].ShouldBe(expected.Slope, tolerance: 1e-10);
        }
    }

    [Theory, MemberData(nameof(Networks))]
    public void The_gradient_is_the_central_difference_of_the_loss(
        string name,
        ActivationPlacement placement,
        Loss loss,
        int count
    )
    {
        const double Width = 1e-3;
        Architecture architecture = NewArchitecture(name, placement);
        double[] weights = Draw(architecture.Sizes.Count, seed: 1);
        (_, double[] gradient) = Gradient(architecture, weights, loss, count);
        for (int entry = 0; entry < weights.Length; entry++)
        {
            double slope = (At(-2) - 8 * At(-1) + 8 * At(1) - At(2)) / (12 * Width);
            // Width⁴ times the fifth derivative over 30.
            gradient[entry].ShouldBe(slope, tolerance: 1e-10);

            double At(int widths)
            {
                double[] moved = [.. weights];
                moved[entry] += widths * Width;
                return Gradient(architecture, moved, loss, count).Loss;
            }
        }
    }

    [Theory]
    [InlineData(Loss.MeanSquared)]
    [InlineData(Loss.HalfSquared)]
    [InlineData(Loss.CrossEntropy)]
    public void The_error_of_a_loss_is_that_of_dual_numbers(Loss loss)
    {
        double[] outputs = Draw(3 * 4, seed: 2);
        double[] targets = Targets(loss, 4);
        double[] error = new double[outputs.Length];
        double value = loss.Evaluate(outputs, targets, 4, error);
        for (int entry = 0; entry < outputs.Length; entry++)
        {
            Dual[] moving = [.. outputs.Select((output, index) => new Dual(output, index == entry ? 1 : 0))];
            Dual expected = MeanOverItems(moving, targets, loss, 4);
            value.ShouldBe(expected.Value, tolerance: 1e-15);
            error[entry].ShouldBe(expected.Slope, tolerance: 1e-15);
        }
    }

    [Fact]
    public void Scores_of_a_thousand_do_not_overflow_the_cross_entropy()
    {
        double[] error = new double[2];
        Loss.CrossEntropy.Evaluate([1000, -1000], [0, 1], 1, error).ShouldBe(2000);
        error.ShouldBe([1, -1]);
    }

    /// <summary>A step at rate 1 moves the weights by minus the gradient.</summary>
    private static (double Loss, double[] Gradient) Gradient(
        Architecture architecture,
        double[] weights,
        Loss loss,
        int count
    )
    {
        double[] moved = [.. weights];
        var network = new Backpropagation(architecture, count, new ManagedProducts(), lanes: 4);
        var batch = new Batch
        {
            Count = count,
            Inputs = Draw(4 * count, seed: 3),
            Targets = Targets(loss, count),
        };
        double value = network.Descend(moved, batch, loss, rate: 1);
        return (value, [.. weights.Zip(moved, (before, after) => before - after)]);
    }

    private static Dual LossByDefinition(Architecture architecture, Dual[] weights, Loss loss, int count)
    {
        LayerSizes sizes = architecture.Sizes;
        double[] inputs = Draw(4 * count, seed: 3);
        List<Dual> outputs = [];
        for (int item = 0; item < count; item++)
        {
            Dual[] x = [.. inputs.AsSpan(4 * item, 4).ToArray().Select(value => (Dual)value)];
            for (int layer = 0; layer < sizes.Depth; layer++)
            {
                Dual[] w = weights[sizes[layer]];
                Dual[] z = weights[sizes.Bias(layer)];
                for (int row = 0; row < z.Length; row++)
                {
                    for (int column = 0; column < x.Length; column++)
                    {
                        z[row] += w[column * z.Length + row] * x[column];
                    }
                }
                bool isActive = architecture.Placement == ActivationPlacement.All || layer < sizes.Depth - 1;
                x = isActive ? [.. z.Select(sum => Dual.Activate(architecture.Activation.Name, sum))] : z;
            }
            outputs.AddRange(x);
        }
        return MeanOverItems([.. outputs], Targets(loss, count), loss, count);
    }

    private static Dual MeanOverItems(Dual[] outputs, double[] targets, Loss loss, int count)
    {
        Dual sum = 0;
        for (int item = 0; item < count; item++)
        {
            Dual normaliser = 0;
            for (int k = 3 * item; k < 3 * item + 3; k++)
            {
                Dual error = outputs[k] - targets[k];
                sum += loss switch
                {
                    Loss.MeanSquared => error * error / 3,
                    Loss.HalfSquared => error * error / 2,
                    _ => -targets[k] * outputs[k],
                };
                normaliser += Dual.Exp(outputs[k]);
            }
            sum += loss == Loss.CrossEntropy ? Dual.Log(normaliser) : 0;
        }
        return sum / count;
    }

    private static Architecture NewArchitecture(string activation, ActivationPlacement placement) =>
        new(new LayerSizes(4, [5, 6], 3, hasBias: true))
        {
            Activation = Activation.All.Single(candidate => candidate.Name == activation),
            Placement = placement,
        };

    private static double[] Targets(Loss loss, int count) =>
        loss == Loss.CrossEntropy
            ? [.. Enumerable.Range(0, 3 * count).Select(k => k % 3 == k / 3 * 2 % 3 ? 1.0 : 0)]
            : Draw(3 * count, seed: 4);

    private static double[] Draw(int count, int seed)
    {
        double[] values = new double[count];
        new GaussianStart(variance: 0.5, seed).Fill(new LayerSizes(1, [], count), values);
        return values;
    }
}
