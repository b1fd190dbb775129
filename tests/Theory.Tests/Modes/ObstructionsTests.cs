using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;
using TheoryTests.Golden;

namespace TheoryTests.Modes;

public sealed class ObstructionsTests
{
    [Theory]
    [InlineData("wrong sign", typeof(Obstruction.DeterminantSign))]
    [InlineData("wrong sign wide", typeof(Obstruction.DeterminantSign))]
    [InlineData("wrong sign deep", typeof(Obstruction.DeterminantSign))]
    [InlineData("narrow", typeof(Obstruction.NarrowLayer))]
    [InlineData("constant", typeof(Obstruction.DependentUnits))]
    [InlineData("two alike", typeof(Obstruction.DependentUnits))]
    public void The_flow_stops_at_the_loss_of_its_obstruction(string name, Type kind)
    {
        (SingularModes modes, Matrix<double>[] weights, double loss) = Case(name);
        Obstruction obstruction = Obstructions.Of(modes, weights).ShouldHaveSingleItem();
        obstruction.ShouldBeOfType(kind);
        // The approach is exponential, for three layers a power law: a little is still missing when the integration ends.
        obstruction.FinalLoss!.Value.ShouldBe(loss, tolerance: 2e-5);
        obstruction.Because.ShouldContain("the loss stays at");
    }

    [Theory]
    [InlineData("right sign")]
    [InlineData("wrong sign unbalanced")]
    public void A_flow_that_learns_everything_has_none(string name)
    {
        (SingularModes modes, Matrix<double>[] weights, double loss) = Case(name);
        loss.ShouldBe(0, tolerance: 1e-12);
        Obstructions.Of(modes, weights).ShouldBeEmpty();
    }

    [Fact]
    public void A_constant_start_on_the_sheet_is_one_neuron_and_stops_at_five_halves()
    {
        SingularModes modes = SingularModes.Of(Tasks.Sheet, Tasks.White(4));
        Matrix<double>[] weights = [Matrix<double>.Build.Dense(5, 4, 0.1), Matrix<double>.Build.Dense(7, 5, 0.1)];
        Obstructions
            .Of(modes, weights)
            .ShouldHaveSingleItem()
            .ShouldBeOfType<Obstruction.DependentUnits>()
            .Because.ShouldBe(
                "The 5 units of hidden layer 1 start as 1 effective neuron, and the flow keeps them so: at most 1 mode can be "
                    + "learned, and the loss stays at 2.5 or above. Start from random weights."
            );
    }

    [Fact]
    public void Floating_point_follows_the_saddle_of_two_layers_for_thirty_times_its_time()
    {
        Obstruction.DeterminantSign two = new(Depth: 2, LeastSingularValue: 0.5, FinalLoss: 0.125);
        two.FollowedUntil(timeConstant: 2).ShouldBe(120);
        (two with { Depth = 3 }).FollowedUntil(timeConstant: 2).ShouldBeNull();
    }

    [Fact]
    public void A_shallow_network_and_a_start_of_nothing_are_told_apart()
    {
        SingularModes modes = SingularModes.Of(Tasks.Sheet, Tasks.White(4));
        Obstructions.Of(modes, [Matrix<double>.Build.Dense(7, 4)]).ShouldBeEmpty();
        Obstructions
            .Of(modes, [Matrix<double>.Build.Dense(5, 4), Matrix<double>.Build.Dense(7, 5)])
            .ShouldHaveSingleItem()
            .FinalLoss!.Value.ShouldBe(6, tolerance: 1e-12);
    }

    [Fact]
    public void Where_input_directions_are_not_shared_no_loss_is_promised()
    {
        Matrix<double> sigmaX = Matrix<double>.Build.DenseOfRowArrays([2, 0.5], [0.5, 1]);
        Matrix<double> sigmaYX = Matrix<double>.Build.DenseOfRowArrays([2, 0], [0, 1]);
        Obstruction narrow = Obstructions
            .Of(SingularModes.Of(sigmaYX, sigmaX), [Tasks.Random(1, 2, seed: 1), Tasks.Random(2, 1, seed: 2)])
            .ShouldHaveSingleItem();
        narrow.FinalLoss.ShouldBeNull();
        narrow.Because.ShouldBe(
            "Hidden layer 1 is 1 wide, but the task has 2 modes: at most 1 can be learned, and a part of the loss stays. "
                + "Take 2 or more units."
        );
    }

    private static (SingularModes Modes, Matrix<double>[] Weights, double Loss) Case(string name)
    {
        string[] row = GoldenTable.Cells("obstructions.csv").Single(cells => cells[0] == name);
        SingularModes modes = SingularModes.Of(sigmaYX: MatrixOf(row[1]), sigmaX: MatrixOf(row[2]));
        return (modes, [.. row[3].Split(';').Select(MatrixOf)], GoldenTable.Number(row[4]));
    }

    private static Matrix<double> MatrixOf(string cell)
    {
        string[] parts = cell.Split(' ');
        int rows = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
        double[] entries = [.. parts.Skip(1).Select(GoldenTable.Number)];
        return Matrix<double>.Build.Dense(rows, entries.Length / rows, entries);
    }
}
