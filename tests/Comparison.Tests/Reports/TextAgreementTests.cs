using Dynamics.Comparison.Reports;

namespace ComparisonTests.Reports;

public sealed class TextAgreementTests : IDisposable
{
    private const string Folder = """{ "tool": "dynamics", "chaotic": false, "files": [] }""";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("κ = 12.3456789012", "κ = 12.3456789112", null)] // within 1e-9 + 1e-9·12.3
    [InlineData("κ = 12.3456789012", "κ = 12.3456788", "7: must be 12.3456789012, but is 12.3456788 (difference")]
    [InlineData("| 1.235 |", "| 1.234 |", null)] // one unit of the last of four digits
    [InlineData("| 1.235 |", "| 1.233 |", "5: must be 1.235, but is 1.233 (difference 0.002, tolerance 0.001")]
    [InlineData("| 9.999e−4 |", "| 1.000e−3 |", null)]
    [InlineData("| −1.235e−4 |", "| 1.235e−4 |", "5: must be −1.235e−4, but is 1.235e−4 (difference 0.000247,")]
    [InlineData("| 3.3e−16 |", "| 7.1e−15 |", null)] // rounding
    [InlineData("rate 0.05", "rate 0.06", "8: must be 0.05, but is 0.06 (difference 0.01,")]
    [InlineData("16 hidden units", "17 hidden units", "3: must be 16, but is 17 (difference 1, tolerance 0)")]
    [InlineData("it holds", "it fails", "6: must be \"| it holds\", but is \"| it fails\"")]
    [InlineData("half-rise none", "half-rise 1.5", "13: must be ")]
    [InlineData("mode1", "mode2", "7: must be \"| mode1\", but is \"| mode2\"")]
    public void Words_agree_exactly_and_numbers_within_what_rounding_may_do(
        string committed,
        string fresh,
        string? found
    )
    {
        // Two letters and a blank before, in a second line.
        foreach (string file in new[] { "theories.md", "theories.tex" })
        {
            string[] differences = Compare(file, $"one\n| {fresh}\n", $"one\n| {committed}\n");
            if (found is null)
            {
                differences.ShouldBeEmpty();
            }
            else
            {
                differences.ShouldHaveSingleItem().ShouldStartWith($"a/{file}:2:{found}");
            }
        }
    }

    [Theory]
    [InlineData("one\ntwo\n", "one\n", "a/theories.md:2:1: must be \"two\", but is empty")]
    [InlineData("one\n", "one\ntwo", "a/theories.md:2:1: must be empty, but is \"two\"")]
    [InlineData("one\n", "one\n\n\n", "a/theories.md:3: only the fresh file has this line and the 1 after it")]
    [InlineData("one\n", "one\r\n", "a/theories.md:1:4: must be ")]
    public void Lines_that_only_one_file_has_are_found(string committed, string fresh, string found) =>
        Compare("theories.md", fresh, committed)[0].ShouldStartWith(found);

    [Theory]
    [InlineData("""{ "seed": 1 }""", """{ "seed": 2 }""", "1:11: must be ")]
    [InlineData("""{ "rate": 0.1 }""", """{ "rate": 0.10000000000000001 }""", "1:14: must be ")]
    public void Settings_agree_exactly(string committed, string fresh, string found) =>
        Compare("matrix.json", fresh, committed).ShouldHaveSingleItem().ShouldStartWith($"a/matrix.json:{found}");

    [Fact]
    public void An_extreme_of_a_sweep_may_lie_in_another_cell_only_where_the_tables_have_a_tie()
    {
        const string Summary = """
            # by-rate

            Run a at 3 of learning.rate. All numbers are in by-rate.csv.

            | measure | smallest | at | largest | at | cells without |
            | --- | ---: | --- | ---: | --- | ---: |
            | timeTo:mode1 | 1.000 | learning.rate = 0.1 | 2.000 | learning.rate = 0.3 | 0 |

            | measure | theory | cells | median \|Δ\| | worst \|Δ\| | of measured | at |
            | --- | --- | ---: | ---: | ---: | ---: | --- |
            | timeTo:mode1 | balanced | 3 | 0 | 1.1e−16 | 1.1e−14 % | learning.rate = 0.1 |
            """;
        foreach (string side in new[] { "fresh", "committed" })
        {
            folder.Put(
                $"{side}/a/by-rate.csv",
                "learning.rate,timeTo:mode1,timeTo:mode1@balanced\n0.1,1,1.00000000000000011\n0.2,1,1\n0.3,2,2\n"
            );
        }
        string tie = Summary.Replace(
            "1.000 | learning.rate = 0.1",
            "1.000 | learning.rate = 0.2",
            StringComparison.Ordinal
        );
        Compare("sweeps.md", tie, Summary).ShouldBeEmpty();
        string wrong = Summary.Replace(
            "2.000 | learning.rate = 0.3",
            "2.000 | learning.rate = 0.2",
            StringComparison.Ordinal
        );
        Compare("sweeps.md", wrong, Summary)
            .ShouldHaveSingleItem()
            .ShouldBe("a/sweeps.md:7:72: at: must be 0.3, but is 0.2 (difference 0.1, tolerance 1.3e-09)");
        Compare("sweeps.md", Summary.Replace("2.000", "2.002", StringComparison.Ordinal), Summary)
            .ShouldHaveSingleItem()
            .ShouldStartWith("a/sweeps.md:7:48: largest: must be 2.000, but is 2.002");
        Compare("sweeps.md", Summary.Replace("balanced | 3", "balanced | 2", StringComparison.Ordinal), Summary)
            .ShouldHaveSingleItem()
            .ShouldContain(": cells: must be 3, but is 2");
    }

    private string[] Compare(string file, string fresh, string committed)
    {
        foreach (
            string side in new[] { "fresh/a", "committed/a" }
                .Select(place => folder.Path(place))
                .Where(Directory.Exists)
        )
        {
            Array.ForEach(Directory.GetFiles(side, "theories.*"), File.Delete);
        }
        folder.Put("fresh/a/manifest.json", Folder);
        folder.Put("committed/a/manifest.json", Folder);
        folder.Put($"fresh/a/{file}", fresh);
        folder.Put($"committed/a/{file}", committed);
        return
        [
            .. AgreementCheck
                .CompareAll(folder.Path("fresh"), folder.Path("committed"))
                .Disagreements.Select(difference => difference.ToString()),
        ];
    }
}
