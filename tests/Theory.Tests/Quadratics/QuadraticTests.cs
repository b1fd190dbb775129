using Dynamics.Theory;
using Dynamics.Theory.Quadratics;
using MathNet.Numerics.LinearAlgebra;
using TheoryTests.Modes;

namespace TheoryTests.Quadratics;

public sealed class QuadraticTests
{
    private static readonly double[] Spectrum = [5, 2.5, 1, 0.02];

    [Fact]
    public void Eigenmodes_are_those_the_matrix_was_made_of_strongest_first_with_fixed_signs()
    {
        Matrix<double> basis = Tasks.Orthonormal(4, 4, seed: 3);
        Quadratic quadratic = Of(basis, Spectrum);
        for (int mode = 0; mode < 4; mode++)
        {
            quadratic.Eigenvalues[mode].ShouldBe(Spectrum[mode], 1e-14);
            Vector<double> direction = quadratic.Eigenvectors.Column(mode);
            Math.Abs(direction * basis.Column(mode)).ShouldBe(1, 1e-14);
            direction[direction.AbsoluteMaximumIndex()].ShouldBeGreaterThan(0);
        }
        quadratic.ConditionNumber.ShouldBe(250, 1e-11);
    }

    [Fact]
    public void At_the_optimum_there_is_no_gradient_and_the_value_is_least()
    {
        Quadratic quadratic = Of(Tasks.Orthonormal(4, 4, seed: 3), Spectrum);
        Vector<double> optimum = quadratic.Optimum.ShouldBeOfType<ClosedForm<Vector<double>>.Found>().Solution;
        // Components along λ = .02 are 50 times those of b, and so is what rounding makes of them.
        quadratic.GradientAt(optimum).L2Norm().ShouldBe(0, 1e-13);
        double least = quadratic.ValueAt(optimum);
        for (int entry = 0; entry < 4; entry++)
        {
            Vector<double> moved = optimum.Clone();
            moved[entry] += 0.1;
            // Weights of order 50 make terms of order 10³ that cancel: ε times that, a few times.
            quadratic.ValueAt(moved).ShouldBe(least + 0.005 * quadratic.Curvature[entry, entry], 2e-12);
        }
    }

    [Fact]
    public void A_singular_matrix_has_no_single_optimum_and_says_which_eigenvalue_and_why()
    {
        Matrix<double> basis = Tasks.Orthonormal(3, 3, seed: 4);
        Matrix<double> singular = Tasks.Product(basis, [2, 1, 0], basis);
        Quadratic inside = new(singular, basis * Vector<double>.Build.DenseOfArray([3, -1, 0]));
        inside.Eigenvalues[2].ShouldBe(0);
        inside.ConditionNumber.ShouldBe(double.PositiveInfinity);
        string many = inside.Optimum.ShouldBeOfType<ClosedForm<Vector<double>>.None>().Because;
        many.ShouldContain("λ_3 is 0");
        many.ShouldContain("none alone");
        inside.GradientAt(inside.LeastNormSolution).L2Norm().ShouldBe(0, 1e-14);

        Quadratic outside = new(singular, basis.Column(2) * 0.5);
        outside.Optimum.ShouldBeOfType<ClosedForm<Vector<double>>.None>().Because.ShouldContain("falls without end");
        outside
            .Descent(Vector<double>.Build.Dense(3), new(0.1))
            .ShouldBeOfType<ClosedForm<QuadraticDescent>.None>()
            .Because.ShouldContain("slides along that eigenvector for ever");
    }

    [Fact]
    public void A_negative_eigenvalue_is_a_saddle_by_name()
    {
        Quadratic saddle = new(Matrix<double>.Build.DenseOfRowArrays([0, 1], [1, 0]), Vector<double>.Build.Dense(2));
        saddle.Eigenvalues[1].ShouldBe(-1, 1e-15);
        saddle.Optimum.ShouldBeOfType<ClosedForm<Vector<double>>.None>().Because.ShouldContain("saddle");
    }

    [Fact]
    public void Equal_eigenvalues_have_the_eigenvectors_nearest_to_the_axes()
    {
        Quadratic round = new(Matrix<double>.Build.DenseIdentity(3) * 7, Vector<double>.Build.Dense(3, 1));
        (round.Eigenvectors - Matrix<double>.Build.DenseIdentity(3)).FrobeniusNorm().ShouldBe(0, 1e-15);
        new Quadratic(Matrix<double>.Build.Dense(2, 2), Vector<double>.Build.Dense(2)).Eigenvalues.ShouldBe([0, 0]);
    }

    [Theory]
    [InlineData(0, MomentumKind.HeavyBall)]
    [InlineData(0.8, MomentumKind.HeavyBall)]
    [InlineData(0.8, MomentumKind.Nesterov)]
    public void Descent_is_what_vectors_do_that_follow_the_gradient(double momentum, MomentumKind kind)
    {
        Quadratic quadratic = Of(Tasks.Orthonormal(4, 4, seed: 3), Spectrum);
        Vector<double> w = Vector<double>.Build.DenseOfArray([1, -2, 0.5, 3]);
        Vector<double> z = Vector<double>.Build.Dense(4);
        const double Rate = 0.2;
        QuadraticDescent descent = quadratic
            .Descent(w, new(Rate, momentum, kind))
            .ShouldBeOfType<ClosedForm<QuadraticDescent>.Found>()
            .Solution;
        double least = quadratic.ValueAt(quadratic.LeastNormSolution);
        for (int step = 0; step <= 50; step++)
        {
            // Weights are of order 50, from b over λ = .02.
            (descent.WeightsAfter(step) - w)
                .L2Norm()
                .ShouldBe(0, 1e-11);
            descent.ExcessAfter(step).ShouldBe(quadratic.ValueAt(w) - least, 1e-11);
            Vector<double> gradient = quadratic.GradientAt(w);
            z = momentum * z + gradient;
            w -= Rate * (kind == MomentumKind.Nesterov ? gradient + momentum * z : z);
        }
    }

    [Fact]
    public void The_scale_of_the_matrix_does_not_matter()
    {
        foreach (double scale in new[] { 1e-290, 1e140 })
        {
            Matrix<double> basis = Tasks.Orthonormal(4, 4, seed: 3);
            Quadratic quadratic = new(Tasks.Product(basis, Spectrum, basis) * scale, Vector<double>.Build.Dense(4));
            quadratic.Eigenvalues[3].ShouldBe(0.02 * scale, 1e-13 * scale);
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_its_shape_or_entry()
    {
        Refusal(() => new Quadratic(Matrix<double>.Build.Dense(2, 3), Vector<double>.Build.Dense(2)))
            .ShouldContain("A is 2×3 and b has 2 entries");
        Refusal(() =>
                new Quadratic(Matrix<double>.Build.DenseOfRowArrays([1, 2], [0, 1]), Vector<double>.Build.Dense(2))
            )
            .ShouldContain("A must be symmetric, but its entries (1, 2) and (2, 1) are 2 and 0");
        Quadratic quadratic = new(Matrix<double>.Build.DenseIdentity(2), Vector<double>.Build.Dense(2));
        Refusal(() => quadratic.Descent(Vector<double>.Build.Dense(3), new(1)))
            .ShouldContain("w_0 must have 2 finite entries");
    }

    private static Quadratic Of(Matrix<double> basis, double[] spectrum) =>
        new(Tasks.Product(basis, spectrum, basis), Vector<double>.Build.DenseOfArray([1, 0.3, -0.4, 0.7]));

    private static string Refusal(Func<object> action) => Should.Throw<ArgumentException>(action).Message;
}
