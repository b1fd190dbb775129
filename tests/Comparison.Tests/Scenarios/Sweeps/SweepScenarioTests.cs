using Dynamics.Comparison.Scenarios;
using Dynamics.Comparison.Scenarios.Sweeps;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Networks;

namespace ComparisonTests.Scenarios.Sweeps;

public sealed class SweepScenarioTests
{
    [Fact]
    public void Every_cell_is_the_run_with_its_settings_the_first_axis_fastest()
    {
        using var folder = new ScenarioFolder();
        SweepPlan sweep = folder.ReadText(SweepTexts.Chain).Sweeps.ShouldHaveSingleItem();
        sweep.Name.ShouldBe("depth-and-rate");
        sweep.Cells.Select(cell => Rate(cell.Run)).ShouldBe([0.01, 0.1, 1, 0.01, 0.1, 1]);
        sweep.Cells.Select(cell => cell.Run.Hidden.Count).ShouldBe([0, 0, 0, 1, 1, 1]);
        sweep.Axes[0].Column.ShouldBe("learning.rate");
        sweep.Axes[0].IsLogarithmic.ShouldBeTrue();
        sweep.Axes[1].Points.ShouldBe([new SweepPoint(1), new SweepPoint(2)]);
        sweep.Axes[1].Label.ShouldBe("layers *L*");
        // A map of rates shows where plain descent should stop being stable, unasked.
        sweep.Measures.ShouldBe([
            new SweepMeasure.TimeTo("mode1"),
            new SweepMeasure.Error("modes"),
            new SweepMeasure.CriticalRate(),
        ]);
    }

    [Fact]
    public void A_run_that_is_only_swept_is_not_performed_by_itself()
    {
        using var folder = new ScenarioFolder();
        folder.ReadText(SweepTexts.Chain).Runs.Select(run => run.Name).ShouldBe(["other"]);
        folder
            .ReadText(SweepTexts.Chain, "runs.chain.only=always")
            .Runs.Select(run => run.Name)
            .ShouldBe(["chain", "other"]);
    }

    [Fact]
    public void A_run_that_is_only_swept_but_in_no_sweep_is_refused()
    {
        using var folder = new ScenarioFolder();
        folder
            .Mistake(SweepTexts.Chain, "sweeps=[]")
            .ShouldBe(
                "s.json:7: runs.chain.only: must be left out for a run that no sweep names, but run \"chain\" is never performed. "
                    + "Remove it, or add a sweep."
            );
    }

    [Fact]
    public void Options_reach_into_sweeps_and_cells_overrule_options()
    {
        using var folder = new ScenarioFolder();
        SweepPlan sweep = folder
            .ReadText(
                SweepTexts.Chain,
                "sweeps.depth-and-rate.over[0].log=[0.1,10,2]",
                "runs.chain.learning.rate=0.7",
                "runs.chain.learning.epochs=5"
            )
            .Sweeps[0];
        sweep.Cells.Select(cell => Rate(cell.Run)).ShouldBe([0.1, 10, 0.1, 10]);
        sweep.Cells.ShouldAllBe(cell => cell.Run.Learning.End == 5);
    }

    [Fact]
    public void An_axis_sets_several_paths_and_any_values_and_names_them()
    {
        using var folder = new ScenarioFolder();
        string text = SweepTexts.Chain.Replace(
            "{ \"set\": \"runs.chain.network.hidden.layers\", \"values\": [0, 1], \"at\": [1, 2], \"label\": \"layers *L*\" }",
            "{ \"set\": [\"runs.chain.start\", \"runs.other.start\"], \"as\": [\"small\", \"drawn\"], "
                + "\"values\": [{ \"kind\": \"aligned\", \"strength\": 0.01 }, { \"kind\": \"torchDefault\", \"seed\": 3 }] }",
            StringComparison.Ordinal
        );
        SweepPlan sweep = folder.ReadText(text).Sweeps[0];
        sweep.Axes[1].Points.ShouldBe([new SweepPoint(0, "small"), new SweepPoint(1, "drawn")]);
        sweep.Cells[0].Run.Start.ShouldBeOfType<AlignedStart>();
        sweep.Cells[^1].Run.Start.ShouldBeOfType<TorchDefaultStart>().Seed.ShouldBe(3);
    }

    [Fact]
    public void Cells_share_a_task_unless_an_axis_sets_something_of_it()
    {
        using var folder = new ScenarioFolder();
        Scenario scenario = folder.ReadText(SweepTexts.Chain);
        scenario.Sweeps[0].Cells.ShouldAllBe(cell => ReferenceEquals(cell.Task, scenario.Task));

        string text = SweepTexts.Chain.Replace(
            "\"set\": \"runs.chain.learning.rate\", \"log\": [0.01, 1, 3]",
            "\"set\": \"task.targets\", \"values\": [[[1]], [[2]], [[4]]], \"at\": [1, 2, 4]",
            StringComparison.Ordinal
        );
        SweepPlan sweep = folder.ReadText(text).Sweeps[0];
        sweep.Cells.Select(cell => cell.Task.SigmaYX[0, 0]).ShouldBe([1, 2, 4, 1, 2, 4]);
        sweep.Cells.Select(cell => cell.Task).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void Points_between_ends_are_even_in_the_number_or_in_its_logarithm()
    {
        using var folder = new ScenarioFolder();
        Places("\"linear\": [0.1, 0.5, 5]").ShouldBe([0.1, 0.2, 0.3, 0.4, 0.5]);
        Places("\"log\": [0.001, 10, 5]").ShouldBe([0.001, 0.01, 0.1, 1, 10]);
        // Numbers of a list are drawn as they lie; what is asked to be even is even.
        Axis("\"values\": [0.1, 1, 10]").IsLogarithmic.ShouldBeTrue();
        Axis("\"values\": [1, 2, 3]").IsLogarithmic.ShouldBeFalse();
        Axis("\"linear\": [0.1, 10, 3]").IsLogarithmic.ShouldBeFalse();

        IEnumerable<double> Places(string points) => Axis(points).Points.Select(point => point.Place);

        SweepAxis Axis(string points) =>
            folder
                .ReadText(SweepTexts.Chain.Replace("\"log\": [0.01, 1, 3]", points, StringComparison.Ordinal))
                .Sweeps[0]
                .Axes[0];
    }

    [Fact]
    public void The_effective_settings_read_back_as_the_same_sweep()
    {
        using var folder = new ScenarioFolder();
        Scenario scenario = folder.ReadText(SweepTexts.Chain);
        Scenario again = folder.ReadText(scenario.EffectiveSettings);
        again.EffectiveSettings.ShouldBe(scenario.EffectiveSettings);
        again.Sweeps[0].Cells.Select(cell => Rate(cell.Run)).ShouldBe([0.01, 0.1, 1, 0.01, 0.1, 1]);
        again.Runs.Count.ShouldBe(1);
    }

    [Fact]
    public void The_settings_of_a_scenario_without_sweeps_do_not_speak_of_them()
    {
        using var folder = new ScenarioFolder();
        string settings = folder.ReadText(ScenarioFolder.Good).EffectiveSettings;
        settings.ShouldNotContain("sweeps");
        settings.ShouldNotContain("only");
    }

    [Fact]
    public void Hidden_layers_of_one_width_stay_so_in_the_settings_that_a_path_may_lead_into()
    {
        using var folder = new ScenarioFolder();
        string text = ScenarioFolder.Good.Replace(
            "{ \"hidden\": [16] }",
            "{ \"hidden\": { \"width\": 5, \"layers\": 3 } }",
            StringComparison.Ordinal
        );
        Scenario scenario = folder.ReadText(text);
        scenario.Runs[0].Hidden.ShouldBe([5, 5, 5]);
        scenario.EffectiveSettings.ShouldContain("\"hidden\":{\"width\":5,\"layers\":3}");
    }

    // η_c of a scalar chain at w^L = s with E[x²] = 1 and half of the square: 2/(L s^{2−2/L}).
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void A_rate_can_be_a_fraction_of_the_critical_one_at_any_depth(int layers)
    {
        using var folder = new ScenarioFolder();
        Scenario scenario = folder.ReadText(
            SweepTexts.Chain,
            """runs.chain.learning.rate={"ofCritical":0.5}""",
            "runs.chain.only=always",
            $"runs.chain.network.hidden.layers={layers}"
        );
        int depth = layers + 1;
        double critical = 2 / (depth * Math.Pow(1.5, 2 - 2.0 / depth));
        Rate(scenario.Runs[0]).ShouldBe(critical / 2, tolerance: 1e-14);
        scenario.EffectiveSettings.ShouldContain("\"rate\":{\"ofCritical\":0.5}");
    }

    [Fact]
    public void There_is_no_fraction_of_a_critical_rate_where_there_is_none()
    {
        using var folder = new ScenarioFolder();
        folder
            .Mistake(
                SweepTexts.Chain,
                """runs.other.learning.rate={"ofCritical":0.5}""",
                """runs.other.network.activation={"kind":"tanh"}"""
            )
            .ShouldBe(
                "s.json: --set runs.other.learning.rate={\"ofCritical\":0.5}: runs.other.learning.rate: must be a number where no critical "
                    + "rate is known, but is an object { … }. A stability limit is known only of linear "
                    + "networks, with biases only where they have no hidden layer."
            );
    }

    private static double Rate(RunPlan run) => run.Learning.ShouldBeOfType<DescentSettings>().Rate;
}
