using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.LinearAlgebra.Mkl;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace SimulationTests.LinearAlgebra;

[Collection(ProcessSettings.Name)]
public sealed class LinearAlgebraSelectionTests : IDisposable
{
    public void Dispose() => LinearAlgebraSelection.Use(LinearAlgebraChoice.Auto, reproducible: true);

    [Fact]
    public void Managed_linear_algebra_is_MathNets_managed_provider_and_our_products()
    {
        LinearAlgebraInfo info = LinearAlgebraSelection.Use(LinearAlgebraChoice.Managed, threads: 1);
        info.Name.ShouldBe("managed");
        info.Version.ShouldBe("5.0.0");
        info.IsMkl.ShouldBeFalse();
        info.Threads.ShouldBe(1);
        info.Notice.ShouldBeNull();
        LinearAlgebraControl.Provider.ShouldBeOfType<ManagedLinearAlgebraProvider>();
        MatrixProducts.Current.ShouldBeOfType<ManagedProducts>();
        LinearAlgebraSelection.Current.ShouldBe(info);
    }

    [MklFact]
    public void With_MKL_MathNets_own_matrices_compute_on_it()
    {
        LinearAlgebraInfo info = LinearAlgebraSelection.Use(LinearAlgebraChoice.Mkl, reproducible: true);
        info.Name.ShouldBe("MKL");
        info.Version.ShouldMatch(@"^\d+\.\d+");
        File.Exists(info.LibraryPath).ShouldBeTrue(info.LibraryPath);
        LinearAlgebraControl.Provider.ShouldBeOfType<MklLinearAlgebraProvider>();
        var matrix = DenseMatrix.OfColumnMajor(5, 3, Samples.Random(15, 1));
        var svd = matrix.Svd(computeVectors: true);
        Samples.Difference((svd.U * svd.W * svd.VT).ToColumnMajorArray(), matrix.Values).ShouldBeLessThan(1e-14);
    }

    [MklTheory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Reproducible_MKL_runs_on_one_thread_on_every_processor(int? threads)
    {
        LinearAlgebraSelection.Use(LinearAlgebraChoice.Mkl, threads, reproducible: true).Threads.ShouldBe(1);
        MklNative.MKL_Get_Max_Threads().ShouldBe(1); // what MKL itself says it may use
    }

    [MklFact]
    public void Without_it_MKL_takes_the_threads_it_is_given()
    {
        if (LinearAlgebraSelection.Use(LinearAlgebraChoice.Mkl, threads: 2).ThreadingLayer == "GNU OpenMP")
        {
            MklNative.MKL_Get_Max_Threads().ShouldBe(2);
        }
    }

    [MklFact]
    public void Reproducible_results_are_the_same_bits_on_one_thread_and_on_two() =>
        RequireSameBits(threads => LinearAlgebraSelection.Use(LinearAlgebraChoice.Mkl, threads, reproducible: true));

    [Fact]
    public void Managed_results_are_the_same_bits_on_one_thread_and_on_two() =>
        RequireSameBits(threads => LinearAlgebraSelection.Use(LinearAlgebraChoice.Managed, threads));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void The_number_of_threads_must_be_positive(int threads) =>
        Should.Throw<ArgumentOutOfRangeException>(() => LinearAlgebraSelection.Use(LinearAlgebraChoice.Auto, threads));

    private static void RequireSameBits(Func<int, LinearAlgebraInfo> use)
    {
        (double[] product, double[] values, double[] inverse) one = Compute(use(1));
        (double[] product, double[] values, double[] inverse) two = Compute(use(2));
        two.product.ShouldBe(one.product);
        two.values.ShouldBe(one.values);
        two.inverse.ShouldBe(one.inverse);
    }

    private static (double[] Product, double[] Values, double[] Inverse) Compute(LinearAlgebraInfo info)
    {
        const int size = 400;
        double[] a = Samples.Random(size * size, 1);
        double[] b = Samples.Random(size * size, 2);
        double[] product = new double[size * size];
        MatrixProducts.For(info).Product(new ProductShape(size, size, size, TransposeA: true), a, b, product);
        double[] values = new double[size];
        new SingularValueSolver(size, size, info).Solve(a, values);
        LinearAlgebraControl.Provider.LUInverse(b, size);
        return (product, values, b);
    }
}
