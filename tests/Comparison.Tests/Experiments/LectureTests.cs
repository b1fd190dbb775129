using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Experiments.Sweeps;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Theory.Chains;

namespace ComparisonTests.Experiments;

/// <summary>What the committed scenarios of the lectures must show, against numbers worked out elsewhere.</summary>
public sealed class LectureTests
{
    [Theory]
    [InlineData("to-the-saddle", 0.005056, -0.005056)]
    [InlineData("beside-it", 0.986213, 0.947713)]
    [InlineData("other-side", -1.043711, -0.937106)]
    public void Two_weights_end_where_forty_steps_by_another_program_ended(string run, double first, double second)
    {
        Table samples = Perform("landscape", "figures=[]", "runs.*.theories=[]")
            .Runs.First(result => result.Plan.Name == run)
            .Trials[0]
            .Samples;
        samples["p1"][40].ShouldBe(first, tolerance: 5e-7);
        samples["p2"][40].ShouldBe(second, tolerance: 5e-7);
    }

    [Fact]
    public void Fifteen_layers_take_as_many_epochs_to_90_percent_as_another_program_counted()
    {
        SweepResult epochs = Sweep(Perform("initialisation", "figures=[]"), "epochs");
        double[] counted = [611, 257, 117, 58, 30, 17, 8];
        Column(epochs, "timeTo:mode1")[..7].ShouldBe(counted);
        Column(epochs, "timeTo:mode1@balancedDescent-measured")[..7].ShouldBe(counted);
    }

    [Fact]
    public void A_hundred_layers_make_products_vanish_or_explode()
    {
        double[] maps = Column(Sweep(Perform("initialisation", "figures=[]"), "hundred-layers"), "final:mode1");
        maps[0].ShouldBe(2.6561398887587544e-5, tolerance: 1e-18); // 0.9^100 and 1.1^100 to 17 digits
        maps[2].ShouldBe(1);
        maps[4].ShouldBe(13780.61233982238, tolerance: 1e-9);
    }

    [Fact]
    public void Descent_converges_at_99_percent_of_the_predicted_limit_and_not_at_101()
    {
        string[] small = ["sweeps[0].over[0].log=null", "sweeps[0].over[0].values=[0.05]"];
        SweepResult limit = Sweep(Perform("depth-and-rate", small), "limit");
        double[] losses = Column(limit, "final:loss");
        for (int depth = 0; depth < 3; depth++)
        {
            losses[2 * depth].ShouldBeLessThan(1e-20); // 6000 epochs of a factor of 0.98² on the loss
            losses[2 * depth + 1].ShouldBeGreaterThan(1e-3);
        }
    }

    [Fact]
    public void Every_learning_rate_is_named_before_its_run()
    {
        ExperimentResult result = Perform("learning-rate", "figures=[]");
        ChainRates
            .In(result)
            .Select(chain => chain.Verdict.Regime)
            .ShouldBe([
                RateRegime.TooSmall,
                RateRegime.Slow,
                RateRegime.JustRight,
                RateRegime.Oscillating,
                RateRegime.Periodic,
                RateRegime.Chaotic,
                RateRegime.Divergent,
            ]);
        result.IsComplete.ShouldBeTrue();
    }

    [Theory]
    [InlineData("heavy-ball", 2.0, 0.0)]
    [InlineData("nesterov", 2.0, 2.0)]
    public void Momentum_is_stable_exactly_below_its_line(string kind, double ofRate, double below)
    {
        // η < (2 + 2β)/(1 + 2β) of Nesterov's, 2 + 2β of the heavy ball, for a curvature of 1.
        SweepResult phases = Sweep(Perform("momentum", "figures=[]"), $"{kind}-phases");
        double[] factors = Column(phases, "rate:eigenmodes");
        double[] stable = Column(phases, "stable:loss");
        for (int cell = 0; cell < phases.Cells.Count; cell++)
        {
            (double rate, double momentum) = (0.1 + cell % 41 * 0.1, cell / 41 * 0.025);
            double limit = (2 + ofRate * momentum) / (1 + below * momentum);
            if (Math.Abs(rate / limit - 1) > 0.01)
            {
                (factors[cell] < 1).ShouldBe(rate < limit, $"η = {rate}, β = {momentum}");
                (stable[cell] == 1).ShouldBe(rate < limit, $"η = {rate}, β = {momentum}");
            }
        }
    }

    [Fact]
    public void The_best_rates_of_a_quadratic_have_the_factors_of_their_condition_number()
    {
        ExperimentResult result = Perform("conditioning", "figures=[]");
        double[] kappas = [1, 3, 10, 30, 100, 300, 1000, 1e4, 1e5, 1e6];
        double[] plain = Column(Sweep(result, "plain-factor"), "rate:eigenmodes");
        double[] rolling = Column(Sweep(result, "heavy-ball-factor"), "rate:eigenmodes");
        for (int place = 0; place < kappas.Length; place++)
        {
            double root = Math.Sqrt(kappas[place]);
            plain[place].ShouldBe((kappas[place] - 1) / (kappas[place] + 1), tolerance: 1e-9);
            // Both ends of the spectrum are critically damped there: half of the digits are the double root's.
            rolling[place].ShouldBe((root - 1) / (root + 1), tolerance: 1e-6);
        }
    }

    private static ExperimentResult Perform(string name, params string[] options)
    {
        string file = Repository.File("scripts", "scenarios", $"{name}.json");
        return Experiment.Perform(new ScenarioReader(TheoryKinds.All).Read(file, options));
    }

    private static SweepResult Sweep(ExperimentResult result, string name) =>
        result.Sweeps.First(sweep => sweep.Plan.Name == name);

    private static double[] Column(SweepResult sweep, string title)
    {
        SweepColumn column = sweep.Columns.First(column => column.Title == title);
        return [.. Enumerable.Range(0, sweep.Cells.Count).Select(cell => sweep[column, cell])];
    }
}
