namespace ComparisonTests.Scenarios;

public class NameMistakeTests
{
    [Theory]
    [InlineData(
        "\"initialStrength\": \"measured\"",
        "\"initialStrength\": \"measured\", \"name\": \"a,b\"",
        """s.json:23: runs.deep.theories[1].name: must be a name of letters, digits, "-", "_" and inner ".", but is "a,b". Leave out ","."""
    )]
    [InlineData(
        "\"name\": \"shallow\"",
        "\"name\": \"Deep\"",
        """s.json:28: runs.Deep.name: must be a name no other run has (small and capital letters alike), but is "Deep". runs[0] has it too. Choose another."""
    )]
    [InlineData(
        "\"name\": \"shallow\"",
        "\"name\": \"deep\"",
        """s.json:28: runs[1].name: must be a name no other run has (small and capital letters alike), but is "deep". runs[0] has it too. Choose another."""
    )]
    [InlineData(
        "\"name\": \"shallow\"",
        "\"name\": \"a/b\"",
        """s.json:28: runs[1].name: must be a name of letters, digits, "-", "_" and inner ".", but is "a/b". It names a file, so "/" cannot be in it."""
    )]
    [InlineData(
        "\"name\": \"shallow\"",
        "\"name\": \"nul.x\"",
        """s.json:28: runs.nul.x.name: must be a name free for files, but is "nul.x". Windows keeps it for a device. Choose another."""
    )]
    [InlineData(
        "\"name\": \"shallow\"",
        "\"name\": \"Errors\"",
        """s.json:28: runs.Errors.name: must be a name free for files, but is "Errors". The results use it for a file of their own. Choose another."""
    )]
    [InlineData(
        "\"name\": \"shallow\"",
        "\"name\": \"half-rise\"",
        """s.json:28: runs.half-rise.name: must be a name free for files, but is "half-rise". The results use it for a file of their own. Choose another."""
    )]
    [InlineData(
        "\"name\": \"shallow\"",
        "\"name\": \"deep.theory\"",
        """s.json:28: runs.deep.theory.name: must be a name free for files, but is "deep.theory". The results use it for a file of their own. Choose another."""
    )]
    [InlineData(
        "\"name\": \"shallow\"",
        "\"name\": \"deep.budget\"",
        """s.json:28: runs.deep.budget.name: must be a name free for files, but is "deep.budget". The results use it for a file of their own. Choose another."""
    )]
    [InlineData(
        "\"name\": \"shallow\"",
        "\"name\": \"\"",
        """s.json:28: runs[1].name: must be a name of letters, digits, "-", "_" and inner ".", but is "". Example: "deep"."""
    )]
    [InlineData(
        "\"name\": \"shallow\"",
        "\"name\": \"a b\"",
        """s.json:28: runs[1].name: must be a name of letters, digits, "-", "_" and inner ".", but is "a b". Leave out " "."""
    )]
    [InlineData(
        "\"name\": \"shallow\"",
        "\"name\": 5",
        """s.json:28: runs[1].name: must be text in double quotes, but is 5. Example: "deep"."""
    )]
    [InlineData(
        "\"name\": \"shallow\"",
        "\"name\": \"\\u001b[31m\"",
        """s.json:28: runs[1].name: must be a name of letters, digits, "-", "_" and inner ".", but is "\u001b[31m". Leave out "\u001b["."""
    )]
    [InlineData(
        "\"name\": \"shallow\"",
        "\"name\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
        """s.json:28: runs[1].name: must be a name of at most 64 characters, but is "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…". It has 88. Shorten it."""
    )]
    [InlineData(
        "\"name\": \"shallow\"",
        "\"name\": \"..\"",
        """s.json:28: runs[1].name: must be a name of letters, digits, "-", "_" and inner ".", but is "..". It begins with a letter or a digit and does not end with a dot."""
    )]
    [InlineData(
        "\"name\": \"contrast\"",
        "\"name\": \"con\"",
        """s.json:36: figures.con.name: must be a name free for files, but is "con". Windows keeps it for a device. Choose another."""
    )]
    public void A_name_that_cannot_be_a_file_or_a_label_is_refused(string good, string bad, string message)
    {
        using ScenarioFolder folder = new();
        ScenarioFolder.Good.ShouldContain(good);
        folder.Mistake(ScenarioFolder.Good.Replace(good, bad, StringComparison.Ordinal)).ShouldBe(message);
    }
}
