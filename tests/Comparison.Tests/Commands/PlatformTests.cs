using System.Runtime.Intrinsics;
using Dynamics.Simulation.LinearAlgebra;

namespace ComparisonTests.Commands;

/// <summary>What the tool does on processors and systems other than the one it was written on.</summary>
public sealed class PlatformTests
{
    // 200 units: products of this size go to MKL, and on some processors depend on the number of its threads.
    private const string Large = """
        { "name": "large",
          "task": { "kind": "diffuseTree", "features": 30, "depth": 4, "branching": 2, "flip": 0.1, "seed": 3 },
          "runs": [
            { "name": "descent",
              "network": { "hidden": [200, 200] },
              "start": { "kind": "orthogonal", "gain": 0.5, "seed": 2 },
              "learning": { "kind": "descent", "rate": 0.05, "epochs": 20, "batch": "all" },
              "observe": ["modes", "singularValues", "loss"] },
            { "name": "flow",
              "network": { "hidden": [300, 300] },
              "start": { "kind": "gaussian", "variance": 0.001, "seed": 2 },
              "learning": { "kind": "flow", "method": "rk4", "step": 0.05, "timeConstant": 1, "until": 0.5 },
              "observe": ["modes", "singularValues", "loss"],
              "repeat": 2 } ] }
        """;

    // Small, so that it is done by our own kernels with registers of any width.
    private const string Small = """
        { "name": "small",
          "task": { "kind": "diffuseTree", "features": 30, "depth": 4, "branching": 2, "flip": 0.1, "seed": 3 },
          "runs": [
            { "name": "fixed",
              "network": { "hidden": [17, 9] },
              "start": { "kind": "gaussian", "variance": 0.01, "seed": 2 },
              "learning": { "kind": "flow", "method": "rk4", "step": 0.02, "timeConstant": 1, "until": 5 },
              "observe": ["modes", "singularValues", "loss"] },
            { "name": "adaptive",
              "network": { "hidden": [17] },
              "start": { "kind": "gaussian", "variance": 0.01, "seed": 2 },
              "learning": { "kind": "flow", "method": "dormandPrince", "timeConstant": 1, "until": 5 },
              "observe": ["modes", "singularValues", "loss"] } ] }
        """;

    [Theory]
    [InlineData("auto")]
    [InlineData("managed")]
    public void Reproducible_results_are_the_same_bytes_for_any_number_of_threads(string linearAlgebra)
    {
        using var dynamics = new DynamicsProcess();
        string scenario = dynamics.Write("large.json", Large);
        foreach (string threads in (string[])["1", "2", "5"])
        {
            DynamicsProcess.Result result = dynamics.Run([
                "run",
                scenario,
                "--out",
                threads,
                "--reproducible",
                "--threads",
                threads,
                "--linear-algebra",
                linearAlgebra,
            ]);
            result.ExitCode.ShouldBe(0, result.Errors);
        }
        RequireSameBytes(dynamics, "large", "1", "2");
        RequireSameBytes(dynamics, "large", "1", "5");
    }

    // The runtime's variables, of which a wrong name would be ignored: the width shows that they are not.
    [Theory]
    [InlineData("DOTNET_EnableAVX512", 256)]
    [InlineData("DOTNET_EnableAVX2", 128)]
    [InlineData("DOTNET_EnableHWIntrinsic", 64)]
    public void Managed_flows_are_the_same_bytes_with_registers_of_any_width(string variable, int mostBits)
    {
        using var dynamics = new DynamicsProcess();
        string scenario = dynamics.Write("small.json", Small);
        string[] managed = ["--linear-algebra", "managed"];
        dynamics.Run(["run", scenario, "--out", "widest", .. managed]).ExitCode.ShouldBe(0);

        dynamics.Environment[variable] = "0";
        string doctor = dynamics.Run(["doctor", .. managed]).Output;
        string branch = doctor.Split('\n').Single(line => line.Contains("branch", StringComparison.Ordinal));
        int bits = int.Parse(branch.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]);
        bits.ShouldBeLessThanOrEqualTo(mostBits);
        dynamics.Run(["run", scenario, "--out", "narrower", .. managed]).ExitCode.ShouldBe(0);
        RequireSameBytes(dynamics, "small", "widest", "narrower");
    }

    // scripts/extended-test.sh runs the suite with this variable, which must then mean what it says.
    [Fact]
    public void With_DOTNET_EnableAVX512_at_0_the_tests_themselves_have_no_registers_of_512_bits()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_EnableAVX512") == "0")
        {
            Vector512.IsHardwareAccelerated.ShouldBeFalse();
        }
    }

    [Fact]
    public void With_DYNAMICS_LINEAR_ALGEBRA_at_managed_the_tests_themselves_run_without_MKL()
    {
        if (Environment.GetEnvironmentVariable("DYNAMICS_LINEAR_ALGEBRA") == "managed")
        {
            LinearAlgebraSelection.Current.IsMkl.ShouldBeFalse();
        }
    }

    private static void RequireSameBytes(DynamicsProcess dynamics, string scenario, string one, string two)
    {
        string[] tables = Directory.GetFiles(Path.Combine(dynamics.Folder, one, scenario), "*.csv");
        tables.ShouldNotBeEmpty();
        foreach (string table in tables)
        {
            string other = Path.Combine(dynamics.Folder, two, scenario, Path.GetFileName(table));
            File.ReadAllText(other).Equals(File.ReadAllText(table), StringComparison.Ordinal).ShouldBeTrue(other);
        }
    }
}
