using System.Globalization;
using Dynamics.Comparison.Commands;

if (OpenFileLimit.Problem() is string problem)
{
    Console.Error.WriteLine(problem);
    return ExitCode.Environment;
}

// One culture for everything that is read or written: decimals have a point.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return CommandLine.Run(args);
