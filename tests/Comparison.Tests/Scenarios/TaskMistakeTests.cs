namespace ComparisonTests.Scenarios;

public class TaskMistakeTests
{
    [Theory]
    [InlineData(
        "\"identity\"",
        "\"idenity\"",
        """s.json:5: task.sigmaX: must be "identity", a matrix in rows or the path of a CSV file, but is "idenity". Did you mean "identity"?"""
    )]
    [InlineData(
        "\"identity\"",
        "\"x.csv\"",
        """s.json:5: task.sigmaX: must be a file that exists, but "x.csv" does not. Check the path."""
    )]
    [InlineData(
        "\"identity\"",
        "\".\"",
        """s.json:5: task.sigmaX: must be a file, but "." is a directory. Name a file in it."""
    )]
    [InlineData(
        "\"identity\"",
        "\"\\u0000\"",
        """s.json:5: task.sigmaX: must be a readable file, but "\u0000" cannot be read: no file can have this name. Check the path and its permissions."""
    )]
    [InlineData(
        "\"identity\"",
        "\"\"",
        """s.json:5: task.sigmaX: must be the path of a CSV file, but is "". Paths are relative to the scenario file."""
    )]
    [InlineData(
        "\"identity\"",
        "[[1,0],[0,1]]",
        "s.json:6: task.sigmaYX: must have as many columns as Σ^x, 2, but Σ^yx is 7×4. Give one row per output and one column per input."
    )]
    [InlineData(
        "\"identity\"",
        "[[1,0],[0]]",
        "s.json:5: task.sigmaX[1]: must have as many numbers as the first row, 2, but has 1. Make all rows equally long."
    )]
    [InlineData(
        "\"identity\"",
        "[[]]",
        "s.json:5: task.sigmaX[0]: must be a list of at least one, but is the empty list []. Example: [1, 0]."
    )]
    [InlineData(
        "\"identity\"",
        "[]",
        """s.json:5: task.sigmaX: must be a list of at least one, but is the empty list []. Example: [[1, 0], [0, 1]] or "matrix.csv"."""
    )]
    [InlineData(
        "\"identity\"",
        "[[1,0,0,0],[0,1,0,0],[0,0,1,0],[0,0,1,1]]",
        "s.json:5: task.sigmaX: must be symmetric, but Σ^x has 0 in (3, 4) and 1 in (4, 3). Make the two equal."
    )]
    [InlineData(
        "\"identity\"",
        "[[1,0,0,0],[0,1,0,0],[0,0,1,0],[0,0,0,-1]]",
        "s.json:5: task.sigmaX: must be positive semidefinite, as E[x xᵀ] of any data is, but the smallest eigenvalue of Σ^x is -1. Check its entries."
    )]
    [InlineData(
        "\"identity\"",
        "[[1,0,0,0],[0,1,0,0],[0,0,1,2],[0,0,2,1]]",
        "s.json:5: task.sigmaX: must be positive semidefinite, as E[x xᵀ] of any data is, but the smallest eigenvalue of Σ^x is -1. Check its entries."
    )]
    [InlineData(
        "\"identity\"",
        "[[1,0,0,0],[0,1,0,0],[0,0,1,1],[0,0,1,1]]",
        "s.json:6: task.sigmaYX: must be zero along every direction in which the inputs do not vary, but Σ^x is singular along one (mostly input 3) where Σ^yx has length 1. Compute both from the same data."
    )]
    [InlineData(
        "\"identity\"",
        "[[0,0,0,0],[0,0,0,0],[0,0,0,0],[0,0,0,0]]",
        "s.json:5: task.sigmaX: must have an entry other than 0, but Σ^x is zero. There is nothing to learn."
    )]
    [InlineData(
        "\"identity\"",
        "[[1,2,3,4],[0,0,0,0]]",
        "s.json:5: task.sigmaX: must be square, but Σ^x is 2×4. Give Σ^x = E[x xᵀ], one row and column per input."
    )]
    [InlineData(
        "\"identity\"",
        """{"a": 1}""",
        """s.json:5: task.sigmaX: must be a matrix in rows or the path of a CSV file, but is an object { … }. Example: [[1, 0], [0, 1]] or "matrix.csv"."""
    )]
    [InlineData(
        "\"identity\"",
        """["a"]""",
        """s.json:5: task.sigmaX[0]: must be a list [ … ], but is "a". Example: [1, 0]."""
    )]
    [InlineData(
        "\"kind\": \"moments\"",
        "\"kind\": \"moment\"",
        """s.json:4: task.kind: must be "moments", "diffuseTree", "teacherStudent", "data" or "quadratic", but is "moment". Did you mean "moments"?"""
    )]
    [InlineData(
        "\"kind\": \"moments\",",
        "",
        """s.json:3: task: must have a "kind", but has none. Known: "moments", "diffuseTree", "teacherStudent", "data" or "quadratic"."""
    )]
    public void Moments_that_no_data_can_have_are_refused(string good, string bad, string message)
    {
        using ScenarioFolder folder = new();
        ScenarioFolder.Good.ShouldContain(good);
        folder.Mistake(ScenarioFolder.Good.Replace(good, bad, StringComparison.Ordinal)).ShouldBe(message);
    }
}
