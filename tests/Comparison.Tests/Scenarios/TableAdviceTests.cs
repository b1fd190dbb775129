using System.Text;
using System.Text.RegularExpressions;
using Dynamics.Comparison.Scenarios;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Scenarios;

/// <summary>The matrix [[2, 1], [0, 1]] as other programs write it, and what a message about it leads to.</summary>
public class TableAdviceTests
{
    private const string FromFile = "task.sigmaYX=m.csv";

    private const string WithoutBoth =
        "Leave both out (pandas: to_csv(…, header=False, index=False); R: write.table(…, sep=\",\", col.names=FALSE, row.names=FALSE)).";

    private static readonly string scenario =
        ScenarioFolder.Good[..ScenarioFolder.Good.IndexOf(",\n  \"figures\"", StringComparison.Ordinal)] + "}";

    [Theory]
    [InlineData(",0,1\n0,2,1\n1,0,1\n")] // pandas: to_csv()
    [InlineData("\"\",\"0\",\"1\"\n\"0\",\"2\",\"1\"\n\"1\",\"0\",\"1\"\n")] // pandas: quoting=QUOTE_ALL
    [InlineData("\"\",\"0\",\"1\"\n0,2,1\n1,0,1\n")] // pandas: quoting=QUOTE_NONNUMERIC
    [InlineData("   0  1\n0  2  1\n1  0  1\n")] // pandas: to_string()
    [InlineData(",2019,2020\n0,2,1\n1,0,1\n")] // columns named by numbers
    [InlineData(",a,a\n,x,y\n0,2,1\n1,0,1\n")] // two lines of header
    [InlineData("city,2019,2020\nRome,2,1\nBonn,0,1\n")] // a pivot table
    [InlineData("\"\",\"V1\",\"V2\"\n\"1\",2,1\n\"2\",0,1\n")] // R: write.csv(A)
    [InlineData("\"\",V1,V2\n1,2,1\n2,0,1\n")] // R: write.csv(A, quote=FALSE)
    [InlineData("\"V1\" \"V2\"\n\"1\" 2 1\n\"2\" 0 1\n")] // R: write.table(A)
    [InlineData("V1,V2\n1,2,1\n2,0,1\n")] // R: write.table(A, sep=",", quote=FALSE)
    [InlineData("\"1\",2,1\n\"2\",0,1\n")] // R: write.table(A, sep=",", col.names=FALSE)
    [InlineData("\"2019\",\"2020\"\n2,1\n0,1\n")] // R: write.csv(A, row.names=FALSE)
    [InlineData("Id,x,y,Species\n1,2,1,setosa\n2,0,1,virginica\n")]
    [InlineData("x,name,y,kind\n2,Ann,1,a\n0,Bob,1,b\n")]
    [InlineData("2,1,setosa\n0,1,virginica\n")]
    [InlineData("150,setosa\n2,1\n0,1\n")] // scikit-learn: iris.csv
    [InlineData("Li,2,1\nNa,0,1\n")]
    [InlineData("2020-01-01,2,1\n2020-01-02,0,1\n")]
    [InlineData("1st,2nd\n2,1\n0,1\n")]
    [InlineData("sample#,y\n2,1\n0,1\n")]
    [InlineData("sep=,\n2,1\n0,1\n")]
    [InlineData("2,1,\n0,1,\n")]
    [InlineData(",2,1\n,0,1\n")]
    [InlineData("a,b,\n2,1,\n0,1,\n")]
    [InlineData("\"2\",\"1\"\n\"0\",\"1\"\n")]
    [InlineData(" 2.0D+00,1.0D+00\n 0.0D+00,1.0D+00\n")] // Fortran
    public void What_follows_the_advice_is_read_as_the_matrix_that_was_written(string table)
    {
        using ScenarioFolder folder = new();
        char delimiter = table.Contains(',') ? ',' : ' ';
        List<string[]> rows =
        [
            .. table
                .TrimEnd('\n')
                .Split('\n')
                .Select(line =>
                    line.Split(delimiter, delimiter == ' ' ? StringSplitOptions.RemoveEmptyEntries : default)
                ),
        ];
        folder.Write("m.csv", table);
        string message = folder.Mistake(scenario, FromFile);
        for (int attempts = 0; attempts < 4; attempts++)
        {
            rows = Followed(message, rows);
            folder.Write("m.csv", string.Concat(rows.Select(row => string.Join(',', row) + "\n")));
            try
            {
                Matrix<double> read = folder.ReadText(scenario, FromFile).Task.SigmaYX;
                read.ShouldBe(Matrix<double>.Build.DenseOfRowArrays([2, 1], [0, 1]));
                return;
            }
            catch (ScenarioException next)
            {
                message = next.Message;
            }
        }
        Assert.Fail($"no advice led to the matrix; the last was: {message}");
    }

    // Does what a message asks for; a condition in it ("if line 1 is a header") holds for every table above that meets it.
    private static List<string[]> Followed(string message, List<string[]> rows)
    {
        bool hasHeader = Regex.IsMatch(
            message,
            "begins with the header|[iI]f line 1 is a header|the line sep=",
            default,
            Limit
        );
        bool isRowsOnly = message.Contains("or write numbers there; if") || message.Contains("R: row.names=FALSE); if");
        // The first row of these is one of the matrix, unless its cells are names.
        if (hasHeader && !(isRowsOnly && !rows[0].Contains("2019")))
        {
            rows = rows[1..];
        }
        int[] columns =
        [
            .. Regex
                .Matches(
                    message,
                    "columns? (?<columns>[0-9, and]+) (?:names|holds?|only numbers)",
                    RegexOptions.IgnoreCase,
                    Limit
                )
                .SelectMany(match => Regex.Matches(match.Groups["columns"].Value, "[0-9]+", default, Limit))
                .Select(match => int.Parse(match.Value) - 1),
            .. message.Contains("at the end of each row") ? new[] { rows[0].Length - 1 } : [],
            .. message.Contains("at the beginning of each row") ? new[] { 0 } : [],
        ];
        Func<string, string> mend =
            message.Contains("without quotes: ") ? cell => cell.Trim('"')
            : message.Contains("written with E: ") ? cell => cell.Replace('D', 'E')
            : cell => cell;
        return [.. rows.Select(row => row.Where((_, column) => !columns.Contains(column)).Select(mend).ToArray())];
    }

    private static TimeSpan Limit => TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(
        ",0,1\n0,2,1\n1,0,1\n",
        "1: task.sigmaYX: must hold numbers only, but begins with the header \"0 1\", and column 1 names the rows. "
            + WithoutBoth
    )]
    [InlineData(
        "\"\",\"V1\",\"V2\"\n\"1\",2,1\n\"2\",0,1\n",
        "1: task.sigmaYX: must hold numbers only, but begins with the header \"V1 V2\", and column 1 names the rows. "
            + WithoutBoth
    )]
    [InlineData(
        "4,2,setosa,virginica\n5.1,3.5,1.4,0\n4.9,3.0,1.4,1\n",
        "1:3: task.sigmaYX: must be a finite number, but is \"setosa\". If line 1 is a header, delete it or begin it with #."
    )]
    [InlineData(
        "sep=;\n2;1\n0;1\n",
        "1: task.sigmaYX: must hold numbers only, but begins with the line sep=, which is for spreadsheets. Delete the line."
    )]
    [InlineData(
        "2.0D+00 1\n0 1\n",
        "1:1: task.sigmaYX: must be a finite number, but is 2.0D+00. The exponent is written with E: 2.0E+00."
    )]
    [InlineData(
        "2.0-101 1\n",
        "1:1: task.sigmaYX: must be a finite number, but is 2.0-101. The exponent is written with E: 2.0E-101."
    )]
    [InlineData(
        "2.5*^-3,1\n",
        "1:1: task.sigmaYX: must be a finite number, but is 2.5*^-3. The exponent is written with E: 2.5E-3."
    )]
    [InlineData(
        "\u22122,1\n",
        "1:1: task.sigmaYX: must be a finite number, but is \u22122. The minus sign is written as -: -2."
    )]
    [InlineData(
        "1,2\n(2.0e+00+1.0e+00j),1\n",
        "2:1: task.sigmaYX: must be a finite number, but is (2.0e+00+1.0e+00j). It is a complex number, and weights are real. Write real numbers, such as the real parts."
    )]
    // Without its quotes this row would be read as four numbers.
    [InlineData(
        "\"2,5\",\"1,0\"\n",
        "1:1: task.sigmaYX: must be a finite number, but is \"2. Numbers stand without quotes, decimals are written with a point, and thousands have no separator."
    )]
    [InlineData(
        "2*1.0\n0.0 1.0\n",
        "1:1: task.sigmaYX: must be a finite number, but is 2*1.0. Repeats are written out: 1.0, 2 times."
    )]
    [InlineData(
        "# name: A\n# type: sparse matrix\n# nnz: 2\n# rows: 2\n# columns: 2\n1 1 2\n2 2 1\n",
        "1: task.sigmaYX: must be a text table of numbers, but is a text file of Octave with several variables, or with something that is no full matrix. In Octave: dlmwrite(\"matrix.csv\", full(A))."
    )]
    [InlineData(
        "# name: A\n# type: matrix\n# rows: 1\n# columns: 2\n 2 1\n\n\n# name: B\n# type: matrix\n# rows: 1\n# columns: 2\n 0 1\n",
        "1: task.sigmaYX: must be a text table of numbers, but is a text file of Octave with several variables, or with something that is no full matrix. In Octave: dlmwrite(\"matrix.csv\", full(A))."
    )]
    [InlineData(
        "np.float64(2.0),1\n",
        "1:1: task.sigmaYX: must be a finite number, but is np.float64(2.0). Write 2.0 alone."
    )]
    [InlineData(
        "2,NA\n",
        "1:2: task.sigmaYX: must be a finite number, but is NA. A missing value is no number. Fill it in, or leave out its row or column."
    )]
    // A cell of a spreadsheet, and no comment: without it a row would be missing.
    [InlineData(
        "2,1\n#DIV/0!,1\n",
        "2:1: task.sigmaYX: must be a finite number, but is #DIV/0!. It is an error of the spreadsheet. Mend the formula there."
    )]
    [InlineData(
        "[[2, 1],\n [0, 1]]\n",
        "1: task.sigmaYX: must hold numbers only, but begins with the bracket [. Write one row of the matrix a line, without brackets, or put a matrix [[…], …] into the scenario itself."
    )]
    [InlineData(
        "2|1\n0|1\n",
        "1:1: task.sigmaYX: must be a finite number, but is 2|1. Columns are divided by semicolons, commas, tabs or blanks, the same everywhere, and decimals are written with a point."
    )]
    public void The_message_names_the_remedy_for_the_table_at_hand(string table, string message)
    {
        using ScenarioFolder folder = new();
        folder.Write("m.csv", table);
        folder.Mistake(scenario, FromFile).ShouldBe("m.csv:" + message);
    }

    public static TheoryData<byte[], string> Formats =>
        new()
        {
            {
                [
                    0x93,
                    .. "NUMPY\u0001\0v\0{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1), }\n\0\0\0\0\0\0\0@"u8,
                ],
                "a NumPy array (.npy). In Python: numpy.savetxt(\"matrix.csv\", numpy.load(\"m.csv\"))."
            },
            {
                [.. "PK\u0003\u0004"u8, .. new byte[26], .. "arr_0.npy"u8],
                "a NumPy archive (.npz). In Python: numpy.savetxt(\"matrix.csv\", numpy.load(\"m.csv\")[\"arr_0\"])."
            },
            {
                [.. "PK\u0003\u0004"u8, .. new byte[26], .. "[Content_Types].xml"u8],
                "an Excel workbook (.xlsx). Save the sheet as CSV, without headers."
            },
            { [0x1F, 0x8B, 8, 0], "compressed by gzip. Unpack it: gzip -dc \"m.csv\" > matrix.csv." },
            {
                [.. "MATLAB 5.0 MAT-file"u8],
                "a MATLAB file (.mat). In MATLAB: writematrix(A, \"matrix.csv\"); in Python: scipy.io.loadmat."
            },
            {
                [.. "version https://git-lfs.github.com/spec/v1\n"u8],
                "a Git LFS pointer, without the numbers. Fetch them: git lfs pull."
            },
        };

    [Theory, MemberData(nameof(Formats))]
    public void A_file_of_another_format_is_named_for_what_it_is(byte[] bytes, string message)
    {
        using ScenarioFolder folder = new();
        folder.Write("m.csv", bytes);
        folder
            .Mistake(scenario, FromFile)
            .ShouldBe("m.csv:1: task.sigmaYX: must be a text table of numbers, but is " + message);
    }

    [Fact]
    public void Numbers_written_as_they_are_in_memory_are_named_as_binary_data()
    {
        using ScenarioFolder folder = new();
        folder.Write("m.csv", [.. BitConverter.GetBytes(2.0), .. BitConverter.GetBytes(1.0)]);
        folder
            .Mistake(scenario, FromFile)
            .ShouldStartWith("m.csv:1: task.sigmaYX: must be a text table of numbers, but holds binary data.");
    }

    [Fact]
    public void A_spreadsheet_in_UTF_16_is_named_with_its_byte_order_mark_or_without()
    {
        using ScenarioFolder folder = new();
        foreach (Encoding encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            byte[] text = encoding.GetBytes("2\t1\n0\t1\n2,1");
            foreach (
                byte[] bytes in (byte[][])
                    [
                        [.. encoding.GetPreamble(), .. text],
                        encoding.GetBytes("2.5,1\n"),
                    ]
            )
            {
                folder.Write("m.csv", bytes);
                folder
                    .Mistake(scenario, FromFile)
                    .ShouldBe("m.csv:1: task.sigmaYX: must be UTF-8 text, but is UTF-16. Save the file as UTF-8.");
            }
        }
    }
}
