using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Observation;

public sealed class ReachableMapTests
{
    private static readonly double[,] signs =
    {
        { 1, -1 },
        { 1, 1 },
        { -1, -1 },
    };

    private static readonly Matrix<double> positivePart = Matrix<double>.Build.DenseOfArray(
        new double[,]
        {
            { 1, 0 },
            { 1, 1 },
            { 0, 0 },
        }
    );

    [Fact]
    public void A_relu_on_all_layers_tends_to_the_positive_part_of_the_targets()
    {
        // YᵀY = (3 1; 1 3), so s = 2, √2; of max(Y, 0) it is (2 1; 1 1), so the golden ratio and its inverse. Three targets
        // of −1 are missed by 1: excess loss 3/2.
        double golden = (1 + Math.Sqrt(5)) / 2;
        double[] targets = Targets(Items(signs), Activation.Relu, ActivationPlacement.All);
        targets[0].ShouldBe(golden, tolerance: 1e-14);
        targets[1].ShouldBe(1 / golden, tolerance: 1e-14);
        targets[2].ShouldBe(1.5, tolerance: 1e-14);
    }

    [Fact]
    public void A_relu_on_hidden_layers_only_tends_to_the_targets_themselves()
    {
        double[] targets = Targets(Items(signs), Activation.Relu, ActivationPlacement.Hidden);
        targets[0].ShouldBe(2, tolerance: 1e-14);
        targets[1].ShouldBe(Math.Sqrt(2), tolerance: 1e-14);
        targets[2].ShouldBe(0, tolerance: 1e-14);
    }

    [Theory]
    [InlineData(MomentConvention.Sum)]
    [InlineData(MomentConvention.Mean)]
    public void For_inputs_that_are_not_one_hot_it_is_the_linear_map_through_the_reachable_answers(
        MomentConvention convention
    )
    {
        // X is invertible, so the map nearest to answers A is A X⁻¹ and gives them exactly.
        Matrix<double> inputs = Matrix<double>.Build.DenseOfArray(
            new double[,]
            {
                { 1, 1 },
                { 0, 1 },
            }
        );
        LearningTask task = new(new DataSet(inputs, Matrix<double>.Build.DenseOfArray(signs)), convention);
        Matrix<double> reachable = ReachableMap.Of(task, Network(Activation.Relu, ActivationPlacement.All))!;
        (reachable - positivePart * inputs.Inverse()).FrobeniusNorm().ShouldBeLessThan(1e-13);
        double missed = convention == MomentConvention.Mean ? 1.5 / 2 : 1.5; // of two items
        Targets(task, Activation.Relu, ActivationPlacement.All)[2].ShouldBe(missed, tolerance: 1e-13);
    }

    [Fact]
    public void Of_signs_of_a_tree_it_is_half_of_one_more()
    {
        LearningTask task = new(new DiffuseTreeSampler(100, 3, 4, 0.1).Sample(1));
        Architecture network = new(new LayerSizes(64, [8], 100))
        {
            Activation = Activation.Relu,
            Placement = ActivationPlacement.All,
        };
        Matrix<double> expected = (task.SigmaYX + 1) / 2;
        ReachableMap.Of(task, network).ShouldBe(expected);
        double[] strengths = [.. new NetworkObserver(task, network, [Observable.SingularValues]).Targets];
        double[] truth = [.. expected.Svd(computeVectors: false).S];
        strengths.Zip(truth, (one, other) => Math.Abs(one - other)).Max().ShouldBeLessThan(1e-12);
    }

    [Fact]
    public void Targets_beyond_both_ends_are_cut_at_both()
    {
        Matrix<double> reachable = ReachableMap.Of(
            Items(
                new double[,]
                {
                    { 3, -2 },
                    { 0.5, 1 },
                    { -1, 0 },
                }
            ),
            Network(Activation.Tanh, ActivationPlacement.All)
        )!;
        reachable.ShouldBe(
            Matrix<double>.Build.DenseOfArray(
                new[,]
                {
                    { 1, -1 },
                    { 0.5, 1 },
                    { -1, 0 },
                }
            )
        );
    }

    [Theory]
    [InlineData("identity"), InlineData("leakyRelu"), InlineData("tanh")]
    public void Where_all_targets_are_in_reach_there_is_none(string activation) =>
        ReachableMap
            .Of(
                Items(signs),
                Network(Activation.All.Single(known => known.Name == activation), ActivationPlacement.All)
            )
            .ShouldBeNull();

    private static LearningTask Items(double[,] targets) =>
        new(new DataSet(Matrix<double>.Build.DenseIdentity(2), Matrix<double>.Build.DenseOfArray(targets)));

    private static Architecture Network(Activation activation, ActivationPlacement placement) =>
        new(new LayerSizes(2, [4], 3)) { Activation = activation, Placement = placement };

    private static double[] Targets(LearningTask task, Activation activation, ActivationPlacement placement) =>
        [
            .. new NetworkObserver(
                task,
                Network(activation, placement),
                [Observable.SingularValues, Observable.Loss]
            ).Targets,
        ];
}
