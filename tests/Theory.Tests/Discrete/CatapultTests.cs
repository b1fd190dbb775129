using Dynamics.Theory.Discrete;

namespace TheoryTests.Discrete;

public sealed class CatapultTests
{
    private const int Width = 512;

    [Theory]
    [InlineData(0.5)]
    [InlineData(2.5)]
    [InlineData(3.8)]
    public void Output_and_kernel_are_those_of_weights_that_follow_their_own_gradient(double rateTimesKernel)
    {
        (double[] v, double[] w) = Start();
        Catapult state = Catapult.Of(v, w);
        double rate = rateTimesKernel / state.Kernel;
        for (int step = 0; step < 60; step++)
        {
            double f = v.Zip(w, (a, b) => a * b).Sum() / Math.Sqrt(Width);
            double kernel = (v.Sum(a => a * a) + w.Sum(b => b * b)) / Width;
            // Growth by |1 − ηΛ| per step is what rounding grows by as well.
            state.Output.ShouldBe(f, tolerance: 1e-9);
            state.Kernel.ShouldBe(kernel, tolerance: 1e-9);
            double push = rate * f / Math.Sqrt(Width);
            (v, w) = ([.. v.Zip(w, (a, b) => a - push * b)], [.. w.Zip(v, (b, a) => b - push * a)]);
            state = state.Next(rate, Width);
        }
    }

    [Fact]
    public void The_regimes_do_what_their_names_say()
    {
        (double[] v, double[] w) = Start();
        Catapult start = Catapult.Of(v, w);

        (CatapultRegime slow, double largest, Catapult end) = Run(start, 1.5);
        slow.ShouldBe(CatapultRegime.Monotone);
        largest.ShouldBe(Math.Abs(start.Output));
        end.Output.ShouldBe(0, tolerance: 1e-12);
        end.Kernel.ShouldBe(start.Kernel, tolerance: 0.05 * start.Kernel);

        (CatapultRegime fast, largest, end) = Run(start, 3);
        fast.ShouldBe(CatapultRegime.Catapult);
        largest.ShouldBeGreaterThan(3 * Math.Abs(start.Output));
        end.Output.ShouldBe(0, tolerance: 1e-12);
        end.Kernel.ShouldBeLessThan(2.0 / 3 * start.Kernel);

        (CatapultRegime tooFast, largest, _) = Run(start, 4.2);
        tooFast.ShouldBe(CatapultRegime.Divergent);
        largest.ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void What_is_out_of_range_is_refused()
    {
        Should.Throw<ArgumentException>(() => Catapult.Of([], [])).Message.ShouldContain("width n must be at least 1");
        Should.Throw<ArgumentException>(() => new Catapult(1, 1).Next(0, 1)).Message.ShouldContain("η must be");
    }

    private static (CatapultRegime Regime, double Largest, Catapult End) Run(Catapult state, double rateTimesKernel)
    {
        double rate = rateTimesKernel / state.Kernel;
        CatapultRegime regime = state.RegimeAt(rate);
        double largest = 0;
        for (int step = 0; step < 400; step++)
        {
            largest = Math.Max(largest, Math.Abs(state.Output));
            if (double.IsInfinity(state.Output))
            {
                break;
            }
            state = state.Next(rate, Width);
        }
        return (regime, largest, state);
    }

    private static (double[] V, double[] W) Start() =>
        (
            [.. Modes.Tasks.Random(Width, 1, seed: 5).Enumerate()],
            [.. Modes.Tasks.Random(Width, 1, seed: 6).Enumerate()]
        );
}
