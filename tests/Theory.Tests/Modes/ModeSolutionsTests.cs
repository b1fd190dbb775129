using Dynamics.Theory;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;
using static TheoryTests.Modes.Tasks;

namespace TheoryTests.Modes;

public sealed class ModeSolutionsTests
{
    [Theory]
    [InlineData(1, 0.4, 0.3)]
    [InlineData(1, 0.4, -0.3)]
    [InlineData(2, 0.4, 0.3)] // learned, less γ
    [InlineData(2, 1.3, 0.3)] // as much decay as s: forgotten as 1/t
    [InlineData(2, 1.7, 0.3)] // forgotten
    [InlineData(2, 0.4, -0.3)] // of opposite layers
    [InlineData(4, 0.3, -0.3)]
    public void A_mode_under_decay_obeys_its_differential_equation(int depth, double decay, double u0)
    {
        const double s = 1.3;
        const double d = 0.7;
        IModeSolution mode = ModeSolutions.DecayedMode(depth, (s, d), decay, u0, timeConstant: 2.5);
        mode.StrengthAt(0).ShouldBe(u0, tolerance: 1e-15);
        foreach (double time in new[] { 0.3, 1, 2.7, 6 })
        {
            // Of fourth order in h: the formula's error is about h⁴, rounding's ε/h.
            const double h = 1e-3;
            double slope =
                (
                    mode.StrengthAt(time - 2 * h)
                    - 8 * mode.StrengthAt(time - h)
                    + 8 * mode.StrengthAt(time + h)
                    - mode.StrengthAt(time + 2 * h)
                ) / (12 * h);
            double u = mode.StrengthAt(time);
            double field = depth * Math.Pow(Math.Abs(u), 2 - 2.0 / depth) * (s - d * u) - depth * decay * u;
            (2.5 * slope).ShouldBe(field, tolerance: 1e-9);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Without_decay_a_mode_is_the_balanced_one(int depth)
    {
        IModeSolution free = ModeSolutions.BalancedMode(depth, 1.3, 0.7, 0.1, 2.5);
        ModeSolutions.DecayedMode(depth, (1.3, 0.7), decay: 0, 0.1, 2.5).ShouldBeOfType(free.GetType());
        Should
            .Throw<ArgumentOutOfRangeException>(() => ModeSolutions.DecayedMode(depth, (1.3, 0.7), -0.1, 0.1, 2.5))
            .Message.ShouldContain("γ");
    }

    private static readonly Matrix<double> Inputs = Orthonormal(3, 3, seed: 1);
    private static readonly Matrix<double> SigmaYX = Product(Orthonormal(4, 3, seed: 2), [3, 2, 1], Inputs);

    [Fact]
    public void Every_mode_gets_its_own_strength_input_variance_and_start()
    {
        SingularModes modes = SingularModes.Of(sigmaYX: SigmaYX, sigmaX: Product(Inputs, [0.5, 1, 2], Inputs));
        double[] starts = [0.1, 0.2, -0.3];

        BalancedTwoLayerMode[] deep =
        [
            .. Found(ModeSolutions.Balanced(modes, starts, 2.5, depth: 2)).Cast<BalancedTwoLayerMode>(),
        ];
        deep.Select(mode => mode.InitialStrength).ShouldBe(starts);
        deep.Select(mode => mode.SingularValue).ShouldBe(modes.SingularValues);
        deep.Select(mode => mode.InputVariance).ShouldBe(modes.InputVariances);
        deep.ShouldAllBe(mode => mode.TimeConstant == 2.5);

        IReadOnlyList<ShallowMode> shallow = Found(ModeSolutions.Shallow(modes, starts, 2.5, depth: 1));
        shallow.Select(mode => mode.InitialStrength).ShouldBe(starts);
        shallow
            .Select(mode => mode.FinalStrength)
            .ShouldBe(modes.SingularValues.Zip(modes.InputVariances, (s, d) => s / d));
    }

    [Fact]
    public void Where_the_input_directions_are_not_shared_there_is_none_and_the_reason_has_the_number()
    {
        Matrix<double> sigmaX = Matrix<double>.Build.DenseOfDiagonalArray([1, 2, 3]);
        SingularModes modes = SingularModes.Of(sigmaYX: SigmaYX, sigmaX: sigmaX);
        double residual = modes
            .InputModes.EnumerateColumns()
            .Max(v => (sigmaX * v - v.DotProduct(sigmaX * v) * v).L2Norm());

        string deep = Reason(ModeSolutions.Balanced(modes, [0.1, 0.1, 0.1], 2.5, depth: 2));
        deep.ShouldContain("do not share their input directions");
        deep.ShouldContain($"{residual:g3}");
        Reason(ModeSolutions.Shallow(modes, [0.1, 0.1, 0.1], 2.5, depth: 1)).ShouldContain("ShallowMap");
    }

    [Fact]
    public void Every_depth_has_its_balanced_solution_and_they_differ_by_nothing_but_depth()
    {
        SingularModes modes = SingularModes.Of(sigmaYX: SigmaYX, sigmaX: White(3));
        foreach (int depth in new[] { 1, 2, 3, 50 })
        {
            IModeSolution mode = Found(ModeSolutions.Balanced(modes, [0.1, 0.2, 0.3], 2.5, depth))[0];
            Type expected =
                depth == 1 ? typeof(ShallowMode)
                : depth == 2 ? typeof(BalancedTwoLayerMode)
                : typeof(BalancedDeepMode);
            mode.ShouldBeOfType(expected);
            // All solve τ u' = L u^{2−2/L} (s − u); a parabola through three points is right to h² ≈ 1e-8 here.
            (double before, double now, double after) = (
                mode.StrengthAt(0),
                mode.StrengthAt(1e-5),
                mode.StrengthAt(2e-5)
            );
            (2.5 * (after - before) / 2e-5).ShouldBe(
                depth * Math.Pow(now, 2 - 2.0 / depth) * (modes.SingularValues[0] - now),
                tolerance: 1e-6
            );
        }
        Should.Throw<ArgumentOutOfRangeException>(() => ModeSolutions.BalancedMode(0, 1, 1, 0.1, 1));
    }

    [Fact]
    public void Where_the_depth_is_not_that_of_the_solution_there_is_none_and_the_reason_has_the_depth()
    {
        SingularModes modes = SingularModes.Of(sigmaYX: SigmaYX, sigmaX: White(3));
        Reason(ModeSolutions.Shallow(modes, [0.1, 0.1, 0.1], 2.5, depth: 2)).ShouldContain("this network has L = 2");
    }

    [Fact]
    public void Starts_are_counted()
    {
        SingularModes modes = SingularModes.Of(sigmaYX: SigmaYX, sigmaX: White(3));
        Should
            .Throw<ArgumentException>(() => ModeSolutions.Balanced(modes, [0.1], 2.5, depth: 2))
            .Message.ShouldContain("there are 1 for 3 modes");
    }

    private static T Found<T>(ClosedForm<T> form) => form.ShouldBeOfType<ClosedForm<T>.Found>().Solution;

    private static string Reason<T>(ClosedForm<T> form) => form.ShouldBeOfType<ClosedForm<T>.None>().Because;
}
