using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Experiments;

/// <summary>Networks whose weights are set by hand, so that it is plain which units are dead.</summary>
public sealed class DeadUnitsTests
{
    // Three one-hot items; the third output is to be the same for all of them.
    private static readonly LearningTask task = new(
        new DataSet(
            Matrix<double>.Build.DenseIdentity(3),
            Matrix<double>.Build.DenseOfArray(
                new double[,]
                {
                    { 1, 0, 0 },
                    { 0, 1, 0 },
                    { 1, 1, 1 },
                    { 0, 0, 1 },
                }
            )
        )
    );

    // The second unit never fires, the third answers 2 to everything.
    private static readonly Matrix<double> below = Matrix<double>.Build.DenseOfArray(
        new double[,]
        {
            { 1, 2, 3 },
            { -1, -2, -3 },
            { 2, 2, 2 },
        }
    );

    [Fact]
    public void Units_that_answer_the_same_to_every_item_are_counted_and_outputs_that_should_are_not()
    {
        // Outputs: alive; hears the dead unit only; hears the constant one only, as it should; is never above 0.
        double[,] above =
        {
            { 1, 0, 0 },
            { 0, 1, 0 },
            { 0, 0, 1 },
            { -1, 0, 0 },
        };
        Count(Activation.Relu, ActivationPlacement.All, above).ShouldBe(new DeadUnits(Hidden: 2, Outputs: 2));
        // Without an activation after it the last output is alive.
        Count(Activation.Relu, ActivationPlacement.Hidden, above).ShouldBe(new DeadUnits(Hidden: 2, Outputs: 1));
        // A leaky unit answers −0.01, −0.02, −0.03, and what hears it is alive.
        Count(Activation.LeakyRelu, ActivationPlacement.All, above).ShouldBe(new DeadUnits(Hidden: 1, Outputs: 0));
        Count(Activation.Identity, ActivationPlacement.Hidden, above).ShouldBeNull();
    }

    [Fact]
    public void Biases_are_part_of_what_a_unit_answers()
    {
        // A bias of 2 lifts the second unit above 0 for the first item alone.
        Count(
                Activation.Relu,
                ActivationPlacement.All,
                new double[,]
                {
                    { 0, 1, 0 },
                    { 1, 0, 0 },
                    { 0, 0, 1 },
                    { 0, 1, 0 },
                },
                [0, 2, 0]
            )
            .ShouldBe(new DeadUnits(Hidden: 1, Outputs: 0));
    }

    private static DeadUnits? Count(
        Activation activation,
        ActivationPlacement placement,
        double[,] above,
        double[]? biases = null
    )
    {
        var sizes = new LayerSizes(3, [3], 4, hasBias: biases is not null);
        double[] weights = new double[sizes.Count];
        new GivenStart(
            [below, Matrix<double>.Build.DenseOfArray(above)],
            biases is null ? null : [Vector<double>.Build.Dense(biases), Vector<double>.Build.Dense(4)]
        ).Fill(sizes, weights);
        var architecture = new Architecture(sizes) { Activation = activation, Placement = placement };
        return DeadUnits.Of(task, architecture, new NetworkView(sizes, weights));
    }
}
