using System.Text;
using Dynamics.Comparison.Reports;

namespace ComparisonTests.Reports;

public sealed class ErrorTableTests
{
    /// <summary>The sheet's aligned start with Euler's method: the first two modes, one seed; then an ensemble.</summary>
    internal static IReadOnlyList<ErrorRow> Rows { get; } =
    [
        new ErrorRow("aligned", "balanced", "exact; holds", "mode1")
        {
            MaximumDifference = 0.203420123456789,
            TimeOfMaximum = 3.7,
            RootMeanSquare = 0.0512349,
            Final = -3.552713678800501e-15,
            HalfRiseSimulated = 3.8512,
            HalfRisePredicted = 3.723107064444,
            HalfRiseShift = 0.128092935556,
        },
        new ErrorRow("ten_seeds", "balanced|measured", "asymptotic; fails", "mode2")
        {
            MaximumDifference = new Estimate(0.0811234, 0.0123456),
            TimeOfMaximum = new Estimate(5.4, 0),
            RootMeanSquare = new Estimate(2.5e-5, 1.24e-6),
            Final = new Estimate(-0.00123, 0.000456),
        },
    ];

    [Fact]
    public void The_csv_holds_every_digit_and_reads_back_to_equal_rows()
    {
        using TemporaryFolder folder = new();
        string path = folder.Path("errors.csv");
        using (FileStream stream = File.Create(path))
        {
            ErrorTable.Write(Rows, stream);
        }

        string[] lines = File.ReadAllText(path).Split('\n');
        lines[0].ShouldStartWith("run,theory,validity,observable,max difference,max difference sd,time of maximum,");
        lines[1]
            .ShouldBe(
                "aligned,balanced,exact; holds,mode1,0.203420123456789,,3.7,,0.0512349,,-3.552713678800501E-15,,"
                    + "3.8512,,3.723107064444,,0.128092935556,"
            );
        lines[2].ShouldEndWith(",-0.00123,0.000456,,,,,,");
        ErrorTable.Read(path).ShouldBe(Rows);
    }

    [Theory]
    [InlineData("run,theory\n", "errors.csv:1: must be the line of names")]
    [InlineData("HEAD\na,b,c,d,1\n", "errors.csv:2: must have 18 cells, but has 5")]
    [InlineData("HEAD\na,b,c,d,x,,1,,1,,1,,,,,,,\n", "errors.csv:2: max difference: must be a number and its spread")]
    public void A_file_that_is_no_error_table_is_refused_with_its_line(string text, string message)
    {
        using TemporaryFolder folder = new();
        using MemoryStream empty = new();
        ErrorTable.Write([], empty);
        string header = Encoding.UTF8.GetString(empty.ToArray()).TrimEnd();
        File.WriteAllText(folder.Path("errors.csv"), text.Replace("HEAD", header, StringComparison.Ordinal));

        Should
            .Throw<InvalidDataException>(() => ErrorTable.Read(folder.Path("errors.csv")))
            .Message.ShouldStartWith(message);
    }

    [Fact]
    public void The_markdown_table_has_digits_that_mean_something()
    {
        ErrorDocuments
            .Markdown(Rows)
            .ShouldBe(
                """
                | run | theory | validity | observable | max \|Δ\| | at t | RMS | final Δ | half-rise | predicted | shift |
                | --- | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
                | aligned | balanced | exact; holds | mode1 | 0.2034 | 3.700 | 0.05123 | −3.6e−15 | 3.851 | 3.723 | 0.1281 |
                | ten_seeds | balanced\|measured | asymptotic; fails | mode2 | 0.081 ± 0.012 | 5.400 ± 0 | 2.500e−5 ± 1.2e−6 | −0.00123 ± 0.00046 |  |  |  |

                """.ReplaceLineEndings("\n")
            );
    }

    [Fact]
    public void The_latex_table_escapes_names_and_sets_numbers_as_mathematics()
    {
        ErrorDocuments
            .Latex(Rows)
            .ShouldBe(
                """
                % \usepackage{booktabs}
                \begin{tabular}{llllrrrrrrr}
                \toprule
                run & theory & validity & observable & $\max |\Delta|$ & at $t$ & RMS & final $\Delta$ & half-rise & predicted & shift \\
                \midrule
                aligned & balanced & exact; holds & mode1 & $0.2034$ & $3.700$ & $0.05123$ & $-3.6 \times 10^{-15}$ & $3.851$ & $3.723$ & $0.1281$ \\
                \addlinespace
                ten\_seeds & balanced|measured & asymptotic; fails & mode2 & $0.081 \pm 0.012$ & $5.400 \pm 0$ & $2.500 \times 10^{-5} \pm 1.2 \times 10^{-6}$ & $-0.00123 \pm 0.00046$ &  &  &  \\
                \bottomrule
                \end{tabular}

                """.ReplaceLineEndings("\n")
            );
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(2.6457513110645907, "2.646")]
    [InlineData(9.99996, "10.00")]
    [InlineData(0.0999996, "0.1000")]
    [InlineData(-12345.678, "−12346")]
    [InlineData(123456.78, "1.235e5")]
    [InlineData(0.00099999, "1.000e−3")]
    [InlineData(4.4408920985006262e-16, "4.4e−16")]
    [InlineData(double.PositiveInfinity, "∞")]
    [InlineData(double.NegativeInfinity, "−∞")]
    [InlineData(double.NaN, "")]
    public void A_number_is_written_with_four_digits_and_rounding_errors_with_two(double value, string expected)
    {
        ErrorRow row = Rows[0] with { MaximumDifference = value };
        ErrorDocuments.Markdown([row]).Split('\n')[2].Split('|')[5].Trim().ShouldBe(expected);
    }

    [Theory]
    [InlineData(2.6457, 0.0996, "2.65 ± 0.10")]
    [InlineData(12.3456, 1.26, "12.3 ± 1.3")]
    [InlineData(12345.6, 321, "12346 ± 321")]
    [InlineData(1, 4e-12, "1.000 ± 4.0e−12")]
    [InlineData(0, 0, "0 ± 0")]
    public void A_mean_has_the_decimals_of_its_spread(double mean, double spread, string expected)
    {
        ErrorRow row = Rows[0] with { MaximumDifference = new Estimate(mean, spread) };
        ErrorDocuments.Markdown([row]).Split('\n')[2].Split('|')[5].Trim().ShouldBe(expected);
    }

    [Fact]
    public void Half_rise_columns_are_left_out_when_no_row_has_any()
    {
        ErrorDocuments.Markdown([Rows[1]]).ShouldNotContain("half-rise");
        ErrorDocuments.Latex([Rows[1]]).ShouldContain(@"\begin{tabular}{llllrrrr}");
    }

    [Fact]
    public void Mean_and_spread_over_seeds_are_those_of_statistics()
    {
        // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, sum of squares 32; moved far out, where naive sums of squares would cancel.
        double[] moved = [.. new double[] { 2, 4, 4, 4, 5, 5, 7, 9 }.Select(number => number + 1e9)];

        Estimate estimate = Estimate.Over(moved);

        estimate.Value.ShouldBe(1e9 + 5);
        estimate.Spread!.Value.ShouldBe(Math.Sqrt(32 / 7.0), tolerance: 1e-12);
        Estimate.Over([3.5]).ShouldBe(new Estimate(3.5));
        Should.Throw<ArgumentException>(() => Estimate.Over([]));
    }
}
