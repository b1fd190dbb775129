using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;

namespace ComparisonTests.Experiments;

/// <summary>Samples looked at beside a run, against the same samples looked at in turns with it.</summary>
public sealed class SampleRecorderTests
{
    // 32 items, wide enough for LAPACK's singular values and for a copy to be worth its while: 32·64 + 64·40 weights.
    private static readonly LearningTask task = new(new DiffuseTreeSampler(40, 5, 2, 0.2).Sample(seed: 3));

    [Fact]
    public void Samples_looked_at_beside_a_descent_are_the_same_bits()
    {
        var settings = new DescentSettings(0.5, Epochs: 40, Batch: 1, Loss.MeanSquared, new ItemOrder.Shuffled(1));
        var plan = new RunPlan("relu", [64], new TorchDefaultStart(seed: 1), settings)
        {
            Activation = Activation.Relu,
            Observe =
            [
                Observable.Modes,
                Observable.SingularValues,
                Observable.Loss,
                Observable.Conserved,
                Observable.Map,
            ],
        };
        (Table samples, Table? map) = Recorded(plan, isBeside: true);
        (Table inTurns, Table? mapInTurns) = Recorded(plan, isBeside: false);
        samples.RowCount.ShouldBe(41);
        ShouldBeTheSameBits(samples, inTurns);
        ShouldBeTheSameBits(map!, mapInTurns!);
    }

    [Fact]
    public void An_interrupted_run_keeps_every_sample_it_has_shown()
    {
        Table beside = Interrupted(hasSpareCore: true);
        // Euler evaluates once a step: the eighth evaluation is interrupted after seven steps.
        beside["time"].ToArray().ShouldBe(Enumerable.Range(0, 8).Select(step => step * 0.125));
        ShouldBeTheSameBits(beside, Interrupted(hasSpareCore: false));
    }

    private static (Table Samples, Table? Map) Recorded(RunPlan plan, bool isBeside)
    {
        Architecture architecture = plan.ArchitectureFor(task);
        double[] weights = new double[architecture.Sizes.Count];
        plan.Start.Fill(architecture.Sizes, weights);
        using var recorder = new SampleRecorder(task, plan, new NetworkView(architecture.Sizes, weights), isBeside);
        var run = new GradientDescent(architecture, task.Items!, (DescentSettings)plan.Learning, plan.Sample, weights);
        while (run.MoveNext())
        {
            recorder.Record(run);
        }
        recorder.Drain();
        return (recorder.Samples, recorder.Map);
    }

    private static Table Interrupted(bool hasSpareCore)
    {
        using var interruption = new CancellationTokenSource();
        var plan = new RunPlan("deep", [64], new GaussianStart(0.01, seed: 1), Flow(until: 100));
        var run = new TrialRun(
            task,
            plan,
            plan.Start,
            (sizes, task, timeConstant) =>
                new Interrupting(
                    new GradientFlowField(sizes, task.Moments, timeConstant, MatrixProducts.Current),
                    evaluations: 8,
                    interruption
                )
        )
        {
            HasSpareCore = hasSpareCore,
        };
        Trial trial = run.Perform(interruption.Token);
        trial.Outcome.ShouldBeNull();
        return trial.Samples;
    }

    private static FlowSettings Flow(double until) =>
        new(new StepRule.Fixed(ButcherTableau.Euler, Step: 0.125), TimeConstant: 100, until);

    private static void ShouldBeTheSameBits(Table one, Table other)
    {
        one.Columns.ShouldBe(other.Columns);
        for (int column = 0; column < one.Columns.Count; column++)
        {
            Bits(one, column).ShouldBe(Bits(other, column), one.Columns[column]);
        }
    }

    private static long[] Bits(Table table, int column) =>
        [.. table[column].ToArray().Select(BitConverter.DoubleToInt64Bits)];

    /// <summary>Presses Ctrl-C in one of its evaluations.</summary>
    private sealed class Interrupting(IVectorField inner, int evaluations, CancellationTokenSource interruption)
        : IVectorField
    {
        private int done;

        public int Dimension => inner.Dimension;

        public void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative)
        {
            if (++done == evaluations)
            {
                interruption.Cancel();
                interruption.Token.ThrowIfCancellationRequested();
            }
            inner.Evaluate(time, state, derivative);
        }
    }
}
