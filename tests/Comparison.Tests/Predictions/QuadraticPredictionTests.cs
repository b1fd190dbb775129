using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Predictions;

/// <summary>The closed form of descent on quadratics over descents that were really made.</summary>
public sealed class QuadraticPredictionTests
{
    private static readonly Optimiser[] optimisers =
    [
        new Optimiser.Plain(),
        new Optimiser.Momentum(0.6),
        new Optimiser.Momentum(0.6, IsNesterov: true),
        new Optimiser.Newton(IsGaussNewton: false),
        new Optimiser.Newton(IsGaussNewton: true, Damping: 0.2),
    ];

    /// <summary>κ = 100, one of the modes degenerate, W* of order 1.</summary>
    private static readonly LearningTask hard = LearningTask.OfQuadratic(
        Matrix<double>.Build.DenseOfDiagonalArray([1, 0.3, 0.3, 0.01]),
        [1, -0.3, 0.15, 0.02]
    );

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Two_hundred_epochs_at_condition_number_100_are_predicted_to_rounding(int optimiser)
    {
        DescentSettings settings = Descent(hard, 0.9, 200, Loss.HalfSquared) with { Optimiser = optimisers[optimiser] };
        RequireAgreement(hard, settings);
    }

    [Theory]
    [InlineData(Loss.MeanSquared, MomentConvention.Mean, 0)]
    [InlineData(Loss.MeanSquared, MomentConvention.Sum, 0)]
    [InlineData(Loss.MeanSquared, MomentConvention.Sum, 1)]
    [InlineData(Loss.HalfSquared, MomentConvention.Mean, 2)]
    [InlineData(Loss.HalfSquared, MomentConvention.Sum, 0)]
    [InlineData(Loss.MeanSquared, MomentConvention.Sum, 3)]
    [InlineData(Loss.MeanSquared, MomentConvention.Mean, 4)]
    public void Losses_conventions_and_several_outputs_have_their_factors(
        Loss loss,
        MomentConvention convention,
        int optimiser
    )
    {
        LearningTask task = Regression(convention);
        RequireAgreement(task, Descent(task, 0.5, 200, loss) with { Optimiser = optimisers[optimiser] });
    }

    [Fact]
    public void Plain_descent_is_predicted_under_any_schedule_and_weight_decay()
    {
        RateSchedule[] schedules =
        [
            new RateSchedule.Stepwise(50, 0.5),
            new RateSchedule.Cosine(0.01),
            new RateSchedule.Inverse(30),
        ];
        LearningTask task = Regression(MomentConvention.Mean);
        foreach (RateSchedule schedule in schedules)
        {
            RequireAgreement(
                task,
                Descent(task, 0.5, 200, Loss.MeanSquared) with
                {
                    Schedule = schedule,
                    WeightDecay = 0.1,
                }
            );
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void With_weight_decay_every_method_tends_to_the_optimum_of_the_decayed_loss(int optimiser)
    {
        LearningTask task = Regression(MomentConvention.Mean);
        RequireAgreement(
            task,
            Descent(task, 0.5, 200, Loss.HalfSquared) with
            {
                Optimiser = optimisers[optimiser],
                WeightDecay = 0.1,
            }
        );
    }

    [Fact]
    public void What_dies_far_below_rounding_is_still_known()
    {
        LearningTask one = LearningTask.OfQuadratic(Matrix<double>.Build.DenseOfDiagonalArray([1]), [2]);
        Trial trial = Run(one, Descent(one, 0.5, 400, Loss.HalfSquared), Matrix<double>.Build.Dense(1, 1, 3));
        // 2^−400, exactly.
        trial.Samples["z1@quadratic"][400].ShouldBe(Math.ScaleB(1, -400), tolerance: Math.ScaleB(1, -440));
    }

    [Theory]
    [InlineData("batch", "Give \"batch\": \"all\"")]
    [InlineData("deep", "without hidden layers (L = 1), but this network has L = 2")]
    [InlineData("adam", "the steps of \"adam\" are not linear")]
    [InlineData("averaging", "averages of its weights")]
    [InlineData("drawn", "drawn with replacement")]
    [InlineData("schedule", "Momentum has its closed form at a constant rate")]
    [InlineData("entropy", "Cross-entropy has no flow time")]
    public void What_is_no_quadratic_is_told_why(string what, string because)
    {
        DescentSettings good = Descent(hard, 0.5, 3, Loss.HalfSquared);
        DescentSettings settings = what switch
        {
            "batch" => good with { Batch = 1 },
            "adam" => good with { Optimiser = new Optimiser.Adam() },
            "averaging" => good with { Averaging = 0.9 },
            "drawn" => good with { Order = new ItemOrder.Drawn(1) },
            "schedule" => good with { Optimiser = optimisers[1], Schedule = new RateSchedule.Inverse(3) },
            "entropy" => good with { Loss = Loss.CrossEntropy },
            _ => good,
        };
        int[] hidden = what == "deep" ? [1] : [];
        Matrix<double>[] weights = what == "deep" ? [Row(1, 2, 3, 4), Row(1)] : [Row(1, 2, 3, 4)];
        Forecast forecast = new QuadraticPrediction().Predict(
            new PredictionContext(hard, weights, new Architecture(new LayerSizes(4, hidden, 1)), settings)
        );
        forecast.ShouldBeOfType<Forecast.None>().Because.ShouldContain(because);
    }

    [Fact]
    public void A_rate_beyond_all_theory_is_told_in_a_sentence_without_names_of_parameters()
    {
        DescentSettings settings = Descent(hard, 0.5, 3, Loss.HalfSquared) with { Rate = 1e300 };
        Forecast forecast = new QuadraticPrediction().Predict(
            new PredictionContext(hard, [Row(1, 2, 3, 4)], new Architecture(new LayerSizes(4, [], 1)), settings)
        );
        string because = forecast.ShouldBeOfType<Forecast.None>().Because;
        because.ShouldContain("Give a smaller rate");
        because.ShouldEndWith(".");
        because.ShouldNotContain("Parameter");
    }

    private static Matrix<double> Row(params double[] entries) =>
        Matrix<double>.Build.Dense(1, entries.Length, entries);

    private static void RequireAgreement(LearningTask task, DescentSettings settings)
    {
        int outputs = task.Moments.Outputs;
        Matrix<double> start = Matrix<double>.Build.Dense(
            outputs,
            task.Moments.Inputs,
            (i, j) => 3 * Math.Cos(1 + 2 * i + 3 * j)
        );
        Trial trial = Run(task, settings, start);
        ((Forecast.Curves)trial.Predictions[0].Forecast).Standing.ShouldBe(Standing.Exact);
        trial.Samples.RowCount.ShouldBe(201);
        foreach (string column in trial.Targets.Keys)
        {
            double scale = trial.Samples[column].ToArray().Max(Math.Abs);
            // 200 updates, each with a few roundings that the contraction partly forgets, of numbers of this scale.
            for (int epoch = 0; epoch <= 200; epoch++)
            {
                Math.Abs(trial.Samples[column][epoch] - trial.Samples[$"{column}@quadratic"][epoch])
                    .ShouldBeLessThan(1e-12 * scale, $"{column} in epoch {epoch}");
            }
        }
    }

    private static Trial Run(LearningTask task, DescentSettings settings, Matrix<double> start) =>
        Experiment
            .Perform(
                new Scenario(
                    "q",
                    task,
                    [
                        new RunPlan("run", [], new GivenStart([start]), settings)
                        {
                            Observe =
                            [
                                Observable.Modes,
                                Observable.SingularValues,
                                Observable.Loss,
                                Observable.Eigenmodes,
                            ],
                            Theories = [new TheoryPlan(new QuadraticPrediction())],
                        },
                    ]
                )
            )
            .Runs[0]
            .Trials[0];

    private static DescentSettings Descent(LearningTask task, double rate, int epochs, Loss loss) =>
        new(rate, epochs, task.Items!.Count, loss, new ItemOrder.InTurn());

    /// <summary>Two outputs, three correlated inputs whose largest curvature stays below 2 in every convention.</summary>
    private static LearningTask Regression(MomentConvention convention)
    {
        Matrix<double> inputs = Matrix<double>.Build.Dense(3, 7, (i, item) => Math.Sin(1 + i + (i + 1.5) * item));
        Matrix<double> targets = Matrix<double>.Build.Dense(2, 7, (i, item) => Math.Cos(2 * i + item));
        return new LearningTask(new DataSet(inputs, targets), convention);
    }
}
