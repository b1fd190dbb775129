using Dynamics.Theory.Modes;
using FsCheck;
using FsCheck.Fluent;

namespace TheoryTests.Modes;

/// <summary>Laws at every point of the ranges of the closed forms, drawn by FsCheck.</summary>
public sealed class WholeRangeTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(20_000);

    private static readonly Gen<double> Magnitude = Gen.Frequency(
        (1, Gen.Constant(0.0)),
        (1, Gen.Elements(double.Epsilon, 2.2250738585072014e-308, 1e150, 1)),
        (6, Powers(-300, 150)),
        (6, Powers(-4, 4))
    );

    private static readonly Gen<double> Signed = Gen.Elements(-1.0, 1, 1)
        .SelectMany(sign => Magnitude.Select(x => sign * x));

    private static readonly Gen<double> InputVariance = Gen.OneOf(Gen.Constant(1.0), Powers(-4, 4), Powers(-150, 150));

    private static readonly Gen<double> TimeConstant = Powers(-3, 6);

    private static readonly Gen<double> Time = Gen.OneOf(
        Gen.Elements(0.0, double.Epsilon, 1e300),
        Powers(-300, 300),
        Powers(-3, 3)
    );

    private static readonly Arbitrary<Case> Cases = Signed
        .SelectMany(s => InputVariance.Select(d => (s, d)))
        .SelectMany(c => Signed.Select(start => (c.s, c.d, start)))
        .SelectMany(c => TimeConstant.Select(tau => (c.s, c.d, c.start, tau)))
        .SelectMany(c => Time.Select(t => new Case(c.s, c.d, c.start, c.tau, t)))
        .ToArbitrary();

    // s, s/d and u₀ d/s to the ends of what a deep mode takes.
    private static readonly Arbitrary<DeepCase> DeepCases = Gen.Choose(3, 60)
        .SelectMany(depth => Moderate(50).Select(s => (depth, s)))
        .SelectMany(c => Powers(-50, 50).Select(d => (c.depth, c.s, d)))
        .SelectMany(c => Moderate(50).Select(ratio => (c.depth, c.s, c.d, start: c.s == 0 ? ratio : ratio * c.s / c.d)))
        .SelectMany(c => TimeConstant.Select(tau => (c.depth, c.s, c.d, c.start, tau)))
        .SelectMany(c => Time.Select(t => new DeepCase(c.depth, c.s, c.d, c.start, c.tau, t / 2)))
        .ToArbitrary();

    private static Gen<double> Moderate(int exponent) =>
        Gen.Frequency(
            (1, Gen.Elements(0.0, 1, -1)),
            (4, Powers(-exponent, exponent)),
            (4, Powers(-exponent, exponent).Select(x => -x)),
            (6, Powers(-3, 3))
        );

    private static Gen<double> Powers(int low, int high) =>
        Gen.Choose(low * 1000, high * 1000).Select(exponent => Math.Pow(10, exponent / 1000.0));

    [Fact]
    public void A_balanced_strength_is_a_number_between_its_start_and_its_limit() =>
        Check.One(
            Many,
            Prop.ForAll(
                Cases,
                c =>
                {
                    BalancedTwoLayerMode mode = new(c.S, c.D, c.Start, c.Tau);
                    return IsBetween(mode.StrengthAt(c.Time), mode.InitialStrength, mode.FinalStrength);
                }
            )
        );

    [Fact]
    public void A_shallow_strength_is_a_number_between_its_start_and_its_limit() =>
        Check.One(
            Many,
            Prop.ForAll(
                Cases,
                c =>
                {
                    ShallowMode mode = new(c.S, c.D, c.Start, c.Tau);
                    return IsBetween(mode.StrengthAt(c.Time), mode.InitialStrength, mode.FinalStrength);
                }
            )
        );

    [Fact]
    public void A_strength_later_lies_no_farther_from_the_limit() =>
        Check.One(
            Many,
            Prop.ForAll(
                Cases,
                c =>
                {
                    BalancedTwoLayerMode mode = new(c.S, c.D, c.Start, c.Tau);
                    return IsBetween(mode.StrengthAt(2 * c.Time), mode.StrengthAt(c.Time), mode.FinalStrength);
                }
            )
        );

    [Fact]
    public void A_deep_strength_only_ever_moves_from_its_start_towards_its_limit() =>
        Check.One(
            Many,
            Prop.ForAll(
                DeepCases,
                c =>
                {
                    BalancedDeepMode mode = new(c.Depth, c.S, c.D, c.Start, c.Tau);
                    double strength = mode.StrengthAt(c.Time);
                    return IsBetween(strength, mode.InitialStrength, mode.FinalStrength, 1e-12)
                        && IsBetween(mode.StrengthAt(2 * c.Time), strength, mode.FinalStrength, 1e-12)
                        && mode.HalfRiseTime is null or (>= 0 and <= double.MaxValue);
                }
            )
        );

    [Fact]
    public void A_half_rise_time_is_a_number_or_there_is_none() =>
        Check.One(
            Many,
            Prop.ForAll(
                Cases,
                c =>
                    new BalancedTwoLayerMode(c.S, c.D, c.Start, c.Tau).HalfRiseTime
                        is null
                            or (>= 0 and <= double.MaxValue)
                    && new ShallowMode(c.S, c.D, c.Start, c.Tau).HalfRiseTime is null or (>= 0 and <= double.MaxValue)
            )
        );

    // Between, up to the accuracy, 1e-14 unless told (the condition number is large only where the value lies well between).
    private static bool IsBetween(double value, double one, double other, double accuracy = 1e-14)
    {
        double margin = accuracy * Math.Max(Math.Abs(one), Math.Abs(other)) + double.Epsilon;
        return value >= Math.Min(one, other) - margin && value <= Math.Max(one, other) + margin;
    }

    private sealed record DeepCase(int Depth, double S, double D, double Start, double Tau, double Time);

    private sealed record Case(double S, double D, double Start, double Tau, double Time);
}
