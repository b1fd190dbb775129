using System.Diagnostics;
using System.Text;

namespace Dynamics.Comparison.Figures.Svg;

/// <summary>Formats that a converter makes of SVG.</summary>
public enum ConvertedFormat
{
    /// <summary>Pixels, <see cref="SvgConverter.Resolution"/> per inch.</summary>
    Png,

    /// <summary>Lines and text, as a journal wants it.</summary>
    Pdf,
}

/// <summary>The program <c>rsvg-convert</c> of librsvg (Debian package librsvg2-bin).</summary>
/// <param name="path">The program.</param>
public sealed class SvgConverter(string path)
{
    /// <summary>Name of the program.</summary>
    public const string Program = "rsvg-convert";

    /// <summary>Pixels per inch.</summary>
    public const int Resolution = 300;

    /// <summary>The program's path.</summary>
    public string Path { get; } = path;

    /// <summary>The first converter in the folders of PATH; null when there is none.</summary>
    public static SvgConverter? OnPath() => In(Environment.GetEnvironmentVariable("PATH") ?? "");

    /// <summary>The first converter in the named folders; null when there is none.</summary>
    /// <param name="searchPath">Folders, separated as in PATH.</param>
    public static SvgConverter? In(string searchPath)
    {
        ArgumentNullException.ThrowIfNull(searchPath);
        string name = OperatingSystem.IsWindows() ? Program + ".exe" : Program;
        string? found = searchPath
            .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => System.IO.Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        return found is null ? null : new SvgConverter(found);
    }

    /// <summary>Converts a document and puts the result in its place when it is complete.</summary>
    /// <param name="svg">The document.</param>
    /// <param name="target">The file to write.</param>
    /// <param name="format">Its format.</param>
    /// <param name="cancellation">Ends the program and leaves the place empty.</param>
    /// <returns>Null, or a sentence that says why there is no file.</returns>
    public async Task<string?> ConvertAsync(
        string svg,
        string target,
        ConvertedFormat format,
        CancellationToken cancellation = default
    )
    {
        string unfinished = target + ".unfinished";
        try
        {
            string? problem = await RunAsync(svg, unfinished, format, cancellation);
            if (problem is null)
            {
                File.Move(unfinished, target, overwrite: true);
            }

            return problem;
        }
        catch (Exception failure) when (failure is IOException or System.ComponentModel.Win32Exception)
        {
            return $"{Path} could not be run: {failure.Message}.";
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private async Task<string?> RunAsync(
        string svg,
        string target,
        ConvertedFormat format,
        CancellationToken cancellation
    )
    {
        ProcessStartInfo start = new(Path)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        foreach (string argument in Arguments(target, format))
        {
            start.ArgumentList.Add(argument);
        }
        // Otherwise a PDF carries the time it was made at, and differs from run to run.
        start.Environment["SOURCE_DATE_EPOCH"] = "0";

        using Process process = Process.Start(start) ?? throw new IOException("the system started no process");
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(cancellation);
            await WriteAsync(svg, process.StandardInput, cancellation);
            string said = await errors;
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0
                ? null
                : $"{Path} ended with exit code {process.ExitCode}: {said.ReplaceLineEndings(" ").Trim()}";
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private static async Task WriteAsync(string svg, StreamWriter input, CancellationToken cancellation)
    {
        try
        {
            await input.WriteAsync(svg.AsMemory(), cancellation);
            input.Close();
        }
        catch (IOException)
        {
            // The program ended without reading everything: its exit code and its words say why.
        }
    }

    private static string[] Arguments(string target, ConvertedFormat format) =>
        format == ConvertedFormat.Png
            ? [$"--dpi-x={Resolution}", $"--dpi-y={Resolution}", "--format=png", $"--output={target}"]
            : ["--format=pdf", $"--output={target}"];
}
