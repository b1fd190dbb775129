using Dynamics.Simulation.LinearAlgebra.Kernels;
using Dynamics.Simulation.LinearAlgebra.Mkl;
using MathNet.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Dynamics.Simulation.LinearAlgebra;

/// <summary>Decides once who does linear algebra in this process: MKL, or managed code.</summary>
/// <remarks>
/// Sets MathNet's provider too, so that every MathNet product and factorisation runs on what was chosen: left alone,
/// MathNet would probe and choose at its first use. README.md of this folder describes variables and measurements.
/// </remarks>
public static class LinearAlgebraSelection
{
    private const string Variable = "DYNAMICS_LINEAR_ALGEBRA";
    private static readonly Lock Gate = new();
    private static LinearAlgebraInfo? current;

    /// <summary>What was chosen; <see cref="LinearAlgebraChoice.Auto"/> is chosen at the first question if nothing was.</summary>
    public static LinearAlgebraInfo Current
    {
        get
        {
            lock (Gate)
            {
                return current ?? Use(LinearAlgebraChoice.Auto);
            }
        }
    }

    /// <summary>Chooses. May be called again, for example with other threads, while no operation runs.</summary>
    /// <param name="choice">Who.</param>
    /// <param name="threads">Threads one operation may use, positive; null for as many as the library likes.</param>
    /// <param name="reproducible">
    /// Whether results must be the same bits for any number of threads: MKL then runs on one, whatever
    /// <paramref name="threads"/>; managed code does not depend on it.
    /// </param>
    /// <exception cref="LinearAlgebraUnavailableException">
    /// MKL is demanded and cannot be loaded; or DYNAMICS_LINEAR_ALGEBRA is none of auto, mkl and managed.
    /// </exception>
    public static LinearAlgebraInfo Use(LinearAlgebraChoice choice, int? threads = null, bool reproducible = false)
    {
        if (threads <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(threads), threads, "The number of threads must be positive.");
        }
        lock (Gate)
        {
            bool demanded = choice == LinearAlgebraChoice.Mkl;
            choice = choice == LinearAlgebraChoice.Auto ? FromEnvironment() : choice;
            if (choice == LinearAlgebraChoice.Managed)
            {
                return current = UseManaged(threads, notice: null);
            }
            if (MklLibrary.TryLoad(out string searched, out string? damaged))
            {
                return current = UseMkl(threads, reproducible);
            }
            if (choice == LinearAlgebraChoice.Mkl)
            {
                throw new LinearAlgebraUnavailableException(
                    $"MKL was asked for{(demanded ? "" : $" by {Variable}")}, but none of these could be loaded:\n{searched}"
                        + "Run scripts/setup.sh to install it, set DYNAMICS_MKL to its file or folder, or choose managed."
                );
            }
            return current = UseManaged(
                threads,
                (damaged is null ? "MKL was not found" : $"MKL cannot be used ({damaged})")
                    + ", so linear algebra is managed code: the same to rounding, slower for large matrices. "
                    + (
                        damaged is null
                            ? "scripts/setup.sh installs MKL."
                            : "Delete its folder and run scripts/setup.sh, or name a complete one in DYNAMICS_MKL."
                    )
            );
        }
    }

    private static LinearAlgebraChoice FromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) switch
        {
            null or "" or "auto" => LinearAlgebraChoice.Auto,
            "mkl" => LinearAlgebraChoice.Mkl,
            "managed" => LinearAlgebraChoice.Managed,
            string other => throw new LinearAlgebraUnavailableException(
                $"{Variable} must be auto, mkl or managed, but is \"{other}\"."
            ),
        };

    private static LinearAlgebraInfo UseMkl(int? threads, bool reproducible)
    {
        string branch = MklBranch.Select();
        bool single = reproducible || !MklLibrary.IsThreaded;
        MklNative.MKL_Set_Num_Threads(single ? 1 : threads ?? MklLibrary.DefaultThreads);
        LinearAlgebraControl.Provider = new MklLinearAlgebraProvider();
        return new LinearAlgebraInfo(
            "MKL",
            MklLibrary.Version,
            MklLibrary.Path,
            MklLibrary.IsThreaded ? "GNU OpenMP" : "sequential",
            MklNative.MKL_Get_Max_Threads(),
            branch,
            reproducible && threads > 1
                ? "--reproducible runs MKL on one thread, because its results may depend on the number of threads."
                : null
        );
    }

    private static LinearAlgebraInfo UseManaged(int? threads, string? notice)
    {
        LinearAlgebraControl.Provider = new ManagedLinearAlgebraProvider(); // before Control, which asks for a provider
        if (threads is int count)
        {
            Control.MaxDegreeOfParallelism = count;
        }
        return new LinearAlgebraInfo(
            "managed",
            typeof(Control).Assembly.GetName().Version!.ToString(3),
            LibraryPath: null,
            ".NET",
            Control.MaxDegreeOfParallelism,
            VectorWidth.Name,
            notice
        );
    }
}
