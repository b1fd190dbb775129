using System.Globalization;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Scenarios;

/// <summary>Moments printed with few digits or computed in single precision: what rounding explains is averaged or set to 0, with a notice.</summary>
public sealed class RoundedMomentsTests
{
    private const string Task = """
        { "name": "s",
          "task": { "kind": "moments",
            "sigmaX": [[2, 1], [1, 2]],
            "sigmaYX": [[2, 1]] },
          "runs": [ { "name": "r", "network": { "hidden": [] }, "start": { "kind": "constant", "value": 0 },
            "learning": { "kind": "flow", "method": "dormandPrince", "timeConstant": 1, "until": 60 },
            "sample": { "every": 10 }, "observe": ["entries"] } ] }
        """;

    // 2 items in 3 inputs, mean: rank 2. Printed with 12 digits, whose rounding makes an eigenvalue of −8.9e-13.
    private const string TwelveDigits =
        "[[0.847222222222,0.680555555556,0.488095238095],[0.680555555556,0.569444444444,0.464285714286],[0.488095238095,0.464285714286,0.510204081633]]";

    private const string TwelveDigitsYX = "[[-0.0833333333333,0.0833333333333,0.428571428571]]";

    // Y X⁺ of the items x = (5/6, 5/6, 1), y = 1 and x = (1, 2/3, 1/7), y = −1, by NumPy's pinv in double precision.
    private static readonly double[] leastNorm = [-1.2344458, -0.1011089, 2.1129623];

    [Fact]
    public void A_flow_on_a_singular_covariance_of_twelve_digits_ends_at_the_map_of_least_norm()
    {
        using ScenarioFolder folder = new();
        Scenario read = folder.ReadText(Task, $"task.sigmaX={TwelveDigits}", $"task.sigmaYX={TwelveDigitsYX}");
        RunPlan run = read.Runs[0] with
        {
            Theories = [new TheoryPlan(new ShallowPrediction(new InitialStrength.Measured()))],
        };
        Table samples = Experiment.Perform(read with { Runs = [run] }).Runs[0].Trials[0].Samples;
        read.Task.Notices.Count.ShouldBe(2);
        read.Task.Notices[0].ShouldMatch(@"^task\.sigmaX: its eigenvalue -8\.9?\d+e-13 is rounding of its entries");
        read.Task.Notices[1].ShouldStartWith("task.sigmaYX: its part where Σ^x has the eigenvalue 0");
        // The smaller positive eigenvalue is 0.17 and e^(−60·0.17) = 4e-5: the limit is that of the task, the end of the run is theory's.
        for (int input = 0; input < 3; input++)
        {
            read.Task.BestMap[0, input].ShouldBe(leastNorm[input], tolerance: 1e-7);
            samples[$"w1_{input + 1}"][^1].ShouldBe(leastNorm[input], tolerance: 2e-4);
            samples[$"w1_{input + 1}"][^1].ShouldBe(samples[$"w1_{input + 1}@shallow-measured"][^1], tolerance: 1e-8);
        }
    }

    [Theory]
    [InlineData(40, 10, 12)]
    [InlineData(40, 10, 10)]
    [InlineData(40, 10, 7)]
    [InlineData(40, 10, 0)]
    [InlineData(100, 20, 12)]
    [InlineData(100, 20, 7)]
    [InlineData(100, 20, 0)]
    public void A_covariance_of_few_items_has_the_map_of_least_norm_whatever_its_digits(
        int inputs,
        int items,
        int digits
    )
    {
        // Items from a fixed formula; XᵀX of them, items × items, is well conditioned, so that Y(XᵀX)⁻¹Xᵀ is the map of least norm.
        Random random = new(items);
        Matrix<double> x = Matrix<double>.Build.Dense(inputs, items, (_, _) => random.NextDouble() * 2 - 1);
        Matrix<double> y = Matrix<double>.Build.Dense(1, items, (_, _) => random.NextDouble() * 2 - 1);
        Matrix<double> truth = y * x.TransposeThisAndMultiply(x).Inverse() * x.Transpose();
        using ScenarioFolder folder = new();
        folder.Write("x.csv", Printed(x * x.Transpose() / items, digits));
        folder.Write("yx.csv", Printed(y * x.Transpose() / items, digits));
        LearningTask task = folder
            .ReadText(Task, "task.sigmaX=x.csv", "task.sigmaYX=yx.csv", "runs.r.observe=[\"loss\"]")
            .Task;
        // Roundings of ρ move the map by about ρ√n over the smallest positive eigenvalue, some tenth of the largest entry.
        double rounding = digits == 0 ? 6e-8 : 0.5 * Math.Pow(10, -digits);
        (task.BestMap - truth).L2Norm().ShouldBeLessThan(100 * Math.Sqrt(inputs) * rounding);
        task.Spectrum.Eigenvalues.Count(value => value > 0).ShouldBe(items);
        task.Notices[0].ShouldStartWith($"task.sigmaX: {inputs - items} of its eigenvalues, from ");
    }

    [Fact]
    public void Halves_that_differ_in_the_eighth_digit_are_averaged_with_a_notice_of_how_much()
    {
        using ScenarioFolder folder = new();
        LearningTask task = folder.ReadText(Task, "task.sigmaX=[[2.0000000,1.0000001],[1.0000000,2.0000000]]").Task;
        task.SigmaX[0, 1].ShouldBe(1.00000005, tolerance: 1e-15);
        task.SigmaX[1, 0].ShouldBe(task.SigmaX[0, 1]);
        task.Notices.ShouldBe(["task.sigmaX: its two halves differ by up to 1e-07; their average was taken."]);
    }

    [Theory]
    [InlineData("0.99999999999999")]
    [InlineData("0.9999999999999")]
    [InlineData("0.999999999999")]
    [InlineData("0.9999999")]
    public void A_negative_eigenvalue_of_any_size_below_single_precision_is_admitted_by_every_check(string corner)
    {
        using ScenarioFolder folder = new();
        Scenario read = folder.ReadText(Task, $"task.sigmaX=[[1,1],[1,{corner}]]", "task.sigmaYX=[[1,1]]");
        RunPlan run = read.Runs[0] with
        {
            Theories = [new TheoryPlan(new ShallowPrediction(new InitialStrength.Measured()))],
        };
        Table samples = Experiment.Perform(read with { Runs = [run] }).Runs[0].Trials[0].Samples;
        // x₁ = x₂ but for rounding: (1/2, 1/2) is the map of least norm.
        samples["w1_1"][^1].ShouldBe(0.5, tolerance: 1e-7);
        samples["w1_2@shallow-measured"][^1].ShouldBe(0.5, tolerance: 1e-7);
        read.Task.BestMap[0, 0].ShouldBe(0.5, tolerance: 1e-7);
    }

    [Fact]
    public void Rounding_that_is_given_sets_a_small_positive_eigenvalue_to_zero_and_without_it_there_is_a_notice()
    {
        using ScenarioFolder folder = new();
        string[] close = ["task.sigmaX=[[1,1],[1,1.0000001]]", "task.sigmaYX=[[1,1.0000001]]"];
        // Kept: Σ^yx is the second row of Σ^x, so W* = (0, 1).
        LearningTask kept = folder.ReadText(Task, close).Task;
        kept.BestMap[0, 1].ShouldBe(1, tolerance: 1e-6);
        kept.Notices.ShouldHaveSingleItem().ShouldContain("\"rounding\": 1e-7 sets it to 0");
        Scenario rounded = folder.ReadText(Task, [.. close, "task.rounding=1e-7"]);
        rounded.Task.BestMap[0, 0].ShouldBe(0.5, tolerance: 1e-7);
        rounded.Task.BestMap[0, 1].ShouldBe(0.5, tolerance: 1e-7);
        folder.ReadText(rounded.EffectiveSettings).EffectiveSettings.ShouldBe(rounded.EffectiveSettings);
    }

    [Fact]
    public void A_hessian_of_single_precision_is_a_quadratic_too()
    {
        using ScenarioFolder folder = new();
        string quadratic = """task={"kind":"quadratic","hessian":[[1,1.00000006],[1,0.9999999]],"linear":[1,1]}""";
        LearningTask task = folder.ReadText(Task, quadratic).Task;
        task.BestMap[0, 0].ShouldBe(0.5, tolerance: 1e-6);
        task.BestMap[0, 1].ShouldBe(0.5, tolerance: 1e-6);
        task.Notices.Select(notice => notice.Split(": ")[0]).ShouldBe(["task.hessian", "task.hessian", "task.linear"]);
    }

    [Theory]
    [InlineData(
        "[[2,1.00001],[1,2]]",
        ": task.sigmaX: must be symmetric, but Σ^x has 1.00001 in (1, 2) and 1 in (2, 1). Make the two equal. If its entries are rounded so coarsely, give \"rounding\": 1e-05.",
        "1e-05"
    )]
    [InlineData(
        "[[1,1],[1,0.9999]]",
        ": task.sigmaX: must be positive semidefinite, as E[x xᵀ] of any data is, but the smallest eigenvalue of Σ^x is -5.000125e-05. Check its entries. If its entries are rounded so coarsely, give \"rounding\": 0.0001.",
        "0.0001"
    )]
    public void More_than_rounding_is_refused_with_its_place_and_a_remedy_that_helps(
        string sigmaX,
        string message,
        string rounding
    )
    {
        using ScenarioFolder folder = new();
        folder.Mistake(Task, [$"task.sigmaX={sigmaX}"]).ShouldBe($"s.json: --set task.sigmaX={sigmaX}{message}");
        LearningTask task = folder
            .ReadText(Task, $"task.sigmaX={sigmaX}", "task.sigmaYX=[[1,1]]", $"task.rounding={rounding}")
            .Task;
        task.Notices.ShouldNotBeEmpty();
    }

    // With 0 digits: as single precision has them, to 9 digits.
    private static string Printed(Matrix<double> matrix, int digits) =>
        string.Join(
            '\n',
            matrix
                .EnumerateRows()
                .Select(row =>
                    string.Join(
                        ' ',
                        row.Select(value =>
                            digits == 0
                                ? ((float)value).ToString("g9", CultureInfo.InvariantCulture)
                                : Math.Round(value, digits).ToString("r", CultureInfo.InvariantCulture)
                        )
                    )
                )
        ) + "\n";
}
