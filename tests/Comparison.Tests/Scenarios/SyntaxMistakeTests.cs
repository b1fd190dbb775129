namespace ComparisonTests.Scenarios;

public class SyntaxMistakeTests
{
    [Theory]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": 0,5,",
        "s.json:15: runs.deep.learning.step: must be written with a decimal point, but is 0,5. Write 0.5."
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": 0,5",
        "s.json:15: runs.deep.learning.step: must be written with a decimal point, but is 0,5. Write 0.5."
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": NaN,",
        "s.json:15: runs.deep.learning.step: must be finite, but is NaN. Write a number such as 0.1."
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": -Infinity,",
        "s.json:15: runs.deep.learning.step: must be finite, but is -Infinity. Write a number such as 0.1."
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": .5,",
        "s.json:15: runs.deep.learning.step: must be a number as JSON writes it, but is .5. Examples: 0.5, -2, 1e-3."
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": 01,",
        "s.json:15: runs.deep.learning.step: must be a number as JSON writes it, but is 01. Examples: 0.5, -2, 1e-3."
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": +1,",
        "s.json:15: runs.deep.learning.step: must be a number as JSON writes it, but is +1. Examples: 0.5, -2, 1e-3."
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": 1_000,",
        "s.json:15: runs.deep.learning.step: must be a number as JSON writes it, but is 1_000. Examples: 0.5, -2, 1e-3."
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": 5.,",
        "s.json:15: runs.deep.learning.step: must be a number as JSON writes it, but is 5.. Examples: 0.5, -2, 1e-3."
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": True,",
        "s.json:15: runs.deep.learning.step: must be true or false in small letters, but is True. Write true."
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": 0.1",
        """s.json:15: runs.deep.learning.step: must be followed by "," or "}", but "timeConstant" follows. Put a comma between two entries."""
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\" 0.1,",
        """s.json:15: runs.deep.learning: must have ":" after its key, but "0.1" follows. Write "key": value."""
    )]
    [InlineData(
        "\"step\": 0.1,",
        "step: 0.1,",
        """s.json:15: runs.deep.learning: must have its keys in double quotes, but "step" follows. Write "step"."""
    )]
    [InlineData(
        "\"step\": 0.1,",
        "'step': 0.1,",
        """s.json:15: runs.deep.learning: must have its keys in double quotes, but "'step'" follows. Write "step"."""
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": ,",
        """s.json:15: runs.deep.learning.step: must have a value, but "," follows. Write one."""
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": 0.1,,",
        """s.json:15: runs.deep.learning: must go on with a key in double quotes or "}", but "," follows. Correct it."""
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step: 0.1,",
        """s.json:15: runs.deep.learning: must end with a double quote in its own line, but is "step: 0.1. Close the text; write a tab as \t and a new line as \n."""
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": 0.1, /* oh",
        """s.json:15: runs.deep.learning: must have an end "*/" to its comment "/*", but has none. Close the comment."""
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": 0.1, \"step\": 0.2,",
        "s.json:15: runs.deep.learning.step: must be given once, but line 15 gave it already. Remove one of the two."
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": 0.1],",
        """s.json:15: runs.deep.learning.step: must be followed by "," or "}", but "]" follows. Brackets close in the order in which they opened."""
    )]
    [InlineData(
        "\"identity\"",
        "identity",
        """s.json:5: task.sigmaX: must be a value, but is identity. Text is written in double quotes: "identity"."""
    )]
    [InlineData(
        "\"identity\"",
        "'identity'",
        """s.json:5: task.sigmaX: must be in double quotes, but is 'identity'. Write "identity"."""
    )]
    [InlineData(
        "\"identity\"",
        "\"C:\\data\\x.csv\"",
        """s.json:5: task.sigmaX: must not hold a lone "\", but is "C:\data\x.csv". Write "\\" for a backslash; in paths "/" works everywhere."""
    )]
    [InlineData(
        "\"identity\"",
        "\"a\\ud800\"",
        """s.json:5: task: must hold whole characters, but an escape such as \ud800 gives half of one. Write the character itself."""
    )]
    [InlineData(
        "\"hidden\": [16]",
        "\"hidden\": [16,",
        """s.json:11: runs.deep.network.hidden[0]: must be followed by "," or "]", but "}" follows. Brackets close in the order in which they opened."""
    )]
    [InlineData(
        "\"hidden\": [16]",
        "\"hidden\": [16 12]",
        """s.json:11: runs.deep.network.hidden[0]: must be followed by "," or "]", but "12" follows. Put a comma between two entries."""
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": 0.1, }",
        """s.json:15: runs.deep.learning: must be followed by "," or "}", but "timeConstant" follows. Put a comma between two entries."""
    )]
    [InlineData(
        "\"kind\": \"balanced\", \"initialStrength\": 0.001",
        "\"kind\": \"balanced\", \"initialStrength\": Measured",
        """s.json:22: runs.deep.theories[0].initialStrength: must be a value, but is Measured. Text is written in double quotes: "Measured"."""
    )]
    public void A_text_that_is_not_JSON_is_explained_in_plain_words(string good, string bad, string message)
    {
        using ScenarioFolder folder = new();
        ScenarioFolder.Good.ShouldContain(good);
        folder.Mistake(ScenarioFolder.Good.Replace(good, bad, StringComparison.Ordinal)).ShouldBe(message);
    }
}
