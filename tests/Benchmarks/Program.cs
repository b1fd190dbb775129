using System.Globalization;
using Benchmarks;
using Dynamics.Simulation.LinearAlgebra;

// One process measures one thing a few times and prints lines "name value", as the peers in scripts/peers do;
// scripts/benchmark.sh lets the two take turns. A benchmark library would repeat for minutes, and never beside a peer.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
LinearAlgebraInfo algebra = LinearAlgebraSelection.Use(LinearAlgebraChoice.Auto);
switch (args)
{
    case ["deep-run"]:
        DeepRun.Measure();
        return 0;
    case ["flow", .. string[] cases] when cases.Length > 0:
        foreach (string[] numbers in cases.Select(text => text.Split(',')))
        {
            FlowStep.Measure(
                size: int.Parse(numbers[0], CultureInfo.InvariantCulture),
                depth: int.Parse(numbers[1], CultureInfo.InvariantCulture)
            );
        }
        return 0;
    case ["descent", "linear" or "relu"]:
        DescentRun.Measure(args[1]);
        return 0;
    case ["describe"]:
        Console.WriteLine(
            $"ours: .NET {Environment.Version}, {algebra.Name} {algebra.Version} ({algebra.LibraryPath ?? "managed"}), "
                + $"{algebra.ThreadingLayer}, {algebra.Threads} threads, instructions {algebra.Branch}"
        );
        return 0;
    default:
        Console.Error.WriteLine("usage: Benchmarks deep-run | flow N,L … | descent linear|relu | describe");
        return 2;
}
