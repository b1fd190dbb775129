using ComparisonTests.Reports;
using ComparisonTests.Scenarios;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Experiments.Checkpoints;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.LinearAlgebra;

namespace ComparisonTests.Experiments;

public sealed class CheckpointTests : IDisposable
{
    private static readonly KeyValuePair<string, string>[] mkl =
    [
        new("provider", "MKL"),
        new("version", "2020.4"),
        new("library", "/opt/libmkl_rt.so"),
        new("threadingLayer", "GNU OpenMP"),
        new("threads", "2"),
        new("branch", "auto"),
    ];

    private readonly TemporaryFolder output = new();
    private readonly ScenarioFolder scenarios = new();

    public void Dispose()
    {
        output.Dispose();
        scenarios.Dispose();
    }

    [Theory]
    [InlineData("rk4", 0)]
    [InlineData("rk4", 1)]
    [InlineData("rk4", 130)]
    [InlineData("dormandPrince", 2)]
    [InlineData("dormandPrince", 61)]
    [InlineData("dormandPrince", 262)]
    public void A_flow_interrupted_anywhere_goes_on_to_the_same_bits(string method, int evaluations)
    {
        string[] overrides = method == "rk4" ? [] : ["runs.*.learning.step=null"];
        Scenario scenario = Good(["runs.*.learning.method=" + method, "runs.deep.repeat=3", .. overrides]);
        ExperimentResult whole = Experiment.Perform(scenario);
        using var interruption = new CancellationTokenSource();
        int left = evaluations * 4; // of all four trials together, wherever each of them is by then
        ExperimentResult cut = Experiment.Perform(
            scenario,
            (sizes, task, timeConstant) =>
                new Watched(
                    new GradientFlowField(sizes, task.Moments, timeConstant, MatrixProducts.Current),
                    () =>
                    {
                        if (Interlocked.Decrement(ref left) < 0)
                        {
                            interruption.Cancel();
                        }
                    }
                ),
            Open(scenario, every: 1),
            interruption: interruption.Token
        );
        cut.IsComplete.ShouldBeFalse();
        ShouldBeSame(Experiment.Perform(scenario, field: null, Open(scenario, resume: true)), whole);
    }

    [Fact]
    public void A_trial_that_had_ended_is_not_run_again()
    {
        Scenario scenario = Good();
        ExperimentResult whole = Experiment.Perform(scenario, field: null, Open(scenario, every: 5));
        ExperimentResult again = Experiment.Perform(
            scenario,
            (sizes, task, timeConstant) =>
                new Watched(
                    new GradientFlowField(sizes, task.Moments, timeConstant, MatrixProducts.Current),
                    () => throw new InvalidOperationException("a finished trial moved")
                ),
            Open(scenario, resume: true)
        );
        ShouldBeSame(again, whole);
    }

    [Theory]
    [InlineData("runs.deep.learning.step=0.05", "runs.deep.learning.step: must be 0.1, as when", "but is 0.05.")]
    [InlineData("runs.shallow.start.seed=2", "runs.shallow.start.seed: must be 1, as when", "but is 2.")]
    [InlineData("runs.deep.repeat=11", "runs.deep.repeat: must be 10, as when", "but is 11.")]
    [InlineData("runs.shallow.name=flat", "runs.shallow.name: must be \"shallow\", as when", "but is \"flat\".")]
    [InlineData("runs.deep.network.hidden=[16, 16]", "runs.deep.network.hidden: must be [16], as when", "is [16,16].")]
    public void Going_on_with_another_setting_is_refused_with_its_name_and_both_values(
        string change,
        string must,
        string given
    )
    {
        Scenario before = Good();
        Save(before, "a");
        byte[] kept = File.ReadAllBytes(output.Path("a.checkpoint", "deep.1.bin"));
        string[] figures = change.Contains("flat", StringComparison.Ordinal) ? ["figures=[]"] : [];
        Scenario after = Good([.. figures, change]);
        before = figures.Length > 0 ? Good(figures) : before;
        Save(before, "a");
        ScenarioException refusal = Should.Throw<ScenarioException>(() => Open(after, resume: true));
        refusal.Message.ShouldStartWith("s.json: " + must);
        refusal.Message.ShouldContain(given);
        refusal.ExitCode.ShouldBe(2);
        File.ReadAllBytes(output.Path("a.checkpoint", "deep.1.bin")).ShouldBe(kept);
    }

    [Fact]
    public void Going_on_with_another_input_file_or_other_linear_algebra_is_refused()
    {
        scenarios.Write("sigma.csv", "1,0\n0,1\n");
        Scenario before = Good(["task.sigmaYX=sigma.csv", "figures=[]"]);
        Save(before, "a");
        scenarios.Write("sigma.csv", "1,0\n0,2\n");
        Scenario after = Good(["task.sigmaYX=sigma.csv", "figures=[]"]);
        Should
            .Throw<ScenarioException>(() => Open(after, resume: true))
            .Message.ShouldStartWith("s.json: sigma.csv: must be the file it was when");
        KeyValuePair<string, string>[] one = [.. mkl[..4], new("threads", "1"), mkl[5]];
        Should
            .Throw<ScenarioException>(() => Open(before, resume: true, linearAlgebra: one))
            .Message.ShouldStartWith("s.json: linear algebra: threads: must be \"2\", as when");
        Open(before, resume: true).Notice.ShouldBeNull();
    }

    [Fact]
    public void An_earlier_checkpoint_stays_until_a_new_run_has_one_of_its_own()
    {
        Scenario scenario = Good();
        Save(scenario, "earlier");
        CheckpointStore fresh = Open(scenario, every: 1);
        fresh.Notice.ShouldNotBeNull().ShouldContain("--resume goes on from it");
        fresh.Read("deep.1.bin", _ => throw new InvalidOperationException("of another run")).ShouldBeNull();
        Text("deep.1.bin").ShouldBe("earlier");

        fresh.TryWrite("shallow.1.bin", stream => stream.Write("new"u8)).ShouldBeTrue();

        output.Names().ShouldBe(["a.checkpoint"]);
        Directory
            .GetFiles(output.Path("a.checkpoint"))
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["settings.json", "shallow.1.bin"]);
    }

    [Fact]
    public void A_file_that_was_being_written_when_the_process_ended_is_ignored()
    {
        Scenario scenario = Good();
        Save(scenario, "whole");
        output.Put("a.checkpoint/deep.1.bin.tmp", "hal");
        CheckpointStore store = Open(scenario, resume: true);
        bool failed = !store.TryWrite(
            "deep.1.bin",
            stream =>
            {
                stream.Write("hal"u8);
                throw new IOException("No space left on device.");
            }
        );
        failed.ShouldBeTrue();
        Text("deep.1.bin").ShouldBe("whole");
        File.Exists(output.Path("a.checkpoint", "deep.1.bin.tmp")).ShouldBeFalse();
    }

    [Fact]
    public void A_damaged_checkpoint_is_refused_by_name()
    {
        Scenario scenario = Good();
        Save(scenario, "neither a trial nor long enough to have a checksum");
        OutputException refusal = Should.Throw<OutputException>(() =>
            Experiment.Perform(scenario, field: null, Open(scenario, resume: true))
        );
        refusal.ExitCode.ShouldBe(2);
        refusal.Message.ShouldStartWith(output.Path("a.checkpoint", "deep.1.bin") + ": must be a whole file");
        output.Put("a.checkpoint/settings.json", "{");
        Should
            .Throw<OutputException>(() => Open(scenario, resume: true))
            .Message.ShouldBe(
                $"{output.Path("a.checkpoint", "settings.json")}: settings: must be whole, but are damaged. Put the file back as it was, "
                    + $"or move the folder {output.Path("a.checkpoint")} away, or delete it, to begin anew."
            );
        Should.Throw<OutputException>(() => Open(scenario, every: 1)).ExitCode.ShouldBe(2);
        Open(scenario).Notice.ShouldBeNull(); // a run that has no use for it goes its way
    }

    [Theory]
    [InlineData("every", "\"every\": 1,", "\"every\": 2,")]
    [InlineData("origin", "\"version\": \"", "\"version\": \"9")]
    [InlineData("linearAlgebra", "\"provider\": \"", "\"provider\": \"x")]
    [InlineData("scenario", "\"step\": 0.1,", "\"step\": 0.2,")]
    [InlineData("inputs", "\"inputs\": {}", "\"inputs\": { \"x.csv\": \"0\" }")]
    [InlineData("note", "\"every\": 1,", "\"every\": 1, \"note\": 1,")]
    [InlineData("every", "\"every\": 1,", "")]
    public void Settings_altered_since_they_were_saved_are_refused_with_their_file_and_field(
        string field,
        string saved,
        string altered
    )
    {
        Scenario scenario = Good();
        Save(scenario, "whole");
        string settings = Text("settings.json");
        settings.ShouldContain(saved);
        output.Put("a.checkpoint/settings.json", settings.Replace(saved, altered, StringComparison.Ordinal));
        OutputException refusal = Should.Throw<OutputException>(() => Open(scenario, resume: true));
        refusal.ExitCode.ShouldBe(2);
        refusal.Message.ShouldStartWith(
            $"{output.Path("a.checkpoint", "settings.json")}: {field}: must be as the checkpoint was saved"
        );
        refusal.Message.ShouldEndWith(
            "move the folder " + output.Path("a.checkpoint") + " away, or delete it, to begin anew."
        );
    }

    [Fact]
    public void Settings_that_an_editor_laid_out_again_are_the_same()
    {
        Scenario scenario = Good();
        Save(scenario, "whole");
        string settings = Text("settings.json");
        output.Put("a.checkpoint/settings.json", settings.Replace("\n", "\r\n   ", StringComparison.Ordinal));
        Open(scenario, resume: true).Every.ShouldBe(1);
    }

    [Fact]
    public void A_folder_with_files_of_someone_else_is_neither_replaced_nor_removed()
    {
        Scenario scenario = Good();
        Save(scenario, "whole");
        output.Put("a.checkpoint/notes.txt", "mine");
        Should.Throw<OutputException>(() => Open(scenario, every: 1)).Message.ShouldContain("notes.txt");
        Open(scenario).Remove();
        Text("notes.txt").ShouldBe("mine");
    }

    [Fact]
    public void Complete_results_remove_the_checkpoint_of_their_settings_and_no_other()
    {
        Save(Good(), "whole");
        Open(Good(["runs.deep.repeat=2"])).Remove();
        output.Names().ShouldBe(["a.checkpoint"]);
        Open(Good()).Remove();
        output.Names().ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_checkpoint_a_run_begins_at_its_beginning_and_says_so()
    {
        CheckpointStore store = Open(Good(), resume: true);
        store.Notice.ShouldNotBeNull().ShouldContain("there is no checkpoint in");
        store.For(Good().Runs[0], Good().Runs[0].Start).ShouldBeNull();
    }

    [Fact]
    public void A_run_that_goes_on_saves_as_often_as_before_unless_told_otherwise()
    {
        Save(Good(), "whole");
        Open(Good(), resume: true).Every.ShouldBe(1);
        Open(Good(), resume: true, every: 7).Every.ShouldBe(7);
        Open(Good(), resume: true).Every.ShouldBe(7);
    }

    private static void ShouldBeSame(ExperimentResult actual, ExperimentResult expected)
    {
        actual.IsComplete.ShouldBeTrue();
        foreach ((RunResult run, RunResult other) in actual.Runs.Zip(expected.Runs))
        {
            run.Trials.Count.ShouldBe(other.Trials.Count);
            foreach ((Trial trial, Trial twin) in run.Trials.Zip(other.Trials))
            {
                Bits(trial.Samples).ShouldBe(Bits(twin.Samples));
                trial.FinalWeights.ShouldBe(twin.FinalWeights);
            }
        }
    }

    private static IEnumerable<long> Bits(Table table) =>
        Enumerable
            .Range(0, table.Columns.Count)
            .SelectMany(column => table[column].ToArray())
            .Select(BitConverter.DoubleToInt64Bits);

    private Scenario Good(string[]? overrides = null)
    {
        scenarios.Write("s.json", ScenarioFolder.Good);
        return scenarios.Read(overrides ?? []);
    }

    private CheckpointStore Open(
        Scenario scenario,
        double? every = null,
        bool resume = false,
        KeyValuePair<string, string>[]? linearAlgebra = null
    ) =>
        CheckpointStore.Open(
            "s.json",
            output.Path("a"),
            CheckpointSettings.Of(scenario, linearAlgebra ?? mkl),
            new CheckpointRequest(every, resume)
        );

    /// <summary>Puts a checkpoint there whose trial deep.1 holds a text.</summary>
    private void Save(Scenario scenario, string text) =>
        Open(scenario, every: 1)
            .TryWrite("deep.1.bin", stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)))
            .ShouldBeTrue();

    private string Text(string file) => File.ReadAllText(output.Path("a.checkpoint", file));

    /// <summary>Tells of every evaluation before it is done.</summary>
    private sealed class Watched(IVectorField inner, Action evaluating) : IVectorField
    {
        public int Dimension => inner.Dimension;

        public void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative)
        {
            evaluating();
            inner.Evaluate(time, state, derivative);
        }
    }
}
