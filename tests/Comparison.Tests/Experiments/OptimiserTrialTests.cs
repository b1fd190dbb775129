using System.Security.Cryptography;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Experiments.Checkpoints;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Experiments;

/// <summary>Trials whose orders are drawn, or whose optimisers remember.</summary>
public sealed class OptimiserTrialTests
{
    private static readonly DataSet items = new(Matrix<double>.Build.DenseIdentity(4), TestTasks.SheetSigmaYX);

    [Fact]
    public void Every_seed_of_an_ensemble_draws_its_own_items_and_shuffles_the_same()
    {
        foreach (ItemOrder order in (ItemOrder[])[new ItemOrder.Drawn(7), new ItemOrder.Shuffled(7)])
        {
            IReadOnlyList<Trial> ensemble = Run(order, seed: 3, repeat: 3);
            for (int index = 0; index < 3; index++)
            {
                ItemOrder own = order is ItemOrder.Drawn ? new ItemOrder.Drawn(7 + index) : order;
                // Weights, not what is seen of them: libraries may round that otherwise where memory lies otherwise.
                Trial alone = Run(own, seed: 3 + index, repeat: 1)[0];
                ensemble[index].FinalWeights.ShouldBe(alone.FinalWeights);
            }
        }
    }

    [Fact]
    public void A_file_takes_the_memories_of_an_optimiser_and_the_average_along_to_the_last_bit()
    {
        GradientDescent whole = Adam(new DescentState(0, Start()));
        whole.MoveNext();
        whole.MoveNext();
        using MemoryStream file = new();
        TrialFile.Write(file, TrialState.Of(whole), new Table(["time"]), map: null, "trial");
        GradientDescent resumed = Adam(TrialFile.Read(file, new Table(["time"]), map: null, "trial").Descent!);
        while (whole.MoveNext())
        {
            resumed.MoveNext().ShouldBeTrue();
            resumed.Current.Network.State.ToArray().ShouldBe(whole.Current.Network.State.ToArray());
            resumed.Save().ShouldBeEquivalentTo(whole.Save());
        }
        resumed.MoveNext().ShouldBeFalse();
    }

    [Fact]
    public void A_file_of_the_format_before_memories_is_refused()
    {
        using MemoryStream file = new();
        TrialFile.Write(
            file,
            TrialState.Of(Adam(new DescentState(0, Start()))),
            new Table(["time"]),
            map: null,
            "trial"
        );
        byte[] content = file.ToArray()[..^SHA256.HashSizeInBytes];
        content[1 + "dynamics trial".Length] = 1;
        using MemoryStream old = new([.. content, .. SHA256.HashData(content)]);
        Should
            .Throw<InvalidDataException>(() => TrialFile.Read(old, new Table(["time"]), map: null, "trial"))
            .Message.ShouldBe("is of another version of dynamics");
    }

    private static IReadOnlyList<Trial> Run(ItemOrder order, int seed, int repeat)
    {
        var settings = new DescentSettings(0.1, Epochs: 5, Batch: 1, Loss.MeanSquared, order);
        RunPlan plan = new("deep", [5], new GaussianStart(0.1, seed), settings) { Repeat = repeat };
        return Experiment.Perform(new Scenario("draws", new LearningTask(items), [plan])).Runs[0].Trials;
    }

    private static GradientDescent Adam(DescentState from) =>
        new(
            new Architecture(new LayerSizes(4, [5], 7)),
            items,
            new DescentSettings(0.01, Epochs: 6, Batch: 3, Loss.MeanSquared, new ItemOrder.Drawn(2))
            {
                Optimiser = new Optimiser.Adam(),
                Averaging = 0.9,
            },
            new SampleTimes.EveryStep(),
            from
        );

    private static double[] Start()
    {
        var sizes = new LayerSizes(4, [5], 7);
        double[] weights = new double[sizes.Count];
        new GaussianStart(0.1, seed: 3).Fill(sizes, weights);
        return weights;
    }
}
