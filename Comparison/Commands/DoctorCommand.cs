using System.CommandLine;
using System.Runtime.InteropServices;
using Dynamics.Comparison.Figures.Svg;
using Dynamics.Comparison.Reports;
using Dynamics.Simulation.Randomness;

namespace Dynamics.Comparison.Commands;

/// <summary><c>dynamics doctor</c>: what this machine gives the tool.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var linearAlgebra = new LinearAlgebraOptions();
        var command = new Command("doctor", "Says which linear algebra, figure converter and versions are in use.");
        linearAlgebra.AddTo(command);
        command.SetAction(parsed =>
        {
            string[][] rows =
            [
                ["dynamics", Manifest.ToolVersion + (Manifest.ToolCommit is string commit ? $" ({commit})" : "")],
                .. LinearAlgebraOptions
                    .Describe(linearAlgebra.Apply(parsed))
                    .Select(fact => new[] { $"linear algebra: {fact.Key}", fact.Value }),
                ["figures: SVG", "built in"],
                ["figures: PNG, PDF", SvgConverter.OnPath()?.Path ?? "none; Debian: apt install librsvg2-bin"],
                ["random numbers", RandomStream.GeneratorName],
                ["runtime", RuntimeInformation.FrameworkDescription],
                ["system", $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors"],
            ];
            TextTable.Write(Console.Out, ["what", "is"], rows);
            return ExitCode.Done;
        });
        return command;
    }
}
