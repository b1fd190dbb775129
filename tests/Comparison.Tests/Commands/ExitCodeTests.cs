namespace ComparisonTests.Commands;

public sealed class ExitCodeTests
{
    private const string Aligned = """
        { "name": "aligned",
          "task": { "kind": "moments", "sigmaX": "identity", "sigmaYX": [[2, 0], [0, 1]] },
          "runs": [
            { "name": "deep",
              "network": { "hidden": [3] },
              "start": { "kind": "aligned", "strength": 0.01 },
              "learning": { "kind": "flow", "method": "rk4", "step": 0.1, "timeConstant": 1, "until": 5 },
              "theories": [{ "kind": "balanced", "initialStrength": 0.01, "tolerance": 1e-3 }] } ] }
        """;

    [Fact]
    public void A_good_scenario_ends_with_0_and_a_folder_of_numbers_and_figures()
    {
        using var dynamics = new DynamicsProcess();
        DynamicsProcess.Result result = dynamics.Run("run", dynamics.Write("a.json", Aligned));
        result.ExitCode.ShouldBe(0, result.Errors);
        result.Output.ShouldContain("aligned");
        foreach (
            string file in (string[])
                [
                    "deep.csv",
                    "deep.theory.csv",
                    "errors.csv",
                    "errors.tex",
                    "deep.modes.svg",
                    "manifest.json",
                    "scenario.json",
                ]
        )
        {
            File.Exists(Path.Combine(dynamics.Folder, "results", "aligned", file)).ShouldBeTrue(file);
        }
    }

    [Fact]
    public void Bad_input_ends_with_2_one_line_and_nothing_written()
    {
        using var dynamics = new DynamicsProcess();
        DynamicsProcess.Result result = dynamics.Run(
            "run",
            dynamics.Write("a.json", Aligned),
            dynamics.Write("b.json", Aligned.Replace("0.1,", "\"fast\",", StringComparison.Ordinal))
        );
        result.ExitCode.ShouldBe(2);
        result
            .Errors.TrimEnd()
            .ShouldEndWith(
                "b.json:7: runs.deep.learning.step: must be a positive number, but is \"fast\". Example: 0.1."
            );
        result.Errors.TrimEnd().Split('\n').Length.ShouldBe(1);
        dynamics.HasResults().ShouldBeFalse();
    }

    [Theory]
    [InlineData("run")]
    [InlineData("rum", "a.json")]
    [InlineData("run", "a.json", "--threads", "0")]
    [InlineData("run", "a.json", "--linear-algebra", "blas")]
    [InlineData("converge", "a.json", "--halvings", "0,5")]
    [InlineData("run", "missing.json")]
    public void Wrong_usage_ends_with_2_and_says_so_on_stderr(params string[] arguments)
    {
        using var dynamics = new DynamicsProcess();
        dynamics.Write("a.json", Aligned);
        DynamicsProcess.Result result = dynamics.Run(arguments);
        result.ExitCode.ShouldBe(2);
        result.Output.ShouldBeEmpty();
        result.Errors.ShouldNotBeEmpty();
        result.Errors.ShouldNotContain("   at "); // no stack trace
        dynamics.HasResults().ShouldBeFalse();
    }

    [Fact]
    public void A_diverging_run_ends_with_3_names_step_and_quantity_and_keeps_its_samples_as_partial()
    {
        using var dynamics = new DynamicsProcess();
        string scenario = dynamics.Write("a.json", Aligned);
        string[] wild =
        [
            "--set",
            "runs.deep.learning.method=euler",
            "--set",
            "runs.deep.learning.step=3",
            "--set",
            "runs.deep.learning.until=300",
        ];
        DynamicsProcess.Result result = dynamics.Run(["run", scenario, .. wild]);
        result.ExitCode.ShouldBe(3, result.Errors);
        result.Errors.ShouldContain($"\n{scenario}: runs.deep: diverged at t = ");
        result.Errors.ShouldContain(
            ": the loss is not finite. Broken limit: explicit Euler is stable for step · λ₁ < 2; here "
        );
        Directory.Exists(Path.Combine(dynamics.Folder, "results", "aligned")).ShouldBeFalse();
        string csv = Path.Combine(dynamics.Folder, "results", "aligned.partial", "deep.csv");
        File.ReadLines(csv).Count().ShouldBeGreaterThan(2);
    }

    [Fact]
    public void A_run_whose_weights_overflow_between_two_samples_names_the_entry()
    {
        using var dynamics = new DynamicsProcess();
        DynamicsProcess.Result result = dynamics.Run(
            "run",
            dynamics.Write("a.json", Aligned),
            "--set",
            "runs.deep.learning={\"kind\":\"flow\",\"method\":\"euler\",\"step\":3,\"timeConstant\":1,\"until\":300}",
            "--set",
            "runs.deep.sample={\"every\":300}"
        );
        result.ExitCode.ShouldBe(3, result.Errors);
        result.Errors.ShouldContain(" of W_");
    }

    [Fact]
    public void A_diverging_descent_ends_with_3_and_names_epoch_update_and_quantity_beside_a_run_that_is_kept_whole()
    {
        // W₂W₁ is 2e150 after one update and overflows in the next.
        const string steep = """
            { "name": "steep",
              "task": { "kind": "data", "inputs": [[1, 0], [0, 1]], "targets": [[1, 0], [0, 1]] },
              "runs": [
                { "name": "deep", "network": { "hidden": [2] },
                  "start": { "kind": "aligned", "strength": 0.1 },
                  "learning": { "kind": "descent", "rate": 1e76, "epochs": 9, "batch": 2 } },
                { "name": "calm", "network": { "hidden": [2] },
                  "start": { "kind": "aligned", "strength": 0.1 },
                  "learning": { "kind": "descent", "rate": 0.1, "epochs": 9, "batch": 2 } } ] }
            """;
        using var dynamics = new DynamicsProcess();
        DynamicsProcess.Result result = dynamics.Run("run", dynamics.Write("a.json", steep));
        result.ExitCode.ShouldBe(3, result.Errors);
        result.Errors.ShouldContain("runs.deep: diverged in epoch 2, in update 2 of the run: the loss is not finite");
        File.ReadLines(Path.Combine(dynamics.Folder, "results", "steep.partial", "calm.csv")).Count().ShouldBe(11);
    }

    [Fact]
    public void A_divergence_that_may_be_is_a_result_and_ends_with_0()
    {
        // W₂W₁ is 2e150 after one update and overflows in the next.
        const string steep = """
            { "name": "steep",
              "task": { "kind": "data", "inputs": [[1, 0], [0, 1]], "targets": [[1, 0], [0, 1]] },
              "runs": [
                { "name": "deep", "network": { "hidden": [2] }, "mayDiverge": true,
                  "start": { "kind": "aligned", "strength": 0.1 },
                  "learning": { "kind": "descent", "rate": 1e76, "epochs": 9, "batch": 2 } } ] }
            """;
        using var dynamics = new DynamicsProcess();
        string path = dynamics.Write("a.json", steep);
        DynamicsProcess.Result result = dynamics.Run("run", path);
        result.ExitCode.ShouldBe(0, result.Errors);
        result.Errors.ShouldContain("runs.deep: diverged in epoch 2");
        result.Errors.ShouldContain("This run may diverge.");
        result.Errors.ShouldContain($"notice: {path}: runs.deep: ");
        File.ReadLines(Path.Combine(dynamics.Folder, "results", "steep", "deep.csv")).Count().ShouldBe(3); // epochs 0 and 1
    }

    [Fact]
    public void An_unknown_linear_algebra_is_refused_in_one_line()
    {
        using var dynamics = new DynamicsProcess();
        DynamicsProcess.Result result = dynamics.Run(
            "run",
            dynamics.Write("a.json", Aligned),
            "--linear-algebra",
            "foo"
        );
        result.ExitCode.ShouldBe(2, result.Errors);
        result.Errors.ShouldContain(
            "--linear-algebra: must be auto, mkl or managed, but is \"foo\". Example: --linear-algebra auto.\n"
        );
    }

    [Fact]
    public void Output_that_cannot_be_written_ends_with_4()
    {
        using var dynamics = new DynamicsProcess();
        string occupied = dynamics.Write("results", "a file where the folder should go");
        DynamicsProcess.Result result = dynamics.Run("run", dynamics.Write("a.json", Aligned));
        result.ExitCode.ShouldBe(4, result.Errors);
        result.Errors.ShouldContain("results");
        File.ReadAllText(occupied).ShouldStartWith("a file");
    }

    [Theory]
    [InlineData("run a.json --out ''", 2, "--out: must be a folder, but is empty.")]
    [InlineData("run a.json --out a.json", 4, "--out a.json: must be a folder for results, but is a file.")]
    [InlineData("run a.json --out /proc/x", 4, "--out /proc/x: must be a folder for results, but cannot be made")]
    [InlineData("run --foo a.json", 2, "unknown option --foo. Known: ")]
    [InlineData("run a.json --quite", 2, "unknown option --quite. Did you mean \"--quiet\"?")]
    [InlineData("run a.json --thread=2", 2, "unknown option --thread. Did you mean \"--threads\"?")]
    [InlineData("run a.json --resmue", 2, "unknown option --resmue. Did you mean \"--resume\"?")]
    [InlineData("converge a.json --halving 3", 2, "unknown option --halving. Did you mean \"--halvings\"?")]
    [InlineData("converge a.json b.json", 2, "converge: unexpected argument \"b.json\".")]
    [InlineData("doctor --qiet", 2, "unknown option --qiet. Known: ")]
    [InlineData("rnu a.json --out x", 2, "unknown command rnu. Did you mean \"run\"?")]
    [InlineData("comapre a b", 2, "unknown command comapre. Did you mean \"compare\"?")]
    [InlineData("plot", 2, "unknown command plot. Known: run, list, converge, explain, compare and doctor.")]
    [InlineData("--hlep", 2, "unknown option --hlep. Did you mean \"--help\"?")]
    [InlineData("list", 2, "scripts/scenarios: folder: must be a folder with scenario files")]
    [InlineData("list . > /dev/full", 4, "could not be read or written: No space left on device")]
    [InlineData("run a.json > /dev/full", 4, "could not be read or written: No space left on device")]
    public void A_failure_of_input_or_output_is_told_without_a_stack_trace(string words, int exitCode, string told)
    {
        using var dynamics = new DynamicsProcess();
        dynamics.Write("a.json", Aligned);
        DynamicsProcess.Result result = dynamics.Shell($"dotnet \"$DYNAMICS\" {words}");
        result.ExitCode.ShouldBe(exitCode, result.Errors);
        result.Errors.ShouldContain(told);
        result.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public void A_theory_that_misses_its_tolerance_ends_with_5_and_its_results_are_complete()
    {
        using var dynamics = new DynamicsProcess();
        string scenario = dynamics.Write("a.json", Aligned.Replace("1e-3", "1e-9", StringComparison.Ordinal));
        DynamicsProcess.Result result = dynamics.Run("run", scenario);
        result.ExitCode.ShouldBe(5, result.Errors);
        result.Errors.ShouldStartWith($"{scenario}: runs.deep: theory balanced must be within ");
        result.Errors.ShouldContain("theory balanced must be within 1e-09 of the simulation, but differs by");
        File.Exists(Path.Combine(dynamics.Folder, "results", "aligned", "errors.csv")).ShouldBeTrue();
    }
}
