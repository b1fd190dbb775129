using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;

namespace ComparisonTests.Scenarios;

public class ScenarioReaderTests
{
    private const string Least = """
        { "name": "least", "task": { "kind": "moments", "sigmaX": "identity", "sigmaYX": [[2, 0], [0, 1]] },
          "runs": [{ "name": "a", "network": { "hidden": [3, 4] }, "start": { "kind": "aligned", "strength": 0.001 },
            "learning": { "kind": "flow", "method": "dormandPrince", "timeConstant": 1, "until": 5 } }] }
        """;

    [Fact]
    public void Every_setting_of_the_example_arrives_where_it_belongs()
    {
        using ScenarioFolder folder = new();
        Scenario scenario = folder.ReadText(ScenarioFolder.Good);

        scenario.Name.ShouldBe("exercise-1");
        scenario.Task.SigmaX.ShouldBe(MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseIdentity(4));
        scenario.Task.SigmaYX[2, 3].ShouldBe(1);
        scenario.Task.SigmaYX[3, 1].ShouldBe(0);
        scenario.Runs.Select(run => run.Name).ShouldBe(["deep", "shallow"]);
        RunPlan deep = scenario.Runs[0];
        deep.Hidden.ShouldBe([16]);
        deep.Start.ShouldBeOfType<GaussianStart>().Variance.ShouldBe(0.01);
        deep.Start.ShouldBeOfType<GaussianStart>().Seed.ShouldBe(1);
        deep.Flow().Steps.ShouldBe(new StepRule.Fixed(ButcherTableau.Euler, 0.1));
        deep.Flow().TimeConstant.ShouldBe(2.5);
        deep.Flow().Until.ShouldBe(15);
        deep.Sample.ShouldBe(new SampleTimes.Every(0.1));
        deep.Observe.ShouldBe([Observable.Modes, Observable.SingularValues, Observable.Loss, Observable.Conserved]);
        deep.Theories.Select(theory => theory.Name).ShouldBe(["balanced", "balanced-measured"]);
        deep.Theories[0].Prediction.ShouldBeOfType<FakeTheory>().InitialStrength.Number.ShouldBe(0.001);
        deep.Theories[1].Prediction.ShouldBeOfType<FakeTheory>().InitialStrength.Word.ShouldBe("measured");
        deep.Repeat.ShouldBe(10);
        FigurePlan figure = scenario.Figures.ShouldHaveSingleItem();
        figure.Name.ShouldBe("contrast");
        figure
            .Panels.ShouldHaveSingleItem()
            .Series.ShouldBe([
                new("deep", "modes", null),
                new("deep", "mode1", "balanced"),
                new("shallow", "group3-4", null),
            ]);
    }

    [Fact]
    public void What_is_left_out_has_its_documented_default()
    {
        using ScenarioFolder folder = new();
        Scenario scenario = folder.ReadText(Least);

        scenario.Description.ShouldBe("");
        scenario.Chaotic.ShouldBeFalse();
        scenario.Figures.ShouldBeEmpty();
        RunPlan run = scenario.Runs.ShouldHaveSingleItem();
        run.Flow()
            .Steps.ShouldBe(new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-8, 1e-10) { FollowsStart = true });
        run.Sample.ShouldBe(new SampleTimes.EveryStep());
        run.Observe.ShouldBe([Observable.Modes, Observable.SingularValues, Observable.Loss]);
        run.Theories.ShouldBeEmpty();
        run.Repeat.ShouldBe(1);
        run.Start.ShouldBeOfType<AlignedStart>().Strengths.ShouldBe([0.001, 0.001]);
    }

    [Theory]
    [InlineData("""{ "every": 0.5 }""")]
    [InlineData("""{ "every": "step" }""")]
    [InlineData("""{ "log": 200 }""")]
    [InlineData("""{ "at": [0, 0.3, 15] }""")]
    public void Every_form_of_sample_times_is_read_as_written(string sample)
    {
        using ScenarioFolder folder = new();
        SampleTimes read = folder.ReadText(ScenarioFolder.Good, $"runs.deep.sample={sample}").Runs[0].Sample;
        (
            read switch
            {
                SampleTimes.Every every => $"{{ \"every\": {every.Interval} }}",
                SampleTimes.EveryStep => """{ "every": "step" }""",
                SampleTimes.Logarithmic log => $"{{ \"log\": {log.Count} }}",
                SampleTimes.At at => $"{{ \"at\": [{string.Join(", ", at.Times)}] }}",
                _ => "",
            }
        ).ShouldBe(sample);
    }

    [Theory]
    [InlineData("euler", 1)]
    [InlineData("heun", 2)]
    [InlineData("rk4", 4)]
    public void A_method_is_known_by_its_name(string name, int order)
    {
        using ScenarioFolder folder = new();
        RunPlan run = folder.ReadText(ScenarioFolder.Good, $"runs.deep.learning.method={name}").Runs[0];
        run.Flow().Steps.ShouldBeOfType<StepRule.Fixed>().Method.Order.ShouldBe(order);
    }

    [Fact]
    public void A_theory_may_have_a_name_and_a_tolerance()
    {
        using ScenarioFolder folder = new();
        TheoryPlan theory = folder
            .ReadText(ScenarioFolder.Good, "runs.deep.theories[1].name=P4", "runs.deep.theories[1].tolerance=0.2")
            .Runs[0]
            .Theories[1];
        theory.Name.ShouldBe("P4");
        theory.Tolerance.ShouldBe(0.2);
    }

    [Theory]
    [InlineData(ScenarioFolder.Good)]
    [InlineData(Least)]
    public void Effective_settings_read_back_as_the_same_scenario_and_the_same_bytes(string text)
    {
        using ScenarioFolder folder = new();
        string effective = folder.ReadText(text).EffectiveSettings;
        folder.ReadText(effective).EffectiveSettings.ShouldBe(effective);
    }

    [Fact]
    public void Effective_settings_hold_defaults_and_overrides()
    {
        using ScenarioFolder folder = new();
        JsonNode run = JsonNode.Parse(folder.ReadText(Least, "runs.a.learning.until=7").EffectiveSettings)!["runs"]![
            0
        ]!;
        run["learning"]!
            .ToJsonString()
            .ShouldBe(
                """{"kind":"flow","method":"dormandPrince","relativeTolerance":1E-08,"absoluteTolerance":"ofStart","timeConstant":1,"weightDecay":0,"until":7}"""
            );
        run["sample"]!.ToJsonString().ShouldBe("""{"every":"step"}""");
        run["observe"]!.ToJsonString().ShouldBe("""["modes","singularValues","loss"]""");
        run["repeat"]!.ToJsonString().ShouldBe("1");
    }

    [Fact]
    public void Every_file_that_was_read_is_listed_with_its_hash()
    {
        using ScenarioFolder folder = new();
        folder.Write("yx.csv", "2 0\n0 1\n");
        Scenario scenario = folder.ReadText(Least, "task.sigmaYX=yx.csv");
        scenario.InputFiles.ShouldBe([new("s.json", Hash(Least)), new("yx.csv", Hash("2 0\n0 1\n"))]);
    }

    [Fact]
    public void The_full_example_of_the_reference_is_a_scenario()
    {
        string reference = File.ReadAllText(Repository.File("Comparison", "Scenarios", "README.md"));
        int start = reference.IndexOf("```jsonc", StringComparison.Ordinal) + "```jsonc".Length;
        string example = reference[start..reference.IndexOf("```", start, StringComparison.Ordinal)];

        using ScenarioFolder folder = new();
        Scenario scenario = folder.ReadText(example);
        scenario.Runs[0].Theories[1].Tolerance.ShouldBe(0.3);
        scenario.Figures[0].Panels.Select(panel => panel.Title).ShouldBe(["deep", "shallow"]);
    }

    [Fact]
    public void The_memory_of_this_machine_is_known()
    {
        new ScenarioReader(FakeTheory.Registry).AvailableMemory.ShouldBeGreaterThan(1L << 26);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
