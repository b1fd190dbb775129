using System.Security.Cryptography;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>What every part of the binding may need: where files are, what memory there is, which theories are known.</summary>
/// <param name="Folder">The folder of the scenario file, from which other paths go.</param>
/// <param name="AvailableMemory">In bytes.</param>
/// <param name="Theories">The kinds of theory that can be named.</param>
internal sealed record BindingContext(
    string Folder,
    long AvailableMemory,
    IReadOnlyDictionary<string, TheoryKind> Theories
)
{
    private const int LargestMatrixFile = 1 << 30;

    private readonly List<InputFile> files = [];

    /// <summary>The network of the run that is being read; null before it is known.</summary>
    public Architecture? Architecture { get; init; }

    /// <summary>The files read so far.</summary>
    public IReadOnlyList<InputFile> Files => files;

    /// <summary>Takes down that a file was read.</summary>
    public void Record(string path, ReadOnlySpan<byte> bytes)
    {
        InputFile file = new(path, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        if (!files.Contains(file))
        {
            files.Add(file);
        }
    }

    /// <summary>The matrix in the file that a value names.</summary>
    public Matrix<double> MatrixFrom(SourceValue value)
    {
        string name = value.Text("sigma.csv");
        if (name.Length == 0)
        {
            throw value.Wrong("the path of a CSV file", "Paths are relative to the scenario file.");
        }
        string path = Path.Combine(Folder, name);
        if (!InputBytes.TryRead(path, LargestMatrixFile, out byte[] bytes, out string complaint))
        {
            throw value.Error(complaint);
        }
        Record(name, bytes);
        return MatrixFile.Read(path, bytes, value.Path);
    }
}
