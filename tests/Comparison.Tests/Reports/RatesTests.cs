using System.Text;
using ComparisonTests.Scenarios;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Theory.Quadratics;

namespace ComparisonTests.Reports;

public sealed class RatesTests
{
    private const string Diagonal = """
        "hessian": { "eigenvalues": [0.01, 0.1, 1] }, "optimum": [1, -2, 1]
        """;
    private const string Plain = """{ "kind": "plain" }""";

    [Fact]
    public void Measured_rates_of_plain_descent_are_one_minus_rate_times_curvature()
    {
        RatesSummary rates = RatesSummary.Of(Perform(Plain, rate: 1.9, epochs: 150));
        // |1 − 1.9 λ| for λ = 1, .1, .01; Prony's method keeps about 1e-10 where rounding is 1e-10 of what it sees.
        double[] expected = [0.9, 0.81, 0.981];
        rates.Rows.Select(row => row.Mode).ShouldBe(["z1", "z2", "z3"]);
        for (int mode = 0; mode < 3; mode++)
        {
            rates.Rows[mode].Predicted!.Value.ShouldBe(expected[mode], tolerance: 1e-15);
            rates.Rows[mode].Measured!.Value.Value.ShouldBe(expected[mode], tolerance: 1e-9);
        }
        rates
            .Rows.Select(row => row.Regime)
            .ShouldBe([MomentumRegime.Oscillating, MomentumRegime.Monotone, MomentumRegime.Monotone]);
    }

    [Theory]
    [InlineData("heavyBall", 3.305785123966942, 0.6694214876033057, 9.0 / 11)] // both ends of the spectrum critical
    [InlineData("heavyBall", 1, 0.81, 0.9)] // all complex: √β
    [InlineData("nesterov", 0.5, 0.64, 0.5656854249492381)] // λ = 1 alone: √(β(1 − ηλ)) = √.32
    public void Measured_rates_of_momentum_are_the_roots_of_its_recursion(
        string kind,
        double rate,
        double momentum,
        double first
    )
    {
        string optimiser = FormattableString.Invariant($$"""{ "kind": "{{kind}}", "momentum": {{momentum}} }""");
        RatesSummary rates = RatesSummary.Of(Perform(optimiser, rate, epochs: 120));
        // A double root is known to about the root of what a simple one is.
        rates.Rows[0].Measured!.Value.Value.ShouldBe(first, tolerance: 1e-7);
        rates.Rows[0].Predicted!.Value.ShouldBe(first, tolerance: 1e-7);
        rates.Rows.ShouldAllBe(row => Math.Abs(row.Difference!.Value) < 1e-6);
    }

    [Fact]
    public void A_rate_is_measured_before_the_eigenmode_drowns_in_the_rounding_of_one_that_grows()
    {
        // A = (2 1; 1 1) has the eigenvalues (3 ± √5)/2: at η = 0.8 one grows by 1.0944 an epoch, to 1e23, the other shrinks by 0.6944.
        RatesSummary rates = RatesSummary.Of(
            Perform(
                Plain,
                rate: 0.8,
                epochs: 600,
                """
                "hessian": [[2, 1], [1, 1]], "optimum": [1, 1]
                """
            )
        );
        double root = Math.Sqrt(5);
        rates.Rows[0].Measured!.Value.Value.ShouldBe(0.8 * (3 + root) / 2 - 1, tolerance: 1e-9);
        // What is seen of it ends at 1e-13 of what grows, where a thousandth of it is rounding; the fit weighs by squares.
        rates.Rows[1].Measured!.Value.Value.ShouldBe(1 - 0.8 * (3 - root) / 2, tolerance: 1e-6);
    }

    [Fact]
    public void The_document_says_what_is_best_and_the_table_has_every_number()
    {
        ExperimentResult result = Perform(Plain, rate: 1.9, epochs: 150);
        string text = RatesDocument.Markdown(result, RatesSummary.Of(result));
        text.ShouldContain("The loss has curvatures from 0.01 to 1, κ = 100.");
        text.ShouldContain(
            "Plain descent is stable for ηλ < 2, that is below a rate of 2; this run has ηλ₁ = 1.9, below it."
        );
        // 2/1.01 and 99/101; (2/1.1)², (9/11)², 9/11; 4/3.01, (√301 − 2)/(√301 + 2), 1 − 2/√301.
        text.ShouldContain(
            "plain descent η = 1.9802 (contraction 0.980198); heavy ball η = 3.30579, β = 0.669421 (contraction 0.818182); "
                + "Nesterov η = 1.3289, β = 0.793275 (contraction 0.884722)."
        );
        text.ShouldContain("| z1 | 1 | oscillating | 0.9 | 0.9 | below 1e−6 |");
        using MemoryStream stream = new();
        RatesDocument.Write(RatesSummary.Of(result), stream);
        string[] lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n');
        lines[0]
            .ShouldBe(
                "run,eigenmode,eigenvalue,regime,predicted rate,measured rate,measured rate sd,measured rate − predicted"
            );
        lines[2].ShouldStartWith("run,z2,0.1,monotone,0.81,0.81");
        lines.Length.ShouldBe(5);
    }

    [Theory]
    [InlineData(Plain, 2.5, "plain descent is stable for ηλ < 2; here ηλ₁ = 2.5, and the rate must be below 2")]
    [InlineData(
        """{ "kind": "heavyBall", "momentum": 0.6 }""",
        3.5,
        "the heavy ball is stable for ηλ < 2 + 2β = 3.2; here ηλ₁ = 3.5, and the rate must be below 3.2"
    )]
    [InlineData(
        """{ "kind": "nesterov", "momentum": 0.5 }""",
        2,
        "Nesterov's momentum is stable for ηλ < (2 + 2β)/(1 + 2β) = 1.5; here ηλ₁ = 2, and the rate must be below 1.5"
    )]
    [InlineData("""{ "kind": "heavyBall", "momentum": 0.6 }""", 3.1, null)]
    public void A_limit_that_is_broken_is_named(string optimiser, double rate, string? expected)
    {
        Scenario scenario = Read(optimiser, rate, epochs: 1);
        RatesNote.BrokenLimit(scenario.Task, scenario.Runs[0]).ShouldBe(expected);
    }

    [Fact]
    public void A_chain_has_the_limit_of_its_balanced_solution()
    {
        using ScenarioFolder folder = new();
        // Two scalar layers, s = d = 1: η_c = 2/(L s^{2 − 2/L}) = 1.
        Scenario scenario = folder.ReadText(
            """
            { "name": "s", "task": { "kind": "quadratic", "hessian": [[1]], "linear": [1] },
              "runs": [{ "name": "run", "network": { "hidden": [1] }, "start": { "kind": "constant", "value": 2 },
                "learning": { "kind": "descent", "rate": 1.5, "epochs": 9, "batch": "all", "loss": "halfSquared" } }] }
            """
        );
        RatesNote
            .BrokenLimit(scenario.Task, scenario.Runs[0])
            .ShouldBe("no solution is stable at a rate above η_c = 1; here η = 1.5");
    }

    [Fact]
    public void Of_an_optimiser_without_a_closed_form_rates_are_measured_and_not_predicted()
    {
        ExperimentResult result = Perform("""{ "kind": "adam" }""", rate: 0.1, epochs: 50);
        RatesSummary rates = RatesSummary.Of(result);
        rates.Rows.ShouldAllBe(row => row.Predicted == null && row.Regime == null);
        RatesDocument
            .Markdown(result, rates)
            .ShouldContain("Nothing is predicted. Its closed form is that of plain descent");
    }

    private static ExperimentResult Perform(string optimiser, double rate, int epochs, string quadratic = Diagonal) =>
        Experiment.Perform(Read(optimiser, rate, epochs, quadratic));

    private static Scenario Read(string optimiser, double rate, int epochs, string quadratic = Diagonal)
    {
        using ScenarioFolder folder = new();
        return folder.ReadText(
            FormattableString.Invariant(
                $$"""
                { "name": "s", "task": { "kind": "quadratic", {{quadratic}} },
                  "runs": [{ "name": "run", "network": { "hidden": [] }, "start": { "kind": "constant", "value": 0 },
                    "learning": { "kind": "descent", "rate": {{rate}}, "epochs": {{epochs}}, "batch": "all", "loss": "halfSquared", "optimiser": {{optimiser}} },
                    "observe": ["eigenmodes"] }] }
                """
            )
        );
    }
}
