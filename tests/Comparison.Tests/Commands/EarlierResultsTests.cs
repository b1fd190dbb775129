using System.Text.RegularExpressions;

namespace ComparisonTests.Commands;

/// <summary>Runs over results that are there already.</summary>
public sealed partial class EarlierResultsTests : IDisposable
{
    private const string Scenario = """
        { "name": "aligned",
          "task": { "kind": "moments", "sigmaX": "identity", "sigmaYX": [[2, 0], [0, 1]] },
          "runs": [
            { "name": "deep",
              "network": { "hidden": [3] },
              "start": { "kind": "aligned", "strength": 0.01 },
              "learning": { "kind": "flow", "method": "rk4", "step": 0.1, "timeConstant": 1, "until": 5 },
              "theories": [{ "kind": "balanced", "initialStrength": 0.01 }] } ] }
        """;

    private readonly DynamicsProcess dynamics = new();
    private readonly string scenario;

    public EarlierResultsTests()
    {
        scenario = dynamics.Write("a.json", Scenario);
        Run().ShouldContain(" new ");
    }

    public void Dispose() => dynamics.Dispose();

    [Fact]
    public void Results_that_differ_in_their_last_digits_are_kept_to_the_byte_on_request()
    {
        // As another machine would have written them, to 1e-13 of every number with so many digits.
        foreach (string file in (string[])["deep.csv", "deep.theory.csv"])
        {
            Rewrite(file, text => LongNumber().Replace(text, found => found.Value[..^3] + "123"));
        }
        (string, byte[])[] before = Committed();
        byte[] record = Read("run.json");
        Run("--keep-agreeing").ShouldContain(" agrees ");
        ShouldHold(before);
        Read("run.json").ShouldBe(record); // of the execution that wrote these bytes
        // Without the option the same results are written anew.
        Run().ShouldContain(" agrees ");
        Run().ShouldContain(" same ");
        Read("run.json").ShouldNotBe(record);
    }

    [Fact]
    public void Numbers_of_a_chaotic_scenario_are_kept_but_not_those_of_other_settings()
    {
        string chaotic = Scenario.Replace(
            "\"aligned\",\n",
            "\"aligned\", \"chaotic\": true,\n",
            StringComparison.Ordinal
        );
        File.WriteAllText(scenario, chaotic);
        Run();
        Rewrite("deep.csv", text => LongNumber().Replace(text, "0.25"));
        byte[] kept = Read("deep.csv");
        Run("--keep-agreeing").ShouldContain(" chaotic, not comparable ");
        Read("deep.csv").ShouldBe(kept);
        File.WriteAllText(scenario, chaotic.Replace("\"step\": 0.1", "\"step\": 0.05", StringComparison.Ordinal));
        Run("--keep-agreeing").ShouldContain(" differs (");
        Read("deep.csv").ShouldNotBe(kept);
    }

    [Fact]
    public void Only_what_disagrees_is_replaced_and_a_document_with_its_tables()
    {
        (string, byte[])[] right = Committed();
        Rewrite("deep.theory.csv", text => LongNumber().Replace(text, found => found.Value[..^3] + "123"));
        byte[] keptTheory = Read("deep.theory.csv");
        Rewrite("deep.csv", text => text.Replace("\n0,0.01", "\n0,0.0100001", StringComparison.Ordinal));
        Rewrite("errors.csv", text => LongNumber().Replace(text, found => found.Value[..^3] + "123"));
        Rewrite("errors.tex", text => text.Replace("balanced", "balancd", StringComparison.Ordinal));
        Rewrite("deep.modes.svg", text => text.Replace("</svg>", "<g/></svg>", StringComparison.Ordinal));

        string output = Run("--keep-agreeing");

        output.ShouldMatch(@"differs \(1 of \d+ numbers, worst 1e-07 in deep\.csv\)");
        Read("deep.theory.csv").ShouldBe(keptTheory);
        foreach (string file in (string[])["deep.csv", "errors.csv", "errors.tex", "deep.modes.svg"])
        {
            Read(file).ShouldBe(right.First(entry => entry.Item1 == file).Item2, file);
        }
    }

    [Fact]
    public void Another_word_a_missing_file_and_one_too_many_are_named_and_mended()
    {
        (string, byte[])[] right = Committed();
        Rewrite("theories.md", text => text + "One more line.");
        Run("--keep-agreeing").ShouldContain("differs (theories.md)");
        ShouldHold(right);
        File.Delete(Path.Combine(Results, "deep.csv"));
        Run("--keep-agreeing").ShouldContain("differs (deep.csv)");
        ShouldHold(right);
    }

    [Fact]
    public void Earlier_results_that_cannot_be_read_as_such_are_replaced()
    {
        (string, byte[])[] right = Committed();
        Rewrite("errors.csv", _ => "\0\"");
        Rewrite("deep.modes.svg", _ => "no drawing");
        Rewrite("deep.csv", _ => "");
        Run("--keep-agreeing").ShouldContain("differs (");
        ShouldHold(right);
    }

    private string Results => Path.Combine(dynamics.Folder, "results", "aligned");

    private string Run(params string[] options)
    {
        DynamicsProcess.Result result = dynamics.Run(["run", scenario, "--linear-algebra", "managed", .. options]);
        result.ExitCode.ShouldBe(0, result.Errors);
        return result.Output;
    }

    private byte[] Read(string file) => File.ReadAllBytes(Path.Combine(Results, file));

    private void Rewrite(string file, Func<string, string> change)
    {
        string path = Path.Combine(Results, file);
        File.WriteAllText(path, change(File.ReadAllText(path)));
    }

    private void ShouldHold((string Name, byte[] Content)[] expected)
    {
        (string Name, byte[] Content)[] found = Committed();
        found.Select(file => file.Name).ShouldBe(expected.Select(file => file.Name));
        foreach (((string name, byte[] content), (string _, byte[] right)) in found.Zip(expected))
        {
            content.AsSpan().SequenceEqual(right).ShouldBeTrue(name);
        }
    }

    /// <summary>All that a repository would hold.</summary>
    private (string Name, byte[] Content)[] Committed() =>
        [
            .. Directory
                .GetFiles(Results)
                .Where(path =>
                    Path.GetExtension(path) is not (".png" or ".pdf")
                    && !path.EndsWith("run.json", StringComparison.Ordinal)
                )
                .Order(StringComparer.Ordinal)
                .Select(path => (Path.GetFileName(path), File.ReadAllBytes(path))),
        ];

    [GeneratedRegex(@"(?<=[,\n])0\.\d{14,}(?=[,\n])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LongNumber();
}
