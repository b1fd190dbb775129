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

    // Of a converter that has not ended in its time, so that the figures after it do not wait for it again.
    private string? failure;

    /// <summary>The program's path.</summary>
    public string Path { get; } = path;

    /// <summary>Longest time of one conversion, which takes about 0.1 s; then the program is ended.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(60);

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
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public async Task<string?> ConvertAsync(
        string svg,
        string target,
        ConvertedFormat format,
        CancellationToken cancellation = default
    )
    {
        if (failure is not null)
        {
            return failure;
        }
        Conversion conversion = await RunAsync(svg, format, cancellation);
        if (conversion.WasEndedBySignal)
        {
            // The terminal's Ctrl-C reaches the program too, but what was learned by then is still to be drawn.
            conversion = await RunAsync(svg, format, cancellation);
        }
        if (conversion.Problem is null)
        {
            await WriteFileAsync(target, conversion.Bytes, cancellation);
        }
        return conversion.Problem;
    }

    private async Task<Conversion> RunAsync(string svg, ConvertedFormat format, CancellationToken cancellation)
    {
        ProcessStartInfo start = new(Path)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true, // So that a full disk is met by us, not told in the program's words.
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        foreach (string argument in Arguments(format))
        {
            start.ArgumentList.Add(argument);
        }
        // Otherwise a PDF carries the time it was made at, and differs from run to run.
        start.Environment["SOURCE_DATE_EPOCH"] = "0";
        try
        {
            using Process process = Process.Start(start) ?? throw new IOException("the system started no process");
            try
            {
                // On a thread of its own: reading and writing pipes can block, whatever their names promise.
                return await Task.Run(() => ConverseAsync(process, svg), CancellationToken.None)
                    .WaitAsync(Limit, cancellation);
            }
            catch (TimeoutException)
            {
                failure = $"{Path} did not end within {Limit.TotalSeconds:0.#} s, so it was ended; figures stay SVG.";
                return new Conversion([], failure);
            }
            finally
            {
                End(process);
            }
        }
        catch (Exception problem) when (problem is IOException or System.ComponentModel.Win32Exception)
        {
            return new Conversion([], $"{Path} could not be run: {problem.Message}.");
        }
    }

    private async Task<Conversion> ConverseAsync(Process process, string svg)
    {
        using MemoryStream made = new();
        // A process closes neither once it has been read from; left to the collector they add up over many figures.
        using StreamReader errors = process.StandardError;
        using StreamReader output = process.StandardOutput;
        Task<string> words = errors.ReadToEndAsync();
        Task image = output.BaseStream.CopyToAsync(made);
        await WriteAsync(svg, process.StandardInput);
        await image;
        string said = (await words).ReplaceLineEndings(" ").Trim();
        await process.WaitForExitAsync();
        return process.ExitCode != 0
                ? new Conversion([], $"{Path} ended with exit code {process.ExitCode}: {said}", process.ExitCode > 128)
            : made.Length == 0 ? new Conversion([], $"{Path} made nothing: {said}")
            : new Conversion(made.ToArray(), null);
    }

    // With all it has started, which would keep its pipes open.
    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static async Task WriteFileAsync(string target, byte[] bytes, CancellationToken cancellation)
    {
        string unfinished = target + ".unfinished";
        try
        {
            await File.WriteAllBytesAsync(unfinished, bytes, cancellation);
            File.Move(unfinished, target, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static async Task WriteAsync(string svg, StreamWriter input)
    {
        try
        {
            await input.WriteAsync(svg);
            input.Close();
        }
        catch (IOException)
        {
            // The program ended without reading everything: its exit code and its words say why.
        }
    }

    private static string[] Arguments(ConvertedFormat format) =>
        format == ConvertedFormat.Png
            ? [$"--dpi-x={Resolution}", $"--dpi-y={Resolution}", "--format=png"]
            : ["--format=pdf"];

    private sealed record Conversion(byte[] Bytes, string? Problem, bool WasEndedBySignal = false);
}
