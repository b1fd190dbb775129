using System.Text;
using Dynamics.Comparison.Scenarios;

namespace ComparisonTests.Scenarios;

public class PlaceTests
{
    private const string Message = "runs.deep.learning.step: must be a positive number, but is \"fast\". Example: 0.1.";

    private static readonly string broken = ScenarioFolder.Good.Replace(
        "\"step\": 0.1,",
        "\"step\": \"fast\",",
        StringComparison.Ordinal
    );

    [Fact]
    public void A_line_is_counted_over_comments_of_both_kinds()
    {
        using ScenarioFolder folder = new();
        folder.Mistake("// one\n/* two\n three */\n" + broken).ShouldBe($"s.json:18: {Message}");
        folder
            .Mistake(
                broken.Replace(
                    "\"kind\": \"flow\",",
                    "/* a\n\n b */ \"kind\": \"flow\", // c\n",
                    StringComparison.Ordinal
                )
            )
            .ShouldBe($"s.json:18: {Message}");
    }

    [Fact]
    public void A_line_is_the_same_whether_lines_end_as_on_Windows_or_not()
    {
        using ScenarioFolder folder = new();
        string unix = broken.ReplaceLineEndings("\n");
        folder.Mistake(unix).ShouldBe($"s.json:15: {Message}");
        folder.Mistake(unix.ReplaceLineEndings("\r\n")).ShouldBe($"s.json:15: {Message}");
    }

    [Fact]
    public void A_byte_order_mark_is_no_mistake()
    {
        using ScenarioFolder folder = new();
        folder.Mistake("\uFEFF" + broken).ShouldBe($"s.json:15: {Message}");
        folder.ReadText("\uFEFF" + ScenarioFolder.Good).Name.ShouldBe("exercise-1");
    }

    [Fact]
    public void Trailing_commas_are_no_mistake()
    {
        using ScenarioFolder folder = new();
        folder
            .ReadText(ScenarioFolder.Good.Replace("[16]", "[16,]", StringComparison.Ordinal))
            .Runs[0]
            .Hidden.ShouldBe([16]);
    }

    [Fact]
    public void A_run_without_a_name_is_called_by_its_place()
    {
        using ScenarioFolder folder = new();
        folder
            .Mistake(broken.Replace("\"name\": \"deep\",", "", StringComparison.Ordinal))
            .ShouldBe("s.json:9: runs[0].name: must be given, but is missing. Example: \"name\": \"deep\".");
    }

    [Fact]
    public void Brackets_nested_without_end_are_refused_before_they_cost_anything()
    {
        using ScenarioFolder folder = new();
        folder
            .Mistake(new string('[', 1_000_000))
            .ShouldBe("s.json:1: scenario: must nest at most 32 levels deep, but goes deeper here. Remove brackets.");
        folder
            .Mistake(string.Concat(Enumerable.Repeat("{\"a\":\n", 100_000)))
            .ShouldBe("s.json:33: scenario: must nest at most 32 levels deep, but goes deeper here. Remove brackets.");
    }

    [Theory]
    [InlineData("", "s.json:1: scenario: must be an object { … }, but the file is empty. Write a scenario into it.")]
    [InlineData(
        "  // nothing\n",
        "s.json:2: scenario: must be an object { … }, but the file is empty. Write a scenario into it."
    )]
    [InlineData(
        "[]",
        "s.json:1: scenario: must be an object { … }, but is the empty list []. Write its settings as \"key\": value in braces."
    )]
    [InlineData(
        "{",
        "s.json:1: scenario: must be closed with \"}\", but the file ends. The bracket opened in line 1 is still open."
    )]
    [InlineData(
        "{\n\"task\": {\n\"kind\": \"moments\"\n\n",
        "s.json:5: task.kind: must be closed with \"}\", but the file ends. The bracket opened in line 2 is still open."
    )]
    [InlineData(
        "{ \"name\": \"x\",",
        "s.json:1: name: must be closed with \"}\", but the file ends. The bracket opened in line 1 is still open."
    )]
    [InlineData(
        "{\n\"runs\": [1, // cut\n",
        "s.json:3: runs[0]: must be closed with \"]\", but the file ends. The bracket opened in line 2 is still open."
    )]
    [InlineData("{ \"name\":", "s.json:1: name: must have a value, but the file ends. Complete it.")]
    [InlineData(
        "{} {}",
        "s.json:1: scenario: must end where its outermost bracket closes, but \"{\" follows. Remove what follows."
    )]
    [InlineData(
        "name: x",
        "s.json:1: scenario: must be a value, but is name. Text is written in double quotes: \"name\"."
    )]
    [InlineData("{}", "s.json:1: name: must be given, but is missing. Example: \"name\": \"exercise-1\".")]
    public void A_file_that_is_no_object_says_what_it_is(string text, string message)
    {
        using ScenarioFolder folder = new();
        folder.Mistake(text).ShouldBe(message);
    }

    [Fact]
    public void A_file_that_is_not_UTF_8_is_refused_at_the_line()
    {
        using ScenarioFolder folder = new();
        folder.Write("s.json", Encoding.Latin1.GetBytes("{\n\"name\": \"é\" }"));
        folder
            .Mistake()
            .ShouldBe(
                "s.json:2: scenario: must be UTF-8 text, but holds the byte 0xE9 where no character begins so. Save the file as UTF-8."
            );
        folder.Write("s.json", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("{}")]);
        folder.Mistake().ShouldBe("s.json:1: scenario: must be UTF-8 text, but is UTF-16. Save the file as UTF-8.");
    }

    [Fact]
    public void A_file_that_is_none_is_refused()
    {
        using ScenarioFolder folder = new();
        folder
            .Mistake()
            .ShouldBe("s.json: scenario: must be a file that exists, but \"s.json\" does not. Check the path.");
        Directory.CreateDirectory(folder.PathOf("s.json"));
        folder
            .Mistake()
            .ShouldBe("s.json: scenario: must be a file, but \"s.json\" is a directory. Name a file in it.");
    }

    [Fact]
    public void A_file_without_end_is_refused()
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // Only there is a file that never ends.
        }
        ScenarioReader reader = new(FakeTheory.Registry);
        Should
            .Throw<ScenarioException>(() => reader.Read("/dev/zero", []))
            .Message.ShouldBe(
                "/dev/zero: scenario: must be a regular file, but \"/dev/zero\" is a device. Write its content to a file and give that one."
            );
    }

    [Fact]
    public void Every_mistake_is_bad_input()
    {
        using ScenarioFolder folder = new();
        ScenarioException mistake = Should.Throw<ScenarioException>(() => folder.ReadText(broken));
        mistake.ExitCode.ShouldBe(2);
        mistake.Location.ShouldEndWith("s.json:15");
        mistake.Field.ShouldBe("runs.deep.learning.step");
        mistake.Complaint.ShouldStartWith("must be a positive number");
    }
}
