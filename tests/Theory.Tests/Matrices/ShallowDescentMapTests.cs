using Dynamics.Theory.Discrete;
using Dynamics.Theory.Matrices;
using MathNet.Numerics.LinearAlgebra;
using static TheoryTests.Modes.Tasks;

namespace TheoryTests.Matrices;

public sealed class ShallowDescentMapTests
{
    private static readonly Matrix<double> Factor = Random(4, 4, seed: 1);
    private static readonly Matrix<double> SigmaX = Factor.TransposeAndMultiply(Factor) + White(4) / 10;
    private static readonly Matrix<double> SigmaYX = Random(3, 4, seed: 2);
    private static readonly Matrix<double> Start = Random(3, 4, seed: 3);

    [Fact]
    public void What_is_missing_of_the_optimum_shrinks_by_a_power_of_one_minus_the_rate_times_the_input_moment()
    {
        const double Rate = 0.1;
        ShallowDescentMap solution = new(SigmaYX, SigmaX, Start, _ => Rate);
        Matrix<double> best = SigmaYX * SigmaX.Inverse();
        foreach (int steps in new[] { 0, 1, 2, 17, 200, 5 })
        {
            Matrix<double> shrink = steps == 0 ? White(4) : (White(4) - Rate * SigmaX).Power(steps);
            Largest(At(solution, steps) - best - (Start - best) * shrink).ShouldBeLessThan(1e-12);
        }
    }

    [Fact]
    public void Rates_that_change_multiply_factors_of_their_own_and_between_steps_the_map_is_on_the_straight_line()
    {
        double[] rates = [0.3, 0.2, 0.1, 0.05];
        ShallowDescentMap solution = new(SigmaYX, SigmaX, Start, step => rates[step]);
        Matrix<double> best = SigmaYX * SigmaX.Inverse();
        Matrix<double> shrink = rates.Aggregate(White(4), (product, rate) => product * (White(4) - rate * SigmaX));
        Largest(At(solution, 4) - best - (Start - best) * shrink).ShouldBeLessThan(1e-13);
        Largest(At(solution, 1.25) - 0.75 * At(solution, 1) - 0.25 * At(solution, 2)).ShouldBeLessThan(1e-15);
    }

    [Fact]
    public void Where_inputs_do_not_vary_the_start_stays_and_elsewhere_every_mode_is_a_shallow_mode()
    {
        Matrix<double> inputs = Orthonormal(4, 4, seed: 5);
        Matrix<double> outputs = Orthonormal(5, 4, seed: 6);
        double[] s = [3, 2, 1, 0];
        double[] d = [0.5, 1, 2, 0];
        double[] b0 = [0.1, -0.2, 0.3, 0.4];
        ShallowDescentMap solution = new(
            sigmaYX: Product(outputs, s, inputs),
            sigmaX: Product(inputs, d, inputs),
            initialMap: Product(outputs, b0, inputs),
            _ => 0.4
        );
        foreach (int steps in new[] { 1, 6, 60 })
        {
            double[] expected =
            [
                .. s.Select(
                    (strength, mode) => new ShallowDescentMode(strength, d[mode], b0[mode], 0.4).StrengthAfter(steps)
                ),
            ];
            Largest(At(solution, steps) - Product(outputs, expected, inputs)).ShouldBeLessThan(1e-13);
        }
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused_with_numbers_and_a_way_out()
    {
        Refusal(() => new ShallowDescentMap(SigmaYX, SigmaX, Start, _ => 0))
            .ShouldContain("η must be finite and positive");
        Refusal(() => new ShallowDescentMap(SigmaYX, SigmaX, White(4), _ => 1)).ShouldContain("3×4, but is 4×4");
        ShallowDescentMap solution = new(SigmaYX, SigmaX, Start, _ => 0.1);
        Refusal(() => At(solution, -1)).ShouldContain("t must be finite and not negative");
        Refusal(() =>
            {
                solution.MapAt(0, new double[3]);
                return 0;
            })
            .ShouldContain("12 entries, but there is room for 3");
    }

    private static Matrix<double> At(ShallowDescentMap solution, double time)
    {
        double[] map = new double[solution.Outputs * solution.Inputs];
        solution.MapAt(time, map);
        return Matrix<double>.Build.Dense(solution.Outputs, solution.Inputs, map);
    }

    private static string Refusal(Func<object> action) => Should.Throw<ArgumentException>(action).Message;
}
