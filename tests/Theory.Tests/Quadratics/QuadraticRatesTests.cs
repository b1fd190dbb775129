using Dynamics.Theory;
using Dynamics.Theory.Quadratics;

namespace TheoryTests.Quadratics;

public sealed class QuadraticRatesTests
{
    public static TheoryData<string, double> Choices()
    {
        TheoryData<string, double> data = [];
        foreach (string choice in new[] { "plain", "heavyBall", "nesterov" })
        {
            foreach (double largest in new[] { 3, 10, 100 })
            {
                data.Add(choice, largest);
            }
        }
        return data;
    }

    [Theory, MemberData(nameof(Choices))]
    public void No_other_rate_and_momentum_of_the_kind_brings_a_spectrum_down_faster(string name, double largest)
    {
        RatedChoice best = Named(new QuadraticRates(1, largest), name);
        double promised = best.Contraction;
        // At a double root the modulus moves with the square root of rounding.
        MomentumStability.Contraction(Spectrum(largest), best.Choice).ShouldBe(promised, 1e-7);

        double found = 1;
        const int Grid = 240;
        for (int i = 1; i < Grid; i++)
        {
            double rate = 4.0 / largest * i / Grid;
            for (int j = 0; j < (name == "plain" ? 1 : Grid); j++)
            {
                double momentum = j / (double)Grid;
                found = Math.Min(found, Worst(largest, rate, momentum, best.Choice.Kind));
            }
        }
        found.ShouldBeGreaterThanOrEqualTo(promised - 1e-9);
        // The grid is 1/240 fine, and near its least the modulus moves with the square root of that.
        found.ShouldBeLessThan(promised + 0.06);
    }

    [Theory, MemberData(nameof(Choices))]
    public void Every_small_change_of_a_best_choice_makes_it_slower(string name, double largest)
    {
        RatedChoice best = Named(new QuadraticRates(1, largest), name);
        foreach (double angle in Enumerable.Range(0, 16).Select(i => i * Math.PI / 8))
        {
            double rate = best.Choice.LearningRate * (1 + 1e-3 * Math.Cos(angle));
            double momentum = name == "plain" ? 0 : best.Choice.Momentum * (1 + 1e-3 * Math.Sin(angle));
            if (name != "plain" || Math.Abs(Math.Cos(angle)) > 0.1)
            {
                Worst(largest, rate, momentum, best.Choice.Kind).ShouldBeGreaterThan(best.Contraction);
            }
        }
    }

    [Fact]
    public void Nesterovs_usual_choice_contracts_by_one_less_one_over_the_root_of_the_condition_number()
    {
        RatedChoice usual = new QuadraticRates(0.02, 2).StandardNesterov;
        usual.Contraction.ShouldBe(0.9, 1e-15);
        usual.Choice.Momentum.ShouldBe(9.0 / 11, 1e-15);
        MomentumStability.Contraction([2, 1, 0.3, 0.02], usual.Choice).ShouldBe(0.9, 1e-7);
    }

    [Fact]
    public void A_spectrum_of_one_hundredth_and_one_has_its_known_numbers()
    {
        QuadraticRates rates = new(0.01, 1);
        rates.ConditionNumber.ShouldBe(100, 1e-12);
        rates.HeavyBall.Choice.LearningRate.ShouldBe(3.305785123966942, 1e-15);
        rates.HeavyBall.Choice.Momentum.ShouldBe(0.6694214876033057, 1e-15);
        rates.HeavyBall.Contraction.ShouldBe(9.0 / 11, 1e-15);
        rates.Plain.Contraction.ShouldBe(99.0 / 101, 1e-15);
        rates.Plain.Choice.LearningRate.ShouldBe(2 / 1.01, 1e-15);
    }

    [Fact]
    public void One_curvature_alone_is_solved_in_one_step()
    {
        QuadraticRates rates = new(0.3, 0.3);
        foreach (RatedChoice rated in new[] { rates.Plain, rates.HeavyBall, rates.Nesterov, rates.StandardNesterov })
        {
            rated.Contraction.ShouldBe(0);
            rated.Choice.Momentum.ShouldBe(0);
            (rated.Choice.LearningRate * 0.3).ShouldBe(1, 1e-15);
        }
    }

    [Fact]
    public void A_spectrum_with_a_zero_or_a_negative_eigenvalue_has_no_best_rate_and_says_which()
    {
        Reason([2, 0, 1]).ShouldContain("λ_2 is 0, so κ = ∞");
        Reason([2, 1, -0.5]).ShouldContain("λ_3 = -0.5 is negative");
        QuadraticRates
            .Of([1, 4, 2])
            .ShouldBeOfType<ClosedForm<QuadraticRates>.Found>()
            .Solution.ConditionNumber.ShouldBe(4);
        Should.Throw<ArgumentException>(() => new QuadraticRates(2, 1)).Message.ShouldContain("at least λ_min = 2");
        Should
            .Throw<ArgumentException>(() => new QuadraticRates(0, 1))
            .Message.ShouldContain("λ_min must be finite and pos");
    }

    [Theory]
    [InlineData(MomentumKind.HeavyBall)]
    [InlineData(MomentumKind.Nesterov)]
    public void The_largest_stable_rate_is_where_the_spectral_radius_passes_one(MomentumKind kind)
    {
        foreach (double momentum in new[] { 0, 0.3, 0.9 })
        {
            double limit = MomentumStability.LargestStableRate(2.5, momentum, kind);
            Steps.SpectralRadius(2.5 * limit * 0.999, momentum, kind).ShouldBeLessThan(1);
            Steps.SpectralRadius(2.5 * limit * 1.001, momentum, kind).ShouldBeGreaterThan(1);
        }
    }

    [Theory]
    [InlineData(MomentumKind.HeavyBall)]
    [InlineData(MomentumKind.Nesterov)]
    public void Critical_momentum_brings_one_curvature_down_fastest(MomentumKind kind)
    {
        foreach (double force in new[] { 1e-4, 0.1, 0.6, 0.95 })
        {
            double critical = MomentumStability.CriticalMomentum(force, 1, kind);
            double least = new MomentumMode(force, 1, critical, kind).Modulus;
            least.ShouldBe(kind == MomentumKind.HeavyBall ? Math.Sqrt(critical) : 1 - Math.Sqrt(force), 1e-7);
            foreach (double factor in new[] { 0.9, 0.99, 1.01, 1.04 })
            {
                Steps.SpectralRadius(force, Math.Min(0.99999, critical * factor), kind).ShouldBeGreaterThan(least);
            }
        }
        Should
            .Throw<ArgumentException>(() => MomentumStability.CriticalMomentum(2, 2.5, kind))
            .Message.ShouldContain("for a critical momentum, but is 5");
    }

    private static string Reason(double[] spectrum) =>
        QuadraticRates.Of(spectrum).ShouldBeOfType<ClosedForm<QuadraticRates>.None>().Because;

    private static RatedChoice Named(QuadraticRates rates, string name) =>
        name switch
        {
            "plain" => rates.Plain,
            "heavyBall" => rates.HeavyBall,
            _ => rates.Nesterov,
        };

    private static double[] Spectrum(double largest) =>
        [.. Enumerable.Range(0, 41).Select(i => Math.Pow(largest, i / 40.0))];

    // Of the two ends: what lies between is no worse for the best choice, and can only make others worse.
    private static double Worst(double largest, double rate, double momentum, MomentumKind kind) =>
        Math.Max(Steps.SpectralRadius(rate, momentum, kind), Steps.SpectralRadius(rate * largest, momentum, kind));
}
