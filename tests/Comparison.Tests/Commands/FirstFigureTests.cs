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
            ProcessStartInfo start = new("dotnet", ["run", Repository.File("scripts", "first-figure.cs"), "--", folder])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process process = Process.Start(start)!;
            DynamicsProcess.Result result = DynamicsProcess.Finish(process);
            result.ExitCode.ShouldBe(0, result.Output + result.Errors);
            File.Exists(Path.Combine(folder, "mine.modes.svg")).ShouldBeTrue();
            string last = result.Output.TrimEnd().Split('\n')[^1];
            double.Parse(last[(last.LastIndexOf(' ') + 1)..]).ShouldBe(2, tolerance: 0.1); // Heun
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
