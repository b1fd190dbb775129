using System.Text;
using Dynamics.Comparison.Reports;

namespace ComparisonTests.Reports;

public sealed class AgreementCheckTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public AgreementCheckTests()
    {
        Make("fresh", isChaotic: false);
        Make("committed", isChaotic: false);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_same_results_agree_whatever_the_machine_adds()
    {
        folder.Put("fresh/a/figure.png", "only where a converter is");
        folder.Put("fresh/a/run.json", "another machine");
        folder.Put("fresh/.b.lock", "");
        folder.Put("committed/README.md", "words about the results");
        Compare().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0.3333333333333333", "0.3333333343333333", null)] // 1e-9 + 1e-9/3 is allowed
    [InlineData("0.3333333333333333", "0.3333333348333333", " (difference 1.5e-09, tolerance 1.33e-09)")]
    [InlineData("0.3333333333333333", "-0.3333333333333333", " (difference 0.667, tolerance 1.33e-09)")]
    [InlineData("0.3333333333333333", "", "")]
    [InlineData("0.3333333333333333", "inf", "")]
    [InlineData("0.3333333333333333", "-inf", "")]
    [InlineData("0.3333333333333333", "NaN", "")]
    [InlineData("0.3333333333333333", "one third", "")]
    public void A_number_agrees_within_the_tolerance_and_not_beyond(string committed, string fresh, string? size)
    {
        Replace("fresh/a/deep.csv", committed, fresh);
        string shown = fresh.Length == 0 ? "empty" : fresh;
        Compare().ShouldBe(size is null ? [] : [$"a/deep.csv:3:2: mode1: must be {committed}, but is {shown}{size}"]);
        // And the same the other way round: what is empty, infinite or a word in the committed file.
        Make("fresh", isChaotic: false);
        Replace("committed/a/deep.csv", committed, fresh);
        (Compare().Length == 0).ShouldBe(size is null);
    }

    [Fact]
    public void A_matrix_that_was_given_agrees_with_itself_comments_and_all()
    {
        folder.Put("fresh/a/x.csv", "# Two items, one input\n1\n-1\n");
        folder.Put("committed/a/x.csv", "# Two items, one input\n1\n-1\n");
        Compare().ShouldBeEmpty();
        folder.Put("fresh/a/x.csv", "# Two items, one input\n1\n-2\n");
        Compare().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("0.8181818", "0.8181827", true)] // 1e-6 (1 + 0.8) is allowed
    [InlineData("0.8181818", "0.8181838", false)]
    public void A_contraction_that_a_sweep_measured_has_half_the_digits(string committed, string fresh, bool agrees)
    {
        folder.Put("committed/a/by-rate.csv", $"learning.rate,rate:mode1\n0.5,{committed}\n");
        folder.Put("fresh/a/by-rate.csv", $"learning.rate,rate:mode1\n0.5,{fresh}\n");
        (Compare().Length == 0).ShouldBe(agrees);
    }

    [Fact]
    public void Infinity_agrees_only_with_itself()
    {
        Replace("fresh/a/deep.csv", "0.3333333333333333", "inf");
        Replace("committed/a/deep.csv", "0.3333333333333333", "inf");
        Compare().ShouldBeEmpty();
        Replace("fresh/a/deep.csv", "inf", "2.5");
        Compare().ShouldBe(["a/deep.csv:3:2: mode1: must be inf, but is 2.5"]);
    }

    [Theory]
    [InlineData("deep.csv", "mode1", "mode2", "a/deep.csv:1:2: mode1: must be mode1, but is mode2")]
    [InlineData("deep.csv", "0.2,1\n", "", "a/deep.csv:4: only the committed file has this row")]
    [InlineData("deep.csv", "0.1,", "0.05,", "a/deep.csv:3:1: time: must be 0.1, but is 0.05 (difference 0.05, ")]
    [InlineData("deep.csv", "0.2,1\n", "0.2,1\n0.3,1\n", "a/deep.csv:5: only the fresh file has this row")]
    [InlineData(
        "deep.csv",
        "0.2,1\n",
        "0.2,1\n3,1\n4,1\n",
        "a/deep.csv:5: only the fresh file has this row and the 1 after it"
    )]
    [InlineData("deep.csv", "0.2,1\n", "0.2\n", "a/deep.csv:4: must have 2 cells, but has 1")]
    [InlineData("deep.csv", "0.2,1\n", "0.2,1\r\n", "a/deep.csv:4: must end with LF, but ends with CR and LF")]
    [InlineData("deep.csv", "0.2,1\n", "0.2,1", "a/deep.csv:4: must end with LF, but ends with no line end")]
    [InlineData("deep.csv", "time", "\uFEFFtime", "a/deep.csv:1:1: time: must be time, but is \uFEFFtime")]
    [InlineData(
        "deep.csv",
        "0.2,1\n",
        "0.2,1\"\n",
        "a/deep.csv: the fresh deep.csv:4: a quotation mark stands inside an unquoted cell."
    )]
    [InlineData(
        "deep.weights/W1.csv",
        "0.25",
        "0.26",
        "a/deep.weights/W1.csv:1:2: column 2: must be 0.25, but is 0.26 ("
    )]
    [InlineData(
        "scenario.json",
        "\"a\"",
        "\"b\"",
        "a/scenario.json:2:12: must be \"  \"name\": \"a\"\", but is \"  \"name\": \"b\"\""
    )]
    [InlineData("manifest.json", "\"version\": \"", "\"version\": \"9", "a/manifest.json:3:15: must be ")]
    [InlineData("manifest.json", "\"complete\": true", "\"complete\": false", "a/manifest.json:6:15: must be ")]
    [InlineData("data.txt", "\0", "\u0001", "a/data.txt:1:1: must be ")]
    public void Any_other_change_is_found_with_its_line(string file, string committed, string fresh, string difference)
    {
        Replace($"fresh/a/{file}", committed, fresh);
        Compare().ShouldHaveSingleItem().ShouldStartWith(difference);
    }

    [Fact]
    public void A_maximum_has_its_tolerance_and_a_time_is_not_no_time()
    {
        Make("fresh", isChaotic: false, row => row with { MaximumDifference = 0.21 });
        Make("committed", isChaotic: false, row => row with { MaximumDifference = 0.2 });
        Compare()
            .ShouldBe([
                "a/errors.csv:2:5: max difference: must be 0.2, but is 0.21 (difference 0.01, tolerance 1.2e-09)",
            ]);
        Make("fresh", isChaotic: false);
        Make("committed", isChaotic: false);
        Replace("fresh/a/errors.csv", ",3.7,", ",,");
        Compare()[0].ShouldBe("a/errors.csv:2:7: time of maximum: must be 3.7, but is empty");
    }

    // As far from the theory as 0.2 at t = 1 and 2, less at 3.
    private const string Tied = "time,mode1,mode1@balanced\n0,0,0\n1,0.2,0\n2,0.2000000001,0\n3,0.15,0\n";

    [Theory]
    [InlineData(1, null, true)]
    [InlineData(2, null, true)]
    [InlineData(3, null, false)]
    [InlineData(77777, null, false)]
    [InlineData(1.5, 0.5, true)]
    [InlineData(2, 0.0, true)]
    [InlineData(2.5, 0.5, false)]
    public void The_time_of_a_maximum_moves_only_within_a_tie_of_the_samples(double fresh, double? spread, bool agrees)
    {
        foreach (string results in new[] { "fresh", "committed" })
        {
            (double time, double? sd) = results == "fresh" ? (fresh, spread) : (1, spread is null ? null : 0);
            Make(results, isChaotic: false, row => row with { TimeOfMaximum = new Estimate(time, sd) });
            string[] files = spread is null ? ["aligned.csv"] : ["aligned/seed-1.csv", "aligned/seed-2.csv"];
            foreach (string file in files)
            {
                folder.Put($"{results}/a/{file}", Tied);
            }
        }
        (Compare().Length == 0).ShouldBe(agrees);
    }

    [Theory]
    [InlineData(0.2, true)]
    [InlineData(0.3, true)]
    [InlineData(9.9, false)]
    public void Of_an_ensemble_without_files_of_its_seeds_the_time_of_a_maximum_moves_within_the_run(
        double fresh,
        bool agrees
    )
    {
        foreach (string results in new[] { "fresh", "committed" })
        {
            double time = results == "fresh" ? fresh : 0.1;
            Make(
                results,
                isChaotic: false,
                row => row with { Run = "sigma-0.1", TimeOfMaximum = new Estimate(time, 0) }
            );
            folder.Put($"{results}/a/sigma-0.1.csv", "time,mode1.mean\n0,0\n0.1,1\n0.3,1\n");
        }
        (Compare().Length == 0).ShouldBe(agrees);
    }

    [Fact]
    public void A_document_that_its_tables_do_not_give_is_found_even_where_both_sides_have_the_same_bytes()
    {
        Make("fresh", isChaotic: false);
        Make("committed", isChaotic: false);
        Replace("fresh/a/errors.csv", ",3.7,", ",3.7000000001,");
        Compare().ShouldBeEmpty();
        Replace("fresh/a/errors.csv", ",3.7000000001,", ",3.8,");
        Replace("committed/a/errors.csv", ",3.7,", ",3.8,");
        Compare().ShouldContain(line => line.StartsWith("a/errors.md:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("errors.md", "0.2034", "by errors.csv beside it")]
    [InlineData("errors.tex", "0.2034", "by errors.csv beside it")]
    [InlineData("learning.md", "3.723", "by learning.csv and half-rise.csv beside it")]
    public void A_document_must_hold_the_numbers_of_its_tables(string document, string number, string difference)
    {
        Replace($"committed/a/{document}", number, "0.0203");
        string found = Compare().ShouldHaveSingleItem();
        found.ShouldStartWith($"a/{document}:");
        found.ShouldContain($"in the committed folder, {difference}, but is ");
    }

    [Fact]
    public void A_half_rise_agrees_within_the_tolerance_even_if_it_rounds_otherwise()
    {
        // 3.72349999999 is 3.723 and 3.72350000001 is 3.724: the numbers agree, and each document is its own folder's.
        Make("committed", isChaotic: false, halfRise: 3.7234999999);
        Make("fresh", isChaotic: false, halfRise: 3.7235000001);
        Compare().ShouldBeEmpty();
        Make("fresh", isChaotic: false, halfRise: 3.7236);
        Compare()
            .ShouldBe([
                "a/half-rise.csv:2:5: linear@balanced: must be 3.7234999999, but is 3.7236 (difference 0.0001, tolerance 4.72e-09)",
            ]);
    }

    [Fact]
    public void A_table_with_a_row_twice_is_a_disagreement_and_everything_else_is_compared()
    {
        string path = folder.Path("fresh", "a", "half-rise.csv");
        File.AppendAllText(path, File.ReadLines(path).Last() + "\n");
        string[] found = Compare();
        found.ShouldContain(line => line.StartsWith("a/half-rise.csv:", StringComparison.Ordinal));
        string.Join('\n', found).ShouldContain("must have one row for each observable");
    }

    [Fact]
    public void Missing_files_and_scenarios_are_found_on_both_sides()
    {
        Directory.CreateDirectory(folder.Path("fresh", "b"));
        folder.Put("fresh/b/manifest.json", "{}");
        File.Delete(folder.Path("fresh", "a", "deep.csv"));
        File.Delete(folder.Path("committed", "a", "figure.svg"));
        Compare()
            .ShouldBe([
                "b: no committed scenario of this name",
                "a/deep.csv: no fresh file of this name",
                "a/figure.svg: no committed file of this name",
            ]);
    }

    [Fact]
    public void Of_a_chaotic_scenario_only_files_and_headers_must_agree()
    {
        Make("fresh", isChaotic: true, row => row with { MaximumDifference = 0.7 });
        Make("committed", isChaotic: true);
        Replace("fresh/a/deep.csv", "0.3333333333333333", "0.4\n0.15,7");
        Replace("fresh/a/deep.weights/W1.csv", "0.25", "0.26");
        Compare().ShouldBeEmpty();
        Replace("fresh/a/deep.csv", "mode1", "mode2");
        Compare().ShouldBe(["a/deep.csv:1:2: mode1: must be mode1, but is mode2"]);
    }

    [Fact]
    public void Many_differences_of_one_file_are_cut_short_and_counted()
    {
        string numbers = string.Concat(Enumerable.Range(0, 25).Select(row => $"{row},1\n"));
        folder.Put("committed/a/deep.csv", "time,mode1\n" + numbers);
        folder.Put("fresh/a/deep.csv", "time,mode1\n" + numbers.Replace(",1", ",2", StringComparison.Ordinal));
        string[] differences = Compare();
        differences.Length.ShouldBe(11);
        differences[^1].ShouldBe("a/deep.csv: and 15 more disagreements");
    }

    [Fact]
    public void Two_folders_without_results_do_not_agree()
    {
        Directory.CreateDirectory(folder.Path("empty"));
        AgreementCheck.CompareAll(folder.Path("empty"), folder.Path("empty")).Count.ShouldBe(1);
    }

    private string[] Compare() =>
        [
            .. AgreementCheck
                .CompareAll(folder.Path("fresh"), folder.Path("committed"))
                .Disagreements.Select(difference => difference.ToString()),
        ];

    private void Replace(string file, string old, string @new)
    {
        string text = File.ReadAllText(folder.Path(file));
        text.ShouldContain(old);
        File.WriteAllText(folder.Path(file), text.Replace(old, @new, StringComparison.Ordinal));
    }

    private void Make(
        string results,
        bool isChaotic,
        Func<ErrorRow, ErrorRow>? change = null,
        double halfRise = 3.723107064444
    )
    {
        using ResultFolder result = ResultFolder.Begin(folder.Path(results), "a");
        byte[] scenario = Encoding.UTF8.GetBytes("{\n  \"name\": \"a\"\n}\n");
        result.WriteVerbatim("scenario.json", scenario);
        Table table = new(["time", "mode1"]);
        table.Add([0, 0]);
        table.Add([0.1, 1 / 3.0]);
        table.Add([0.2, 1]);
        result.Write("deep.csv", table);
        result.Write("deep.weights/W1.csv", "1,0.25\n0,1\n");
        result.Write("figure.svg", "<svg/>");
        result.Write("data.txt", "\0");
        result.Write([.. ErrorTableTests.Rows.Take(1).Select(change ?? (row => row))]);
        LearningSummary learning = LearningDocumentTests.Summary;
        LearningCourse theory = learning.Courses[1];
        Dictionary<string, Estimate?> halfRises = new(theory.HalfRises) { ["mode1"] = halfRise };
        result.Write(
            learning with
            {
                Courses = [learning.Courses[0], theory with { HalfRises = halfRises }, learning.Courses[2]],
            }
        );
        result.Complete(
            new Manifest("a", scenario, "{}", [], "none") { Chaotic = isChaotic },
            new RunRecord(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, [])
        );
    }
}
