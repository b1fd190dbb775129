using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;

namespace ComparisonTests.Scenarios;

public sealed class PreprocessTests
{
    private const string Data = """
        { "name": "data",
          "task": { "kind": "data", "moments": "mean",
            "inputs": [[1, 5], [2, 5.5], [4, 5.2], [5, 5.3]],
            "targets": [[1], [2], [3], [5]],
            "preprocess": "standardised" },
          "runs": [
            { "name": "a", "network": { "hidden": [] },
              "start": { "kind": "gaussian", "variance": 0.01, "seed": 1 },
              "learning": { "kind": "descent", "rate": 0.5, "epochs": 10, "batch": "all" },
              "observe": ["parameters"] } ] }
        """;

    [Theory]
    [InlineData("centred", Preprocessing.Centred)]
    [InlineData("standardised", Preprocessing.Standardised)]
    [InlineData("pcaWhitened", Preprocessing.PcaWhitened)]
    [InlineData("zcaWhitened", Preprocessing.ZcaWhitened)]
    public void Inputs_are_preprocessed_before_their_moments_are_taken(string word, Preprocessing kind)
    {
        using ScenarioFolder folder = new();
        LearningTask raw = folder.ReadText(Data, "task.preprocess=none").Task;
        Scenario read = folder.ReadText(Data, $"task.preprocess={word}");
        read.Task.Preprocessing.ShouldBe(kind);
        read.Task.Items!.Inputs.ToArray().ShouldBe(raw.Items!.Preprocessed(kind).Inputs.ToArray());
        read.EffectiveSettings.ShouldContain($"\"preprocess\":\"{word}\"");
        folder.ReadText(read.EffectiveSettings).EffectiveSettings.ShouldBe(read.EffectiveSettings);
    }

    [Fact]
    public void White_inputs_are_white_in_the_convention_of_means()
    {
        using ScenarioFolder folder = new();
        folder.ReadText(Data, "task.preprocess=zcaWhitened").Task.WhitenessDefect.ShouldBeLessThan(1e-13);
        folder.ReadText(Data, "task.preprocess=zcaWhitened", "task.moments=sum").Task.SigmaX[0, 0].ShouldBe(4, 1e-12);
    }

    [Fact]
    public void A_teacher_and_its_students_items_are_preprocessed_too()
    {
        using ScenarioFolder folder = new();
        LearningTask task = folder
            .ReadText(
                Data,
                """task={"kind":"teacherStudent","inputs":3,"outputs":2,"items":40,"seed":7,"moments":"mean","preprocess":"pcaWhitened"}"""
            )
            .Task;
        task.WhitenessDefect.ShouldBeLessThan(1e-12);
        DataDocument
            .Markdown(task, new TaskSpectrum(task))
            .ShouldContain("Inputs were whitened: they are principal components of variance 1. Moments are means");
    }

    [Fact]
    public void The_document_of_the_data_has_the_condition_number()
    {
        using ScenarioFolder folder = new();
        LearningTask task = folder.ReadText(Data).Task;
        // Two standardised inputs of correlation r: eigenvalues 1 ± r. Deviations −2, −1, 1, 2 and −.25, .25, −.05, .05, so
        // Σ xy = .3, Σ x² = 10 and Σ y² = .13: r = .3/√1.3 = .2631, κ = 1.714.
        DataDocument
            .Markdown(task, new TaskSpectrum(task))
            .ShouldContain("Condition number of Σ^x: κ = λ₁/λ_N = 1.263/0.7369 = 1.714.");
    }

    [Theory]
    [InlineData(
        "\"preprocess\": \"standardised\"",
        "\"preprocess\": \"standardized\"",
        """s.json:5: task.preprocess: must be "none", "centred", "standardised", "pcaWhitened" or "zcaWhitened", but is "standardized". Did you mean "standardised"?"""
    )]
    [InlineData(
        "5.5], [4, 5.2], [5, 5.3]",
        "5], [4, 5], [5, 5]",
        "s.json:5: task.preprocess: must be what these inputs allow, but: Input 2 must vary from item to item to be given the variance 1, but is 5 in all 4. Leave its column out, or only centre the inputs."
    )]
    [InlineData(
        "\"task\": { \"kind\": \"data\", \"moments\": \"mean\",",
        "\"task\": { \"kind\": \"quadratic\",",
        "s.json:3: task.inputs: must not be given with the kind \"quadratic\", but is. It belongs to \"teacherStudent\" or \"data\"."
    )]
    public void What_cannot_be_done_is_refused(string good, string bad, string message)
    {
        using ScenarioFolder folder = new();
        Data.ShouldContain(good);
        folder.Mistake(Data.Replace(good, bad, StringComparison.Ordinal)).ShouldBe(message);
    }

    [Fact]
    public void Too_many_parameters_are_refused()
    {
        using ScenarioFolder folder = new();
        folder
            .Mistake(Data, "runs.a.network.hidden=[22]")
            .ShouldEndWith(
                """must be of a network of at most 64 weights and biases, but this one has 66. Remove "parameters", or take "map" or "weights"."""
            );
    }

    [Fact]
    public void Parameters_and_eigenmodes_are_drawn_whole_in_places_and_one_by_one()
    {
        using ScenarioFolder folder = new();
        string text = Data.Replace(
            "\"observe\": [\"parameters\"]",
            "\"observe\": [\"parameters\", \"eigenmodes\"]",
            StringComparison.Ordinal
        );
        text = text.TrimEnd()[..^1] + """, "figures": [{ "name": "f", "panels": [{ "series": ["SERIES"] }] }] }""";
        foreach (string series in (string[])["a/parameters", "a/parameters[2]", "a/p1", "a/eigenmodes[1-2]", "a/z2"])
        {
            Should.NotThrow(() => folder.ReadText(text.Replace("SERIES", series, StringComparison.Ordinal)));
        }
        folder
            .Mistake(text.Replace("SERIES", "a/z3", StringComparison.Ordinal))
            .ShouldContain("must name a column of this task, but \"z3\" is none. Known: z1 and z2.");
        folder
            .Mistake(text.Replace("SERIES", "a/p9", StringComparison.Ordinal))
            .ShouldContain("must name a column of this task, but \"p9\" is none. Known: p1 and p2.");
    }
}
