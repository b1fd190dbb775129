using System.Runtime.CompilerServices;
using Dynamics.Simulation.LinearAlgebra;

namespace SimulationTests.LinearAlgebra;

/// <summary>A test that needs MKL; where there is none it is reported as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MklFactAttribute : FactAttribute
{
    public MklFactAttribute() => Skip = TestLinearAlgebra.WhyNoMkl;
}

/// <summary>A theory that needs MKL.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MklTheoryAttribute : TheoryAttribute
{
    public MklTheoryAttribute() => Skip = TestLinearAlgebra.WhyNoMkl;
}

/// <summary>Tests that change settings of the whole process; xunit runs them alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessSettings
{
    public const string Name = "settings of the process";
}

/// <summary>Tests run on one thread of MKL, whose results are the same bits every time.</summary>
internal static class TestLinearAlgebra
{
    internal static string? WhyNoMkl { get; private set; }

    internal static LinearAlgebraInfo Mkl { get; private set; } = null!;

    [ModuleInitializer]
    internal static void Choose()
    {
        try
        {
            Mkl = LinearAlgebraSelection.Use(LinearAlgebraChoice.Mkl, reproducible: true);
        }
        catch (LinearAlgebraUnavailableException)
        {
            WhyNoMkl = "MKL is not installed here; scripts/setup.sh installs it.";
        }
        LinearAlgebraSelection.Use(LinearAlgebraChoice.Auto, reproducible: true);
    }
}
