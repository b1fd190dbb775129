using Dynamics.Simulation.LinearAlgebra;

namespace SimulationTests.LinearAlgebra;

public class MatrixProductsTests
{
    // Around every tile and block edge of the kernels, up to sizes MKL takes over.
    private static readonly int[] Rows = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 33, 130];
    private static readonly int[] Columns = [1, 2, 3, 4, 5, 8, 9, 65];
    private static readonly int[] Inners = [0, 1, 2, 5, 16, 70, 260, 515];

    [Fact]
    public void A_managed_product_is_the_triple_loop() => AgreesWithTheTripleLoop(new ManagedProducts());

    [MklFact]
    public void A_product_with_MKL_is_the_triple_loop() =>
        AgreesWithTheTripleLoop(MatrixProducts.For(TestLinearAlgebra.Mkl));

    [Fact]
    public void Every_vector_width_gives_the_same_bits()
    {
        foreach (ProductShape shape in Shapes())
        {
            double[] expected = Run(new ManagedProducts(lanes: 1), shape);
            foreach (int lanes in (int[])[2, 4, 8])
            {
                Run(new ManagedProducts(lanes), shape).ShouldBe(expected, $"{shape} in {lanes} lanes");
            }
        }
    }

    [Fact]
    public void With_beta_zero_what_was_in_C_does_not_matter()
    {
        foreach (IMatrixProducts products in Both())
        {
            foreach (int size in (int[])[3, 7, 100])
            {
                double[] c = Enumerable.Repeat(double.NaN, size * size).ToArray();
                double[] a = Samples.Random(size * size, 1);
                products.Product(new ProductShape(size, size, size), a, a, c);
                Samples.Difference(c, Samples.Product(a, a, size, size, size)).ShouldBeLessThan(1e-13);
            }
        }
    }

    [Fact]
    public void With_alpha_zero_A_and_B_are_not_read()
    {
        foreach (IMatrixProducts products in Both())
        {
            foreach (int size in (int[])[3, 100])
            {
                double[] bad = Enumerable.Repeat(double.NaN, size * size).ToArray();
                double[] c = Enumerable.Repeat(3.0, size * size).ToArray();
                products.Product(new ProductShape(size, size, size, TransposeA: true, Alpha: 0, Beta: 2), bad, bad, c);
                c.ShouldAllBe(value => value == 6);
            }
        }
    }

    [Fact]
    public void A_span_that_is_too_short_is_refused_before_anything_is_written()
    {
        foreach (IMatrixProducts products in Both())
        {
            foreach (int size in (int[])[2, 100])
            {
                double[] whole = new double[size * size];
                double[] tooShort = new double[size * size - 1];
                var shape = new ProductShape(size, size, size);
                Should.Throw<ArgumentException>(() => products.Product(shape, tooShort, whole, whole));
                Should.Throw<ArgumentException>(() => products.Product(shape, whole, tooShort, whole));
                Should.Throw<ArgumentException>(() => products.Product(shape, whole, whole, tooShort));
            }
        }
    }

    [Fact]
    public void A_product_allocates_nothing()
    {
        foreach (IMatrixProducts products in Both())
        {
            foreach (int size in (int[])[4, 16, 60, 150])
            {
                double[] a = Samples.Random(size * size, 1);
                double[] c = new double[size * size];
                var shape = new ProductShape(size, size, size, TransposeA: true);
                Allocated.InEveryCall(() => products.Product(shape, a, a, c)).ShouldBe(0, $"{size}");
            }
        }
    }

    private static IEnumerable<IMatrixProducts> Both() =>
        TestLinearAlgebra.WhyNoMkl is null
            ? [new ManagedProducts(), MatrixProducts.For(TestLinearAlgebra.Mkl)]
            : [new ManagedProducts()];

    private static IEnumerable<ProductShape> Shapes() =>
        from rows in Rows
        from columns in Columns
        from inner in Inners
        from transposes in Enumerable.Range(0, 4)
        let isScaled = (rows + columns + inner + transposes) % 3 == 0
        select new ProductShape(
            rows,
            columns,
            inner,
            (transposes & 1) != 0,
            (transposes & 2) != 0,
            isScaled ? -0.7 : 1,
            isScaled ? 0.3 : 0
        );

    private static double[] Run(IMatrixProducts products, in ProductShape shape)
    {
        double[] c = Samples.Random(shape.Rows * shape.Columns, 3);
        double[] a = Samples.Random(shape.Rows * shape.Inner, 1);
        double[] b = Samples.Random(shape.Inner * shape.Columns, 2);
        products.Product(shape, a, b, c);
        return c;
    }

    // The sum of n products of numbers below 1/2 is off by at most n ε · n/4 in any order; typical errors are far smaller,
    // so a wrong entry cannot hide below this.
    private static void AgreesWithTheTripleLoop(IMatrixProducts products)
    {
        foreach (ProductShape shape in Shapes())
        {
            double[] a = Samples.Random(shape.Rows * shape.Inner, 1);
            double[] b = Samples.Random(shape.Inner * shape.Columns, 2);
            double[] c = Samples.Random(shape.Rows * shape.Columns, 3);
            double[] sums = Samples.Product(
                a,
                shape.TransposeA,
                b,
                shape.TransposeB,
                shape.Rows,
                shape.Columns,
                shape.Inner
            );
            double[] expected = [.. sums.Zip(c, (sum, old) => shape.Alpha * sum + shape.Beta * old)];
            double bound = 1.2e-16 * (shape.Inner + 4) * (shape.Inner + 4) / 4.0;
            Samples.Difference(Run(products, shape), expected).ShouldBeLessThanOrEqualTo(bound, $"{shape}");
        }
    }
}
