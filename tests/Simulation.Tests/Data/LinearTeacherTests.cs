using Dynamics.Simulation.Data;
using MathNet.Numerics.LinearAlgebra;

namespace SimulationTests.Data;

public sealed class LinearTeacherTests
{
    [Fact]
    public void Without_noise_the_targets_are_the_teachers_map_of_the_inputs()
    {
        Matrix<double> map = LinearTeacher.DrawMap(outputs: 3, inputs: 20, variance: 1, seed: 1);
        DataSet data = new LinearTeacher(map, inputVariance: 1).Sample(count: 50, seed: 2);
        (Matrix<double> inputs, Matrix<double> targets) = Matrices(data);
        // Sums of 20 products of size 1.
        (targets - map * inputs)
            .ToColumnMajorArray()
            .Max(Math.Abs)
            .ShouldBeLessThan(1e-14);
    }

    [Fact]
    public void Teacher_inputs_and_noise_have_the_variances_asked_for()
    {
        Matrix<double> map = LinearTeacher.DrawMap(outputs: 100, inputs: 400, variance: 4, seed: 1);
        ShouldHaveVariance(map.ToColumnMajorArray(), 4);
        DataSet data = new LinearTeacher(map, inputVariance: 1 / 400.0, noiseVariance: 0.25).Sample(100, seed: 1);
        (Matrix<double> inputs, Matrix<double> targets) = Matrices(data);
        ShouldHaveVariance(inputs.ToColumnMajorArray(), 1 / 400.0);
        ShouldHaveVariance((targets - map * inputs).ToColumnMajorArray(), 0.25);
    }

    [Fact]
    public void A_test_set_goes_on_where_the_training_set_ended()
    {
        var teacher = new LinearTeacher(LinearTeacher.DrawMap(2, 5, 1, seed: 1), inputVariance: 1, noiseVariance: 1);
        DataSet all = teacher.Sample(count: 7, seed: 3);
        DataSet training = teacher.Sample(count: 4, seed: 3);
        DataSet test = teacher.Sample(count: 3, seed: 3, first: 4);
        training.Inputs.ToArray().Concat(test.Inputs.ToArray()).ShouldBe(all.Inputs.ToArray());
        // Products of other sizes may sum in another order.
        all.Targets.ToArray()
            .Zip(training.Targets.ToArray().Concat(test.Targets.ToArray()), (x, y) => Math.Abs(x - y))
            .Max()
            .ShouldBeLessThan(1e-14);
        teacher.Sample(count: 4, seed: 4).Inputs.ToArray().Intersect(all.Inputs.ToArray()).ShouldBeEmpty();
    }

    [Fact]
    public void A_variance_that_cannot_be_is_refused()
    {
        Matrix<double> map = Matrix<double>.Build.DenseIdentity(2);
        Should.Throw<ArgumentOutOfRangeException>(() => new LinearTeacher(map, inputVariance: -1));
        Should.Throw<ArgumentOutOfRangeException>(() => new LinearTeacher(map, 1, noiseVariance: double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => LinearTeacher.DrawMap(2, 2, double.PositiveInfinity, seed: 1));
    }

    [Fact]
    public void No_items_or_more_than_an_array_holds_are_refused()
    {
        var teacher = new LinearTeacher(Matrix<double>.Build.Dense(1, 100_000), inputVariance: 1);
        Should.Throw<ArgumentException>(() => teacher.Sample(count: 0, seed: 1));
        Should
            .Throw<ArgumentException>(() => teacher.Sample(count: 100_000, seed: 1))
            .Message.ShouldStartWith("The matrix of inputs must have positive sizes and at most");
    }

    // n draws: the mean square is within five of its deviations √(2/n).
    private static void ShouldHaveVariance(double[] values, double variance)
    {
        values.Average().ShouldBe(0, tolerance: 5 * Math.Sqrt(variance / values.Length));
        values.Average(value => value * value).ShouldBe(variance, 5 * variance * Math.Sqrt(2.0 / values.Length));
    }

    private static (Matrix<double> Inputs, Matrix<double> Targets) Matrices(DataSet data) =>
        (
            Matrix<double>.Build.Dense(data.InputWidth, data.Count, data.Inputs.ToArray()),
            Matrix<double>.Build.Dense(data.TargetWidth, data.Count, data.Targets.ToArray())
        );
}
