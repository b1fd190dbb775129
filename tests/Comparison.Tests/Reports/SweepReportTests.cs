using System.Text;
using ComparisonTests.Scenarios;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Experiments.Sweeps;
using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Svg;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Comparison.Scenarios.Sweeps;

namespace ComparisonTests.Reports;

/// <summary>What a sweep leaves behind, of runs that can be worked out by hand: the distance to 2 shrinks by 1 − η an epoch.</summary>
public sealed class SweepReportTests
{
    private const string Text = """
        {
          "name": "shallow",
          "task": { "kind": "data", "inputs": [[1]], "targets": [[2]] },
          "runs": [{
            "name": "run", "only": "sweeps",
            "network": { "hidden": [] },
            "start": { "kind": "constant", "value": 0 },
            "learning": { "kind": "descent", "rate": 0.5, "epochs": 3, "batch": "all", "loss": "halfSquared" },
            "observe": ["modes"],
            "theories": [{ "kind": "balancedDescent", "initialStrength": 0 }]
          }],
          "sweeps": [{
            "name": "by-rate", "run": "run",
            "over": [
              { "set": "runs.run.learning.rate", "values": [0.25, 0.5, 1e200], "label": "rate *η*" },
              { "set": "runs.run.start.value", "values": [0, 1], "as": ["none", "half"] }
            ],
            "measure": [{ "kind": "final", "of": "mode1" }, { "kind": "timeTo", "of": "mode1", "fraction": 0.75 }]
          }]
        }
        """;

    [Fact]
    public void The_table_has_a_row_per_cell_with_axes_measures_predictions_and_divergence()
    {
        using var stream = new MemoryStream();
        SweepTable.Write(Perform(Text).Sweeps[0], stream);
        // 2 − 2·0.75³ = 1.15625 and 2 − 0.75³; 2 − 2/8 and 2 − 1/8. 1.5 is reached when 2ρⁿ or ρⁿ ≤ 1/2. The theory always starts from 0.
        Encoding
            .UTF8.GetString(stream.ToArray())
            .ShouldBe(
                """
                learning.rate,start.value,final:mode1,final:mode1@balancedDescent,timeTo0.75:mode1,timeTo0.75:mode1@balancedDescent,criticalRate@balanced,diverged
                0.25,none,1.15625,1.15625,,,2,0
                0.5,none,1.75,1.75,2,2,2,0
                1E+200,none,,,,1,2,1
                0.25,half,1.578125,1.15625,3,,2,0
                0.5,half,1.875,1.75,1,2,2,0
                1E+200,half,,,,1,2,1

                """
            );
    }

    [Fact]
    public void The_document_names_the_worst_disagreement_of_every_measure()
    {
        string text = SweepDocument.Markdown(Perform(Text, "sweeps.by-rate.over[0].values=[0.25,0.5]").Sweeps);
        // 1.578125 − 1.15625 = 0.421875, 26.73 % of the measured; medians of (0, 0, 0.421875, 0.125).
        text.ShouldContain(
            "| final:mode1 | balancedDescent | 4 | 0 | 0.06250 | 0.4219 | 26.73 % | learning.rate = 0.25, start.value = half |"
        );
        text.ShouldContain("| timeTo0.75:mode1 | 1.000 | learning.rate = 0.5, start.value = half | 3.000 |");
        text.ShouldContain("Run run at 2 of learning.rate × 2 of start.value. All numbers are in by-rate.csv.");
        text.ShouldNotContain("diverged");
    }

    [Fact]
    public void The_document_says_where_there_is_no_noise()
    {
        SweepColumn measured = new(new SweepMeasure.Variance("mode1"), null);
        SweepColumn predicted = measured with { Theory = "noise" };
        SweepPlan plan = Perform(Text).Sweeps[0].Plan;

        Document(predictedVariance: 0)
            .ShouldContain(
                "variance:mode1@noise is 0: the best map fits every item exactly, and there descent has no noise."
            );
        Document(predictedVariance: 1e-3).ShouldNotContain("no noise");
        Document(predictedVariance: 1e-3).ShouldContain("variance:mode1@noise is of the noise at the best map");

        string Document(double predictedVariance) =>
            SweepDocument.Markdown([
                SweepResult.Of(
                    plan with
                    {
                        Measures = [measured.Measure],
                    },
                    [
                        .. plan.Cells.Select(_ => new CellResult(
                            new Dictionary<SweepColumn, double> { [measured] = 0, [predicted] = predictedVariance },
                            Diverged: 0
                        )),
                    ]
                ),
            ]);
    }

    [Fact]
    public void Two_axes_are_maps_with_names_along_them_and_words_for_cells_without_a_number()
    {
        (string name, Figure figure) = SweepFigures.Of(Perform(Text)).ShouldHaveSingleItem();
        name.ShouldBe("by-rate");
        // Measured only: predictions are in the table.
        figure.Panels.Count.ShouldBe(2);
        Panel times = figure.Panels[1];
        times.Title.ShouldBe("epochs to 75 % of mode1");
        times.X.Logarithmic.ShouldBeTrue();
        times.Y.Categories.ShouldBe(["none", "half"]);
        times.ColourBar!.NoValueLabel.ShouldBe("never or diverged");
        figure.Panels[0].ColourBar!.NoValueLabel.ShouldBe("diverged");
        // The map and the critical rate of 2, a black line on a white one.
        times.Add.Items.Select(item => item.GetType().Name).ShouldBe(["HeatMap", "Line", "Line"]);
        times.X.Label.ShouldBe("rate *η*; line: predicted *η*_{c}");
        Should.NotThrow(() => SvgDocument.Of(figure));
    }

    [Fact]
    public void One_axis_has_marks_for_the_simulation_and_a_line_for_every_theory()
    {
        string one = Text.Replace(
            ",\n      { \"set\": \"runs.run.start.value\", \"values\": [0, 1], \"as\": [\"none\", \"half\"] }",
            "",
            StringComparison.Ordinal
        );
        Figure figure = SweepFigures.Of(Perform(one, "sweeps.by-rate.over[0].values=[0.25,0.5,3]")).Single().Figure;
        figure.Panels.Count.ShouldBe(2);
        figure.Panels[0].Add.Items.Select(item => item.GetType().Name).ShouldBe(["Line", "Scatter", "VerticalLine"]);
        figure
            .Panels[0]
            .Legend.Entries.Select(entry => entry.Text)
            .ShouldBe(["balancedDescent", "simulation", "predicted *η*_{c}"]);
        Should.NotThrow(() => SvgDocument.Of(figure));
    }

    [Fact]
    public void A_sweep_may_do_without_a_figure() =>
        SweepFigures.Of(Perform(Text, "sweeps.by-rate.figure=false")).ShouldBeEmpty();

    [Fact]
    public void A_scenario_of_sweeps_alone_writes_them_and_nothing_of_runs_it_does_not_have()
    {
        using var output = new TemporaryFolder();
        using ResultFolder folder = ResultFolder.Begin(output.Root, "shallow");
        ExperimentResult result = Perform(Text);
        result.IsComplete.ShouldBeTrue();
        ScenarioReport.Write(result, result.Scenario.SourceText, folder);
        foreach (string file in (string[])["by-rate.csv", "by-rate.svg", "sweeps.md"])
        {
            File.Exists(folder.StagedPath(file)).ShouldBeTrue(file);
        }
        File.Exists(folder.StagedPath("errors.csv")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(new[] { 1.0, 31 }, true)]
    [InlineData(new[] { 1.0, 29 }, false)]
    [InlineData(new[] { 0, 1.0, 1000, double.NaN }, true)]
    [InlineData(new[] { -1, 1.0, 1000 }, false)]
    [InlineData(new double[0], false)]
    public void Colours_are_logarithmic_where_numbers_are_positive_and_far_apart(double[] values, bool isWide) =>
        SweepFigures.IsWide(values).ShouldBe(isWide);

    [Theory]
    // A loss after convergence: twelve decades below the largest, and 0 is not positive.
    [InlineData(new[] { 0, 1e-20, 1e-9, 1e-3, 1 }, 1e-12)]
    [InlineData(new[] { 1e-9, 1e-3, 1 }, null)]
    // Most cells converge and one grows without bound: all that converge are told apart.
    [InlineData(new[] { 1e-30, 1e-20, 1e-9, 1e-3, 1e300 }, 1e-30)]
    // But for the lowest tenth.
    [InlineData(new[] { 1e-99, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1e300 }, 1e-9)]
    public void A_map_shows_the_twelve_decades_that_most_cells_are_in_or_more(double[] values, double? floor) =>
        SweepMaps.Floor(values).ShouldBe(floor);

    [Theory]
    [InlineData(new[] { 1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1e30 }, 10.0)]
    [InlineData(new[] { 1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1e12 }, null)]
    [InlineData(new[] { 1.0, 2, 3, 4, 5, 6, 7, 8, 9, 1e29, 1e30 }, null)]
    [InlineData(new[] { 0, 1e30 }, null)]
    public void A_few_cells_that_grow_without_bound_do_not_take_the_colours_of_the_others(
        double[] values,
        double? ceiling
    ) => SweepMaps.Ceiling(values).ShouldBe(ceiling);

    [Theory]
    [InlineData(1, false)]
    [InlineData(0.5, true)]
    public void A_map_of_stability_has_a_colour_bar_where_seeds_do_not_agree(double share, bool hasBar)
    {
        SweepColumn stable = new(new SweepMeasure.Stable("mode1", 10), null);
        SweepPlan plan = Perform(Text).Sweeps[0].Plan;
        var sweep = SweepResult.Of(
            plan with
            {
                Measures = [stable.Measure],
            },
            [
                .. plan.Cells.Select(
                    (_, cell) =>
                        new CellResult(
                            new Dictionary<SweepColumn, double> { [stable] = cell == 0 ? share : 0 },
                            Diverged: 0
                        )
                ),
            ]
        );
        Panel panel = new Figure("stability").AddPanel();
        SweepMaps.Draw(panel, sweep, stable);
        (panel.ColourBar is not null).ShouldBe(hasBar);
    }

    private static ExperimentResult Perform(string text, params string[] overrides)
    {
        using var folder = new ScenarioFolder();
        folder.Write("s.json", text);
        return Experiment.Perform(new ScenarioReader(TheoryKinds.All).Read(folder.PathOf("s.json"), overrides));
    }
}
