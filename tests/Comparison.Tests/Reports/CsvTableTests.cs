using System.Text;
using Dynamics.Comparison.Reports;
using FsCheck;
using FsCheck.Fluent;

namespace ComparisonTests.Reports;

public sealed class CsvTableTests
{
    [Fact]
    public void Every_double_reads_back_to_the_same_bits()
    {
        Prop.ForAll(
                ArbMap.Default.ArbFor<double[]>(),
                numbers =>
                {
                    Table table = new(["time", "value"], capacity: 1);
                    foreach (double number in numbers)
                    {
                        table.Add([number, -number]);
                    }
                    Table again = CsvTable.Read(new StringReader(Text(table)), "again.csv");
                    return again["time"].SequenceEqual(table["time"]) && again["value"].SequenceEqual(table["value"]);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Digits_are_the_fewest_that_tell_a_number_from_its_neighbours()
    {
        Table table = new(["time", "mode1"]);
        table.Add([0, 1 / 3.0]);
        table.Add([0.1, 0.1 + 0.2]);
        table.Add([1e-5, 5e-324]);
        table.Add([150, -0.0]);

        Text(table).ShouldBe("time,mode1\n0,0.3333333333333333\n0.1,0.30000000000000004\n1E-05,5E-324\n150,-0\n");
    }

    [Fact]
    public void No_number_is_an_empty_cell_and_infinity_is_inf()
    {
        Table table = new(["time", "mode1", "mode2"]);
        table.Add([0.5, double.NaN, double.PositiveInfinity]);
        table.Add([double.NegativeInfinity, 1, double.NaN]);

        string text = Text(table);

        text.ShouldBe("time,mode1,mode2\n0.5,,inf\n-inf,1,\n");
        Table again = CsvTable.Read(new StringReader(text), "again.csv");
        again[0, 1].ShouldBe(double.NaN);
        again[0, 2].ShouldBe(double.PositiveInfinity);
        again[1, 0].ShouldBe(double.NegativeInfinity);
    }

    [Theory]
    [InlineData("", "a.csv:1: must start with a line of column names")]
    [InlineData("time,time\n", "a.csv:1: Column names must be different")]
    [InlineData("time,\n", "a.csv:1: Column names must be different and not empty")]
    [InlineData("time,mode1\n0,1\n0.1\n", "a.csv:3: must have 2 cells, one per column, but has 1")]
    [InlineData("time,mode1\n0,1,2\n", "a.csv:2: must have 2 cells, one per column, but has 3")]
    [InlineData("time,mode1\n0,1\n\n0,1\n", "a.csv:3: must have 2 cells, one per column, but has 1")]
    [InlineData("time,mode1\n0,\"1,5\"\n", "a.csv:2: mode1: must be a number, inf, -inf or nothing, but is \"1,5\"")]
    [InlineData("time,mode1\n0,1e999\n", "a.csv:2: mode1: must be a number, inf, -inf or nothing, but is \"1e999\"")]
    [InlineData("time,mode1\n0,NaN\n", "a.csv:2: mode1: must be a number, inf, -inf or nothing, but is \"NaN\"")]
    [InlineData("time,mode1\n0, 1\n", "a.csv:2: mode1: must be a number, inf, -inf or nothing, but is \" 1\"")]
    [InlineData("time,mode1\n0,1\"2\n", "a.csv:2: a quotation mark stands inside an unquoted cell")]
    public void A_file_that_is_no_table_is_refused_with_its_line_and_column(string text, string message)
    {
        Should
            .Throw<InvalidDataException>(() => CsvTable.Read(new StringReader(text), "a.csv"))
            .Message.ShouldStartWith(message);
    }

    [Fact]
    public void A_table_grows_past_its_capacity_and_keeps_its_numbers()
    {
        Table table = new(["time", "square"], capacity: 2);
        for (int row = 0; row < 100; row++)
        {
            table.Add([row, row * row]);
        }

        table.RowCount.ShouldBe(100);
        table["square"].ToArray().ShouldBe(Enumerable.Range(0, 100).Select(row => (double)row * row));
        table[99, 1].ShouldBe(9801);
        table.IndexOf("cube").ShouldBe(-1);
        Should.Throw<KeyNotFoundException>(() => table["cube"].Length).Message.ShouldContain("time, square");
        Should.Throw<ArgumentException>(() => table.Add([1])).Message.ShouldContain("must have 2 numbers, but has 1");
    }

    private static string Text(Table table)
    {
        using MemoryStream stream = new();
        CsvTable.Write(table, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
