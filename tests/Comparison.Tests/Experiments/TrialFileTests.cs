using Dynamics.Comparison.Experiments.Checkpoints;
using Dynamics.Comparison.Reports;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Integration;

namespace ComparisonTests.Experiments;

public sealed class TrialFileTests
{
    private static readonly double[] strange =
    [
        -0.0,
        double.NaN,
        double.Epsilon,
        double.NegativeInfinity,
        double.MaxValue,
        0.1,
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_trial_reads_back_to_the_last_bit(bool isDescent)
    {
        TrialState state = State(isDescent);
        using MemoryStream file = new();
        TrialFile.Write(file, state, Rows("time", "a", "b"), isDescent ? Rows("time", "w1_1", "w2_1") : null, "trial");
        Table samples = new(["time", "a", "b"]);
        Table? map = isDescent ? new Table(["time", "w1_1", "w2_1"]) : null;

        TrialState read = TrialFile.Read(file, samples, map, "trial");

        read.ShouldBeEquivalentTo(state);
        double[] written = read.Descent?.Weights ?? read.Flow!.Values;
        written.Select(BitConverter.DoubleToInt64Bits).ShouldBe(strange.Select(BitConverter.DoubleToInt64Bits));
        foreach (Table table in map is null ? [samples] : (Table[])[samples, map])
        {
            table.RowCount.ShouldBe(2);
            double[] numbers = [.. Enumerable.Range(0, 6).Select(place => table[place / 3, place % 3])];
            numbers.Select(BitConverter.DoubleToInt64Bits).ShouldBe(strange.Select(BitConverter.DoubleToInt64Bits));
        }
    }

    [Fact]
    public void A_file_of_another_trial_with_the_same_columns_is_refused()
    {
        using MemoryStream file = new();
        TrialFile.Write(file, State(isDescent: true), Rows("time", "a", "b"), map: null, "net.2.bin of one scenario");
        Should
            .Throw<InvalidDataException>(() =>
                TrialFile.Read(file, new Table(["time", "a", "b"]), map: null, "net.1.bin of one scenario")
            )
            .Message.ShouldBe("is of another trial");
    }

    [Fact]
    public void One_wrong_bit_anywhere_or_a_missing_end_is_found()
    {
        using MemoryStream file = new();
        TrialFile.Write(file, State(isDescent: true), Rows("time", "a", "b"), map: null, "trial");
        byte[] whole = file.ToArray();
        for (int place = 0; place < whole.Length; place++)
        {
            byte[] damaged = [.. whole];
            damaged[place] ^= 1;
            ShouldBeRefused(damaged);
            ShouldBeRefused(whole[..place]);
        }
        ShouldBeRefused([.. whole, 0]);
    }

    [Fact]
    public void The_file_of_a_trial_that_looks_at_something_else_is_refused()
    {
        using MemoryStream file = new();
        TrialFile.Write(file, State(isDescent: true), Rows("time", "a", "b"), map: null, "trial");
        Should
            .Throw<InvalidDataException>(() => TrialFile.Read(file, new Table(["time", "a", "c"]), map: null, "trial"))
            .Message.ShouldBe("is of another trial");
        Should
            .Throw<InvalidDataException>(() =>
                TrialFile.Read(file, new Table(["time", "a", "b"]), new Table(["time", "w1_1"]), "trial")
            )
            .Message.ShouldBe("is of another trial");
    }

    private static void ShouldBeRefused(byte[] bytes)
    {
        using MemoryStream file = new(bytes);
        Table samples = new(["time", "a", "b"]);
        Should.Throw<InvalidDataException>(() => TrialFile.Read(file, samples, map: null, "trial"));
        samples.RowCount.ShouldBe(0);
    }

    private static TrialState State(bool isDescent) =>
        isDescent
            ? new TrialState(
                new DescentState(7, [.. strange])
                {
                    TrainLoss = 0.25,
                    IsShown = true,
                    Memory = [.. strange, .. strange],
                    Averaged = [.. strange.Reverse()],
                },
                Flow: null
            )
            : new TrialState(
                Descent: null,
                new IntegrationState(Step: 1L << 40, Time: 0.3, [.. strange])
                {
                    Proposal = 0.125,
                    PreviousError = 1e-4,
                    AfterRejection = true,
                    Tried = (1L << 40) + 3,
                    IsShown = false,
                }
            );

    private static Table Rows(params string[] columns)
    {
        Table table = new(columns, capacity: 1);
        table.Add(strange.AsSpan(0, 3));
        table.Add(strange.AsSpan(3, 3));
        return table;
    }
}
