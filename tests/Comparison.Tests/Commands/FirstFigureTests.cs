using System.Diagnostics;

namespace ComparisonTests.Commands;

public sealed class FirstFigureTests
{
    [Fact]
    public void The_script_in_the_front_page_draws_a_figure_and_converges_at_the_order_of_its_method()
    {
        string folder = Directory.CreateTempSubdirectory("dynamics-first-").FullName;
        try
        {
            string made = Path.Combine(folder, "not", "there"); // it makes what is missing
            DynamicsProcess.Result result = Run(made);
            result.ExitCode.ShouldBe(0, result.Output + result.Errors);
            File.Exists(Path.Combine(made, "mine.modes.svg")).ShouldBeTrue();
            string last = result.Output.TrimEnd().Split('\n')[^1];
            double.Parse(last[(last.LastIndexOf(' ') + 1)..]).ShouldBe(2, tolerance: 0.1); // Heun

            string file = Path.Combine(folder, "file");
            File.WriteAllText(file, "");
            DynamicsProcess.Result refused = Run(file);
            refused.ExitCode.ShouldBe(4, refused.Output + refused.Errors);
            refused.Errors.ShouldContain($"first-figure: \"{file}\" must be a folder for figures, but cannot be made");
            refused.Errors.ShouldNotContain("   at ");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static DynamicsProcess.Result Run(string folder)
    {
        string script = Repository.File("scripts", "first-figure.cs");
        using Process process = ChildProcess.Start(ChildProcess.Command("dotnet", ["run", script, "--", folder]));
        return DynamicsProcess.Finish(process);
    }
}
