namespace Dynamics.Simulation.LinearAlgebra;

/// <summary>Who is asked to do linear algebra.</summary>
public enum LinearAlgebraChoice
{
    /// <summary>What DYNAMICS_LINEAR_ALGEBRA says; without it MKL where it can be loaded, else managed code.</summary>
    Auto,

    /// <summary>MKL, or an error where it cannot be loaded.</summary>
    Mkl,

    /// <summary>Managed code: MathNet's factorisations and the vectorised products of this namespace.</summary>
    Managed,
}

/// <summary>Who does linear algebra in this process, as manifests and <c>doctor</c> record it.</summary>
/// <param name="Name"><c>MKL</c> or <c>managed</c>.</param>
/// <param name="Version">Version of MKL, or of MathNet.Numerics.</param>
/// <param name="LibraryPath">The file that was loaded; null for managed code.</param>
/// <param name="ThreadingLayer"><c>GNU OpenMP</c>, <c>sequential</c> or <c>.NET</c>.</param>
/// <param name="Threads">Threads one operation may use.</param>
/// <param name="Branch">The instruction set the kernels are chosen for; <c>auto</c> where MKL does not name it.</param>
/// <param name="Notice">One line for the user where something is not as one would expect; else null.</param>
public sealed record LinearAlgebraInfo(
    string Name,
    string Version,
    string? LibraryPath,
    string ThreadingLayer,
    int Threads,
    string Branch,
    string? Notice
)
{
    /// <summary>Whether large operations run on MKL.</summary>
    public bool IsMkl => LibraryPath is not null;
}

/// <summary>MKL was demanded, or a setting of it, and cannot be had; the message says what was tried and what to do.</summary>
public sealed class LinearAlgebraUnavailableException(string message) : Exception(message);
