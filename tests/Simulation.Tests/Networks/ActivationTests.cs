using Dynamics.Simulation.Networks;
using SimulationTests.Descent;

namespace SimulationTests.Networks;

public sealed class ActivationTests
{
    // 41 places, so that every vector width leaves a tail; none is a corner.
    private static readonly double[] Places = [.. Enumerable.Range(0, 41).Select(k => -4.07 + 0.2 * k)];

    public static TheoryData<string> Names => [.. Activation.All.Select(activation => activation.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Value_and_slope_are_those_of_dual_numbers(string name)
    {
        Activation activation = Named(name);
        double[] values = new double[Places.Length];
        double[] error = [.. Places.Select(place => 2 - place)];
        activation.Apply(Places, values);
        activation.Backpropagate(Places, values, error);
        for (int index = 0; index < Places.Length; index++)
        {
            Dual expected = Dual.Activate(name, new Dual(Places[index], 1));
            values[index].ShouldBe(expected.Value, tolerance: 1e-14);
            error[index].ShouldBe((2 - Places[index]) * expected.Slope, tolerance: 1e-13);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_slope_is_the_central_difference_of_the_value(string name)
    {
        const double Width = 1e-3;
        double[] slopes = Slopes(Named(name), Places);
        for (int index = 0; index < Places.Length; index++)
        {
            double z = Places[index];
            double[] v = Values(Named(name), [z - 2 * Width, z - Width, z + Width, z + 2 * Width]);
            // Five points: error Width⁴ φ⁗′/30, which is below 1e-12 for all of these.
            slopes[index].ShouldBe((v[0] - 8 * v[1] + 8 * v[2] - v[3]) / (12 * Width), tolerance: 2e-12);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_second_derivative_is_the_central_difference_of_the_slope(string name)
    {
        const double Width = 1e-3;
        double[] curvatures = new double[Places.Length];
        Named(name).Curve(Places, Values(Named(name), Places), curvatures);
        for (int index = 0; index < Places.Length; index++)
        {
            double z = Places[index];
            double[] v = Slopes(Named(name), [z - 2 * Width, z - Width, z + Width, z + 2 * Width]);
            // As for the slope, one derivative higher.
            curvatures[index].ShouldBe((v[0] - 8 * v[1] + 8 * v[2] - v[3]) / (12 * Width), tolerance: 1e-11);
        }
    }

    [Fact]
    public void A_corner_has_the_slope_below_it()
    {
        Slopes(Activation.Relu, [0]).ShouldBe([0]);
        Slopes(Activation.LeakyRelu, [0]).ShouldBe([0.01]);
    }

    [Fact]
    public void Tails_keep_their_relative_precision()
    {
        // z·½erfc(−z/√2) and z/(1 + e^{−z}) by mpmath with 40 digits.
        Values(Activation.Gelu, [-10])[0].ShouldBe(-7.6198530241605261e-23, tolerance: 1e-35);
        Values(Activation.Gelu, [-30])[0].ShouldBe(-1.4720141781444561e-196, tolerance: 1e-208);
        Values(Activation.Tanh, [1e-10])[0].ShouldBe(1e-10, tolerance: 1e-25);
        Values(Activation.Silu, [-40])[0].ShouldBe(-1.6993417021166356e-16, tolerance: 1e-28);
    }

    [Theory, MemberData(nameof(Names))]
    public void What_is_not_a_number_stays_so(string name) => Values(Named(name), [double.NaN])[0].ShouldBe(double.NaN);

    [Theory, MemberData(nameof(Names))]
    public void It_may_be_applied_in_place(string name)
    {
        double[] inPlace = [.. Places];
        Named(name).Apply(inPlace, inPlace);
        inPlace.ShouldBe(Values(Named(name), Places));
    }

    [Theory, MemberData(nameof(Names))]
    public void Its_range_holds_all_values_and_is_no_larger_than_it_must_be(string name)
    {
        Activation activation = Named(name);
        double[] values = Values(activation, [.. Enumerable.Range(-500_000, 1_000_001).Select(k => k * 1e-4)]);
        values.ShouldAllBe(value => value >= activation.Lowest && value <= activation.Highest);
        // From −50 to 50 the tails that go to 0, −1 or 1 are below rounding, and those without a bound go on.
        Closeness(values.Min(), activation.Lowest, values[0]).ShouldBeLessThan(1e-8);
        Closeness(values.Max(), activation.Highest, values[^1]).ShouldBeLessThan(1e-8);

        double Closeness(double extreme, double bound, double atTheEnd) =>
            double.IsFinite(bound) ? Math.Abs(extreme - bound)
            : Math.Abs(atTheEnd - extreme) == 0 && Math.Abs(extreme) >= 0.5 ? 0
            : 1;
    }

    private static Activation Named(string name) => Activation.All.Single(activation => activation.Name == name);

    private static double[] Values(Activation activation, double[] places)
    {
        double[] values = new double[places.Length];
        activation.Apply(places, values);
        return values;
    }

    private static double[] Slopes(Activation activation, double[] places)
    {
        double[] slopes = new double[places.Length];
        Array.Fill(slopes, 1);
        activation.Backpropagate(places, Values(activation, places), slopes);
        return slopes;
    }
}
