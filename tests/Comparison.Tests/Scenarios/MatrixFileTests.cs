using Dynamics.Comparison.Scenarios;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Scenarios;

public class MatrixFileTests
{
    private const string FromFile = "task.sigmaYX=m.csv";

    private static readonly string text =
        ScenarioFolder.Good[..ScenarioFolder.Good.IndexOf(",\n  \"figures\"", StringComparison.Ordinal)] + "}";

    [Theory]
    [InlineData("1,2,3,4\n0,0,0,-5e-1\n")]
    [InlineData("1;2;3;4\n0;0;0;-0.5")]
    [InlineData("1\t2\t3\t4\r\n0\t0\t0\t-0.5\r\n")]
    [InlineData("1 2 3 4\n0 0 0 -0.5\n")]
    [InlineData("  1   2  3 4  \n  0   0  0 -0.5\n")]
    [InlineData("1, 2, 3, 4\n0, 0, 0, -0.5\n")]
    [InlineData("# a\n\n1,2,3,4\n# b\n\n0,0,0,-0.5\n\n")]
    [InlineData("\uFEFF1,2,3,4\n0,0,0,-0.5\n")]
    [InlineData(
        "1.000000000000000000e+00 2.000000000000000000e+00 3.000000000000000000e+00 4.000000000000000000e+00\n0.000000000000000000e+00 0.000000000000000000e+00 0.000000000000000000e+00 -5.000000000000000000e-01\n"
    )]
    public void A_matrix_is_the_same_however_its_numbers_are_divided(string csv)
    {
        using ScenarioFolder folder = new();
        folder.Write("m.csv", csv);
        folder
            .ReadText(text, FromFile)
            .Task.SigmaYX.ShouldBe(
                Matrix<double>.Build.DenseOfArray(
                    new[,]
                    {
                        { 1, 2, 3, 4 },
                        { 0, 0, 0, -0.5 },
                    }
                )
            );
    }

    [Theory]
    [InlineData(
        "",
        "m.csv:1: task.sigmaYX: must hold at least one row of numbers, but is empty. Write one row of the matrix a line."
    )]
    [InlineData(
        "# only\n\n",
        "m.csv:1: task.sigmaYX: must hold at least one row of numbers, but is empty. Write one row of the matrix a line."
    )]
    [InlineData(
        "# a\n1,2,3,4\n\n1,2,3\n",
        "m.csv:4: task.sigmaYX: must have as many numbers as line 2, 4, but has 3. Make all rows equally long."
    )]
    [InlineData("1,2,3,4\n1,x,3,4\n", "m.csv:2:2: task.sigmaYX: must be a finite number, but is \"x\". Example: 0.1.")]
    [InlineData(
        "1,2,3,4\r\n1,2,,4\r\n",
        "m.csv:2:3: task.sigmaYX: must hold a number in every column, but is empty here. Write 0 if 0 is meant."
    )]
    [InlineData(
        "1,2,3,4,\n",
        "m.csv:1:5: task.sigmaYX: must hold a number in every column, but is empty here: every row ends with a delimiter. Leave out the delimiter at the end of each row."
    )]
    [InlineData(
        "1;2;3,5;4\n",
        "m.csv:1:3: task.sigmaYX: must be a finite number, but is 3,5. Decimals are written with a point: 3.5."
    )]
    [InlineData(
        "1 2 3 4\n1 2 3,5 4\n",
        "m.csv:2:3: task.sigmaYX: must be a finite number, but is 3,5. Decimals are written with a point: 3.5."
    )]
    [InlineData("1 2 3 nan\n", "m.csv:1:4: task.sigmaYX: must be a finite number, but is nan. Numbers must be finite.")]
    [InlineData(
        "1 2 3 -inf\n",
        "m.csv:1:4: task.sigmaYX: must be a finite number, but is -inf. Numbers must be finite."
    )]
    [InlineData(
        "1 2 3 1e999\n",
        "m.csv:1:4: task.sigmaYX: must be a finite number, but is 1e999. The largest number there is has about 308 digits, 1.797e308."
    )]
    [InlineData(
        "a,b,c,d\n1,2,3,4\n",
        "m.csv:1: task.sigmaYX: must hold numbers only, but begins with the header \"a b c d\". Delete the line or begin it with #."
    )]
    [InlineData(
        "1 2 3 4\n0 0 0 5 # second, row\n",
        "m.csv:2:5: task.sigmaYX: must hold numbers only, but has the comment \"# second, row\" behind them. Comments need a line of their own."
    )]
    [InlineData(
        "1,2,3,4# first, row\n",
        "m.csv:1:4: task.sigmaYX: must hold numbers only, but has the comment \"# first row\" behind them. Comments need a line of their own."
    )]
    [InlineData(
        "\"1\",2,3,4\n",
        "m.csv:1:1: task.sigmaYX: must be a finite number, but is \"1\". If column 1 names the rows, leave it out (pandas: index=False; R: row.names=FALSE)."
    )]
    public void A_file_that_holds_no_matrix_is_refused_at_line_and_column(string csv, string message)
    {
        using ScenarioFolder folder = new();
        folder.Write("m.csv", csv);
        folder.Mistake(text, FromFile).ShouldBe(message);
    }

    [Fact]
    public void A_file_that_is_not_UTF_8_is_refused_at_the_line()
    {
        using ScenarioFolder folder = new();
        folder.Write("m.csv", [(byte)'1', (byte)'\n', 0xFF]);
        folder
            .Mistake(text, FromFile)
            .ShouldBe(
                "m.csv:2: task.sigmaYX: must be UTF-8 text, but holds the byte 0xFF where no character begins so. Save the file as UTF-8."
            );
    }

    [Fact]
    public void Paths_go_from_the_folder_of_the_scenario()
    {
        using ScenarioFolder folder = new();
        Directory.CreateDirectory(folder.PathOf("sub"));
        folder.Write("sub/m.csv", "1 2 3 4\n");
        folder.ReadText(text, "task.sigmaYX=sub/m.csv").Task.SigmaYX.ColumnCount.ShouldBe(4);
        folder
            .Mistake(text, "task.sigmaYX=sub")
            .ShouldBe(
                "s.json: --set task.sigmaYX=sub: task.sigmaYX: must be a file, but \"sub\" is a directory. Name a file in it."
            );
    }

    [Fact]
    public void Weights_from_files_must_fit_the_layers_and_are_named_by_layer()
    {
        using ScenarioFolder folder = new();
        folder.Write("W1.csv", "1 2 3 4\n5 6 7 8\n");
        folder.Write("W2.csv", string.Concat(Enumerable.Repeat("1 2\n", 7)));
        string[] fitting =
        [
            "runs.deep.network.hidden=[2]",
            "runs.deep.repeat=1",
            "runs.deep.start={\"kind\":\"file\",\"weights\":[\"W1.csv\",\"W2.csv\"]}",
        ];
        double[] weights = new double[22];
        folder.ReadText(text, fitting).Runs[0].Start.Fill(new(4, [2], 7), weights);
        weights[..8].ShouldBe([1, 5, 2, 6, 3, 7, 4, 8]);

        fitting[0] = "runs.deep.network.hidden=[3]";
        folder
            .Mistake(text, fitting)
            .ShouldEndWith(
                ": runs.deep.start.weights[0]: must hold W_1 as 3×4 (hidden layer 1 by the inputs of Σ^yx), but W_1 is 2×4. Give the layers input side first."
            );
    }

    [Fact]
    public void A_row_too_long_for_an_identity_in_memory_is_refused_before_it_is_made()
    {
        using ScenarioFolder folder = new();
        folder.Write("m.csv", string.Join(' ', Enumerable.Repeat("1", 30_000)));
        folder
            .Mistake(text, FromFile)
            .ShouldEndWith(
                ": task.sigmaYX: must have no more columns than memory can hold, but Σ^x is 30000×30000 and needs 26.8 GiB and there are 1 GiB. Give one row per output and one column per input."
            );
    }

    [Fact]
    public void A_covariance_that_rounding_made_slightly_asymmetric_is_made_symmetric()
    {
        using ScenarioFolder folder = new();
        string sigmaX = "task.sigmaX=[[1,0.3,0,0],[0.30000000000000004,1,0,0],[0,0,1,0],[0,0,0,1]]";
        Scenario scenario = folder.ReadText(text, sigmaX);
        scenario.Task.SigmaX[0, 1].ShouldBe(scenario.Task.SigmaX[1, 0]);
        scenario.Task.SigmaX[0, 1].ShouldBe(0.3, 1e-16);
    }

    [Fact]
    public void A_singular_covariance_is_accepted_where_the_correlation_stays_in_its_range()
    {
        using ScenarioFolder folder = new();
        // The third and the fourth input are one: Σ^yx has equal columns for them.
        Scenario scenario = folder.ReadText(
            text,
            "task.sigmaX=[[1,0,0,0],[0,1,0,0],[0,0,0.1,0.1],[0,0,0.1,0.1]]",
            "task.sigmaYX=[[1,2,0.3,0.3],[0,1,0.1,0.1]]"
        );
        scenario.Task.SigmaX.Rank().ShouldBe(3);
    }
}
