using Dynamics.Simulation.Data;
using MathNet.Numerics.LinearAlgebra;

namespace SimulationTests.Data;

public sealed class DataSetTests
{
    [Fact]
    public void Inputs_and_targets_of_different_items_are_refused() =>
        Should
            .Throw<ArgumentException>(() =>
                new DataSet(Matrix<double>.Build.Dense(2, 3), Matrix<double>.Build.Dense(2, 4))
            )
            .Message.ShouldStartWith(
                "Inputs and targets must be of the same items, but there are 3 inputs and 4 targets."
            );

    [Fact]
    public void An_entry_that_is_not_finite_is_named()
    {
        Matrix<double> targets = Matrix<double>.Build.Dense(2, 3);
        targets[1, 2] = double.NaN;
        Should
            .Throw<ArgumentException>(() => new DataSet(Matrix<double>.Build.Dense(4, 3), targets))
            .Message.ShouldStartWith("The target of item 2 must be finite, but its entry 2 is NaN.");
    }

    [Fact]
    public void Only_the_identity_is_one_hot()
    {
        Matrix<double> identity = Matrix<double>.Build.DenseIdentity(3);
        new DataSet(identity, identity).IsOneHot.ShouldBeTrue();
        new DataSet(2 * identity, identity).IsOneHot.ShouldBeFalse();
        new DataSet(identity.SubMatrix(0, 2, 0, 3), identity).IsOneHot.ShouldBeFalse();
    }

    [Fact]
    public void What_happens_to_a_matrix_later_does_not_reach_the_data()
    {
        Matrix<double> identity = Matrix<double>.Build.DenseIdentity(2);
        var data = new DataSet(identity, identity);
        identity[0, 0] = 5;
        data.Inputs.Span[0].ShouldBe(1);
    }
}
