using System.Diagnostics;
using System.Text;
using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Svg;

namespace ComparisonTests.Figures;

public sealed class FigureFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("figures-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void An_SVG_is_written_as_UTF8_without_a_mark_and_with_LF_only()
    {
        string path = In("modes.svg");
        FigureFile.Save(Recipes.All["modes"](), path).ShouldBe(new SavedFigure.Written(path));
        byte[] bytes = File.ReadAllBytes(path);
        bytes[0].ShouldBe((byte)'<');
        bytes.ShouldNotContain((byte)'\r');
        Encoding.UTF8.GetString(bytes).ShouldBe(SvgDocument.Of(Recipes.All["modes"]()));
        Directory.GetFiles(folder).ShouldBe([path]);
    }

    [Fact]
    public void A_new_SVG_removes_the_pictures_of_the_old_one()
    {
        File.WriteAllText(In("modes.png"), "old");
        File.WriteAllText(In("modes.pdf"), "old");
        File.WriteAllText(In("other.png"), "other");
        FigureFile.Save(Recipes.All["modes"](), In("modes.svg"));
        Directory.GetFiles(folder).Select(Path.GetFileName).Order().ShouldBe(["modes.svg", "other.png"]);
    }

    [Fact]
    public async Task Without_a_converter_the_caller_is_told_why_and_no_old_picture_stays()
    {
        File.WriteAllText(In("modes.png"), "old");
        SavedFigure saved = await FigureFile.SaveAsync(Recipes.All["modes"](), In("modes.png"), converter: null);
        saved.ShouldBeOfType<SavedFigure.NotConverted>().Because.ShouldContain("librsvg2-bin");
        Directory.GetFiles(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_converter_that_cannot_run_or_fails_is_told_as_a_value()
    {
        foreach (string program in (string[])[In("missing"), "/bin/false"])
        {
            SvgConverter converter = new(program);
            SavedFigure saved = await FigureFile.SaveAsync(Recipes.All["modes"](), In("modes.pdf"), converter);
            saved.ShouldBeOfType<SavedFigure.NotConverted>().Because.ShouldContain(program);
            Directory.GetFiles(folder).ShouldBeEmpty();
        }
        var failed = await FigureFile.SaveAsync(
            Recipes.All["modes"](),
            In("modes.pdf"),
            new SvgConverter("/bin/false")
        );
        failed.ShouldBeOfType<SavedFigure.NotConverted>().Because.ShouldContain("exit code 1");
    }

    [Fact]
    public async Task A_picture_that_cannot_be_written_is_an_error_not_a_notice()
    {
        Directory.CreateDirectory(In("modes.png.unfinished")); // Where its bytes would go.
        SvgConverter converter = Script("cat");
        Exception failure = await Should.ThrowAsync<Exception>(() =>
            FigureFile.SaveAsync(Recipes.All["modes"](), In("modes.png"), converter)
        );
        (failure is IOException or UnauthorizedAccessException).ShouldBeTrue(failure.ToString());
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_converter_ended_by_a_signal_is_started_once_more(int interruptions, bool isWritten)
    {
        SvgConverter converter = Script(
            $"echo >> {In("starts")}; [ $(wc -l < {In("starts")}) -le {interruptions} ] && kill -TERM $$; cat"
        );
        SavedFigure saved = await FigureFile.SaveAsync(Recipes.All["modes"](), In("modes.png"), converter);
        (saved is SavedFigure.Written).ShouldBe(isWritten, saved.ToString());
        File.ReadAllLines(In("starts")).Length.ShouldBe(2);
        File.Exists(In("modes.png")).ShouldBe(isWritten);
    }

    // The shell's child keeps the pipes open: ending the shell alone would not end the wait. 60 s is what users have to wait.
    [Theory]
    [InlineData("sleep 300; cat")] // reads nothing, and ends much later
    [InlineData("cat > /dev/null; sleep 300")] // reads all, and ends much later
    public async Task A_converter_that_does_not_end_is_ended_told_as_a_value_and_not_started_again(string commands)
    {
        string path = Script($"echo $$ >> {In("starts")}; {commands}").Path;
        SvgConverter converter = new(path) { Limit = TimeSpan.FromSeconds(2) };
        foreach (string name in (string[])["modes.png", "modes.pdf"])
        {
            SavedFigure saved = await FigureFile
                .SaveAsync(Recipes.All["modes"](), In(name), converter)
                .WaitAsync(TimeSpan.FromMinutes(2));
            saved
                .ShouldBeOfType<SavedFigure.NotConverted>()
                .Because.ShouldBe($"{path} did not end within 2 s, so it was ended; figures stay SVG.");
            File.Exists(In(name)).ShouldBeFalse();
        }
        string started = File.ReadAllLines(In("starts")).ShouldHaveSingleItem();
        Directory.Exists($"/proc/{started}").ShouldBeFalse("the converter is still there");
        new SvgConverter("rsvg-convert").Limit.ShouldBe(TimeSpan.FromSeconds(60));
    }

    // A pipe left open would be closed by the collector at some time: the number of files open must not follow that of figures.
    [Fact]
    public async Task A_conversion_leaves_no_file_open()
    {
        SvgConverter converter = Script("cat");
        await FigureFile.SaveAsync(Recipes.All["modes"](), In("first.png"), converter);
        string[] before = Pipes();
        const int conversions = 40;
        for (int figure = 0; figure < conversions; figure++)
        {
            await FigureFile.SaveAsync(Recipes.All["modes"](), In("modes.png"), converter);
        }
        // Other tests run beside this one, with a few processes at a time.
        (Pipes().Length - before.Length).ShouldBeLessThan(conversions / 2);
    }

    private static string[] Pipes() =>
        OperatingSystem.IsLinux()
            ?
            [
                .. Directory
                    .GetFiles("/proc/self/fd")
                    .Where(file =>
                        new FileInfo(file).LinkTarget?.StartsWith("pipe:", StringComparison.Ordinal) == true
                    ),
            ]
            : [];

    [Fact]
    public void A_converter_is_looked_for_in_the_folders_named()
    {
        SvgConverter.In(folder).ShouldBeNull();
        File.WriteAllText(In(SvgConverter.Program), "");
        SvgConverter.In($"/nowhere{Path.PathSeparator}{folder}")!.Path.ShouldBe(In(SvgConverter.Program));
    }

    [Fact]
    public void Another_extension_is_refused()
    {
        var refusal = Should.Throw<ArgumentException>(() => FigureFile.Save(Recipes.All["modes"](), In("modes.eps")));
        refusal.Message.ShouldContain("modes.eps");
    }

    // The rest of this test needs the converter; where it is missing, what is promised is the notice tested above.
    [Fact]
    public async Task Conversions_side_by_side_give_the_same_bytes_as_one_after_another()
    {
        if (SvgConverter.OnPath() is not { } converter)
        {
            return;
        }

        string[] names = ["modes.png", "modes.pdf", "error.png", "error.pdf"];
        await Task.WhenAll(names.Select(name => Convert(name, "")));
        foreach (string name in names)
        {
            await Convert(name, "again-");
            File.ReadAllBytes(In("again-" + name)).ShouldBe(File.ReadAllBytes(In(name)));
        }
        PngSize(In("modes.png")).Width.ShouldBeInRange(1020, 1021); // 3.4 in at 300 dpi

        async Task Convert(string name, string prefix)
        {
            Figure figure = Recipes.All[Path.GetFileNameWithoutExtension(name)]();
            string path = In(prefix + name);
            (await FigureFile.SaveAsync(figure, path, converter)).ShouldBe(new SavedFigure.Written(path));
        }
    }

    // PNG, section 11.2.2: the width is the big-endian number at byte 16.
    private static (int Width, int Height) PngSize(string path)
    {
        byte[] png = File.ReadAllBytes(path);
        return (BigEndian(png, 16), BigEndian(png, 20));
    }

    private static int BigEndian(byte[] bytes, int at) =>
        (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];

    private SvgConverter Script(string commands)
    {
        string path = In("converter");
        File.WriteAllText(path, $"#!/bin/sh\n{commands}\n");
        using Process chmod = Process.Start("chmod", ["+x", path]);
        chmod.WaitForExit(TimeSpan.FromMinutes(1)).ShouldBeTrue();
        return new SvgConverter(path);
    }

    private string In(string name) => Path.Combine(folder, name);
}
