namespace ComparisonTests.Scenarios;

public class LearningMistakeTests
{
    [Theory]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": -0.1,",
        "s.json:15: runs.deep.learning.step: must be a positive number, but is -0.1. Example: 0.1."
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": \"0,5\",",
        """s.json:15: runs.deep.learning.step: must be a positive number, but is "0,5". Decimals are written with a point: 0.5."""
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": \"0.5\",",
        """s.json:15: runs.deep.learning.step: must be a positive number, but is "0.5". Numbers stand without quotes."""
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": \"fast\",",
        """s.json:15: runs.deep.learning.step: must be a positive number, but is "fast". Example: 0.1."""
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": 1e999,",
        "s.json:15: runs.deep.learning.step: must be a finite number, but is 1e999. The largest number there is has about 308 digits, 1.797e308."
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": 1e-999,",
        "s.json:15: runs.deep.learning.step: must be a finite number, but is 1e-999. It is too near 0 to be held (the least is 5e-324). Write 0 if 0 is meant."
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": null,",
        "s.json:15: runs.deep.learning.step: must be a positive number, but is null. Example: 0.1."
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"stpe\": 0.1,",
        """s.json:15: runs.deep.learning.stpe: must be a key that is known here, but "stpe" is not. Did you mean "step"?"""
    )]
    [InlineData(
        "\"step\": 0.1,",
        "",
        """s.json:13: runs.deep.learning.step: must be given, but is missing. Example: "step": 0.1."""
    )]
    [InlineData(
        "\"step\": 0.1,",
        "\"step\": 0.1, \"weightDecay\": -0.5,",
        "s.json:15: runs.deep.learning.weightDecay: must be a number that is not negative, but is -0.5. Example: 0.1."
    )]
    [InlineData(
        "\"method\": \"euler\",",
        "\"method\": \"eular\",",
        """s.json:14: runs.deep.learning.method: must be "euler", "heun", "rk4" or "dormandPrince", but is "eular". Did you mean "euler"?"""
    )]
    [InlineData(
        "\"method\": \"euler\",",
        "\"method\": \"dormandPrince\",",
        """s.json:15: runs.deep.learning.step: must not be given with "dormandPrince", which chooses its own steps, but is. Remove it and set "relativeTolerance", or take "rk4"."""
    )]
    [InlineData(
        "\"until\": 15",
        "\"until\": 15.05",
        "s.json:17: runs.deep.learning.until: must be a whole number of steps, but 15.05 is 150.5 steps of 0.1. Nearest: until 15 or 15.1, or step 0.100333333."
    )]
    [InlineData(
        "\"until\": 15",
        "\"until\": -1",
        "s.json:17: runs.deep.learning.until: must be a number that is not negative, but is -1. Example: 15."
    )]
    [InlineData(
        "\"until\": 15",
        "\"until\": 1e300",
        "s.json:17: runs.deep.learning.until: must be reached in at most 9e15 steps, but 1e+300 is 1e+301 steps of 0.1. Take a larger step."
    )]
    [InlineData(
        """{ "every": 0.1 }""",
        """{ "every": 0.25 }""",
        "s.json:19: runs.deep.sample.every: must be a whole number of steps, but 0.25 is 2.5 steps of 0.1. Nearest: 0.2 or 0.3."
    )]
    [InlineData(
        """{ "every": 0.1 }""",
        """{ "every": 0.01 }""",
        "s.json:19: runs.deep.sample.every: must be a whole number of steps, but 0.01 is 0.1 steps of 0.1. Nearest: 0.1."
    )]
    [InlineData(
        """{ "every": 0.1 }""",
        """{ "every": 0.1, "log": 20 }""",
        """s.json:19: runs.deep.sample: must have exactly one of "every", "log" and "at", but has "every" and "log". Example: { "every": 0.1 }, { "log": 200 } or { "at": [0, 1, 5] }."""
    )]
    [InlineData(
        """{ "every": 0.1 }""",
        """{ "log": 1 }""",
        "s.json:19: runs.deep.sample.log: must be a whole number, 2 or more, but is 1. Example: 2."
    )]
    [InlineData(
        """{ "every": 0.1 }""",
        """{ "at": [0, 1.23] }""",
        "s.json:19: runs.deep.sample.at[1]: must be met by a step, but 1.23 is 12.3 steps of 0.1. Nearest: 1.2 or 1.3."
    )]
    [InlineData(
        """{ "every": 0.1 }""",
        """{ "at": [1, 0] }""",
        "s.json:19: runs.deep.sample.at[1]: must be later than the time before it, 1, but is 0. Give increasing times."
    )]
    [InlineData(
        """{ "every": 0.1 }""",
        """{ "at": [16] }""",
        """s.json:19: runs.deep.sample.at[0]: must not be later than the end, 15, but is 16. Remove it or raise "until"."""
    )]
    [InlineData(
        """{ "every": 0.1 }""",
        """{ "at": [] }""",
        "s.json:19: runs.deep.sample.at: must be a list of at least one, but is the empty list []. Example: [0, 1, 5]."
    )]
    [InlineData(
        """{ "every": 0.1 }""",
        "{ }",
        """s.json:19: runs.deep.sample: must have exactly one of "every", "log" and "at", but has none. Example: { "every": 0.1 }, { "log": 200 } or { "at": [0, 1, 5] }."""
    )]
    [InlineData(
        """{ "every": 0.1 }""",
        """{ "evry": 1 }""",
        """s.json:19: runs.deep.sample.evry: must be a key that is known here, but "evry" is not. Did you mean "every"?"""
    )]
    [InlineData(
        "\"repeat\": 10",
        "\"repeat\": 1000000000",
        """s.json:19: runs.deep.sample: must leave samples that fit in memory, but 151 samples of 11 numbers for each of 1000000000 seeds need about 48.3 TiB and there are 1 GiB. Sample less often, such as "sample": { "log": 200 }."""
    )]
    [InlineData(
        "\"timeConstant\": 2.5,",
        "\"timeConstant\": 0,",
        "s.json:16: runs.deep.learning.timeConstant: must be a positive number, but is 0. Example: 0.1."
    )]
    [InlineData(
        "\"kind\": \"flow\", \"method\": \"euler\",",
        "\"kind\": \"flow\", \"method\": \"euler\", \"relativeTolerance\": 1e-6,",
        """s.json:14: runs.deep.learning.relativeTolerance: must not be given with "euler", whose step is fixed, but is. Remove it, or take "dormandPrince"."""
    )]
    [InlineData(
        "\"kind\": \"flow\", \"method\": \"euler\",",
        "\"kind\": \"flow\", \"method\": \"dormandPrince\", \"relativeTolerance\": 0,",
        """s.json:15: runs.deep.learning.step: must not be given with "dormandPrince", which chooses its own steps, but is. Remove it and set "relativeTolerance", or take "rk4"."""
    )]
    [InlineData(
        "\"kind\": \"flow\", \"method\": \"euler\",",
        "\"kind\": \"descent\", \"method\": \"euler\",",
        """s.json:14: runs.deep.learning.method: must not be given with the kind "descent", but is. It belongs to "flow"."""
    )]
    [InlineData(
        "\"until\": 15",
        "\"until\": 1e14",
        """s.json:19: runs.deep.sample: must leave samples that fit in memory, but 1e+15 samples of 11 numbers for each of 10 seeds need about 3.05 EiB and there are 1 GiB. Sample less often, such as "sample": { "log": 200 }."""
    )]
    [InlineData(
        """{ "every": 0.1 }""",
        """{ "every": "stp" }""",
        """s.json:19: runs.deep.sample.every: must be a positive number or "step", but is "stp". Did you mean "step"?"""
    )]
    public void A_learning_rule_or_a_sample_time_that_cannot_be_met_is_refused(string good, string bad, string message)
    {
        using ScenarioFolder folder = new();
        ScenarioFolder.Good.ShouldContain(good);
        folder.Mistake(ScenarioFolder.Good.Replace(good, bad, StringComparison.Ordinal)).ShouldBe(message);
    }
}
