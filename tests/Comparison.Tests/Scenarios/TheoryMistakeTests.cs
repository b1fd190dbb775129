namespace ComparisonTests.Scenarios;

public class TheoryMistakeTests
{
    [Theory]
    [InlineData(
        "\"initialStrength\": \"measured\"",
        "\"initialStrength\": 0.1",
        """s.json:23: runs.deep.theories[1]: must have a label of its own, but "balanced" is the label of another theory of this run. Give each a "name"."""
    )]
    [InlineData(
        "\"initialStrength\": \"measured\"",
        "\"initialStrength\": -0.1",
        """s.json:23: runs.deep.theories[1].initialStrength: must be a number that is not negative, "measured" or "overlap", but is -0.1. Example: 0.1."""
    )]
    [InlineData(
        "\"initialStrength\": \"measured\"",
        "\"initialStrength\": \"mesured\"",
        """s.json:23: runs.deep.theories[1].initialStrength: must be a number that is not negative, "measured" or "overlap", but is "mesured". Did you mean "measured"?"""
    )]
    [InlineData(
        "\"initialStrength\": \"measured\"",
        "\"initialStrength\": \"0.1\"",
        """s.json:23: runs.deep.theories[1].initialStrength: must be a number that is not negative, "measured" or "overlap", but is "0.1". Numbers stand without quotes."""
    )]
    [InlineData(
        "\"initialStrength\": \"measured\"",
        "\"initialStrength\": true",
        """s.json:23: runs.deep.theories[1].initialStrength: must be a number that is not negative, "measured" or "overlap", but is true. Example: 0.1."""
    )]
    [InlineData(
        "\"initialStrength\": \"measured\"",
        "\"initialStrength\": \"measured\", \"tolerance\": 0",
        "s.json:23: runs.deep.theories[1].tolerance: must be a positive number, but is 0. Example: 1e-6."
    )]
    [InlineData(
        "\"initialStrength\": \"measured\"",
        "\"initialStrength\": \"measured\", \"name\": \"balanced\"",
        """s.json:23: runs.deep.theories.balanced: must have a label of its own, but "balanced" is the label of another theory of this run. Give each a "name"."""
    )]
    [InlineData(
        """{ "kind": "balanced", "initialStrength": "measured" }""",
        """{ "kind": "picky" }""",
        """s.json:23: runs.deep.theories[1]: must be settings that "picky" accepts, but: The moon must be full."""
    )]
    [InlineData(
        """{ "kind": "balanced", "initialStrength": "measured" }""",
        """{ "kind": "balnced" }""",
        """s.json:23: runs.deep.theories[1].kind: must be "balanced", "shallow" or "picky", but is "balnced". Did you mean "balanced"?"""
    )]
    [InlineData(
        """{ "kind": "balanced", "initialStrength": "measured" }""",
        """{ "kind": "balanced" }""",
        """s.json:23: runs.deep.theories[1].initialStrength: must be given, but is missing. Example: "initialStrength": 0.1."""
    )]
    [InlineData(
        "\"kind\": \"balanced\", \"initialStrength\": 0.001",
        "\"kind\": \"balanced\", \"initialStrengt\": 1",
        """s.json:22: runs.deep.theories[0].initialStrengt: must be a key that is known here, but "initialStrengt" is not. Did you mean "initialStrength"?"""
    )]
    [InlineData(
        "\"theories\": [{ \"kind\": \"shallow\", \"initialStrength\": 0.001 }]",
        "\"theories\": { \"kind\": \"shallow\" }",
        """s.json:32: runs.shallow.theories: must be a list [ … ], but is an object { … }. Example: [{ "kind": "balanced", "initialStrength": 0.001 }]."""
    )]
    public void A_theory_that_cannot_be_bound_is_refused(string good, string bad, string message)
    {
        using ScenarioFolder folder = new();
        ScenarioFolder.Good.ShouldContain(good);
        folder.Mistake(ScenarioFolder.Good.Replace(good, bad, StringComparison.Ordinal)).ShouldBe(message);
    }
}
