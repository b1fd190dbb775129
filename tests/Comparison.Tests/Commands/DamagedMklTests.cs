namespace ComparisonTests.Commands;

/// <summary>Installations of MKL that end the process that loads them. They are made of a library of the runtime.</summary>
public sealed class DamagedMklTests
{
    private const string Scenario = """
        { "name": "aligned",
          "task": { "kind": "moments", "sigmaX": "identity", "sigmaYX": [[2, 0], [0, 1]] },
          "runs": [
            { "name": "deep",
              "network": { "hidden": [3] },
              "start": { "kind": "aligned", "strength": 0.01 },
              "learning": { "kind": "flow", "method": "rk4", "step": 0.1, "timeConstant": 1, "until": 5 } } ] }
        """;

    private static readonly string[] Parts = ["rt", "core", "intel_lp64", "def", "gnu_thread", "sequential"];

    [Theory]
    [InlineData("core", false, "libmkl_core.so is missing beside it")]
    [InlineData("def", false, "libmkl_def.so is missing beside it")]
    [InlineData("core", true, "libmkl_core.so is damaged: it is cut short, or no shared library of x86-64")]
    [InlineData("rt", true, "libmkl_rt.so is damaged: it is cut short, or no shared library of x86-64")]
    [InlineData(null, false, "it has no MKL_CBWR_Get_Auto_Branch, so it is no MKL of 2012 or later")]
    public void An_MKL_that_is_incomplete_cut_or_none_gives_managed_code_with_a_notice_and_4_where_it_is_demanded(
        string? part,
        bool isCut,
        string told
    )
    {
        using var dynamics = new DynamicsProcess();
        string folder = Install(dynamics, part, isCut);
        dynamics.Environment["DYNAMICS_MKL"] = folder;
        dynamics.Environment["DYNAMICS_LINEAR_ALGEBRA"] = null;
        string scenario = dynamics.Write("a.json", Scenario);

        DynamicsProcess.Result managed = dynamics.Run("run", scenario);
        managed.ExitCode.ShouldBe(0, managed.Errors);
        managed.Errors.ShouldContain($"MKL cannot be used ({folder}/libmkl_rt.so: ");
        managed.Errors.ShouldContain(told);
        managed.Errors.ShouldContain(
            "so linear algebra is managed code: the same to rounding, slower for large matrices."
        );
        managed.Output.ShouldNotContain("FATAL");

        DynamicsProcess.Result demanded = dynamics.Run("run", scenario, "--linear-algebra", "mkl", "--out", "demanded");
        demanded.ExitCode.ShouldBe(4, demanded.Errors);
        demanded.Errors.ShouldContain(told);
        demanded.Errors.ShouldNotContain("   at ");
        dynamics.HasResults("demanded").ShouldBeFalse();
    }

    private static string Install(DynamicsProcess dynamics, string? part, bool isCut)
    {
        string whole = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.Native.so");
        string folder = Directory.CreateDirectory(Path.Combine(dynamics.Folder, "mkl")).FullName;
        foreach (string name in Parts)
        {
            string file = Path.Combine(folder, $"libmkl_{name}.so");
            if (name != part || isCut)
            {
                File.Copy(whole, file);
            }
            if (name == part && isCut)
            {
                using FileStream stream = File.OpenWrite(file);
                stream.SetLength(stream.Length / 2);
            }
        }
        return folder;
    }
}
