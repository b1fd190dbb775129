using Dynamics.Simulation.LinearAlgebra.Mkl;

namespace SimulationTests.LinearAlgebra;

/// <summary>Installations of MKL made of any shared library, since nothing here loads them.</summary>
public sealed class MklPartsTests : IDisposable
{
    private static readonly string[] Parts =
    [
        "rt",
        "core",
        "intel_lp64",
        "def",
        "gnu_thread",
        "sequential",
        "avx2",
        "vml_def",
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("dynamics-mkl-").FullName;

    private string Library => Of("rt");

    public MklPartsTests()
    {
        foreach (string part in Parts)
        {
            File.Copy(SharedLibrary(), Of(part));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void An_installation_with_all_its_parts_has_no_problem()
    {
        MklParts.Problem(Library, []).ShouldBeNull();
        MklParts.SequentialProblem(Library, []).ShouldBeNull();
        MklParts.HasGnuThreads(Library, []).ShouldBeTrue();
    }

    [Theory]
    [InlineData("core")]
    [InlineData("intel_lp64")]
    [InlineData("def")]
    public void A_part_that_MKL_loads_by_itself_must_be_there(string part)
    {
        File.Delete(Of(part));
        MklParts.Problem(Library, []).ShouldBe($"libmkl_{part}.so is missing beside it");
    }

    [Fact]
    public void Without_its_threads_an_installation_runs_on_one_thread_and_without_either_layer_not_at_all()
    {
        File.Delete(Of("gnu_thread"));
        MklParts.Problem(Library, []).ShouldBeNull();
        MklParts.HasGnuThreads(Library, []).ShouldBeFalse();
        MklParts.SequentialProblem(Library, []).ShouldBeNull();
        File.Delete(Of("sequential"));
        MklParts.SequentialProblem(Library, []).ShouldBe("libmkl_sequential.so is missing beside it");
    }

    // The header alone, half of it, all but the section table at the end, all but one byte: each would end the process with SIGBUS.
    [Theory]
    [InlineData("rt", 64)]
    [InlineData("core", 0)]
    [InlineData("def", 63)]
    [InlineData("gnu_thread", 1)]
    [InlineData("avx2", 0.5)]
    [InlineData("vml_def", 0.5)]
    [InlineData("intel_lp64", -1.0)]
    public void A_part_that_was_cut_short_is_named(string part, double length)
    {
        using (FileStream file = File.OpenWrite(Of(part)))
        {
            file.SetLength(
                length < 0 ? file.Length + (long)length
                : length is > 0 and < 1 ? (long)(length * file.Length)
                : (long)length
            );
        }
        string problem = MklParts.Problem(Library, []).ShouldNotBeNull();
        problem.ShouldBe(
            length == 0
                ? $"{Of(part)} is empty, or no file"
                : $"{Of(part)} is damaged: it is cut short, or no shared library of x86-64"
        );
    }

    [Fact]
    public void A_part_may_lie_in_another_folder_of_the_loader_and_has_the_version_of_the_library()
    {
        string elsewhere = Directory.CreateDirectory(Path.Combine(folder, "elsewhere")).FullName;
        File.Move(Of("core"), Path.Combine(elsewhere, "libmkl_core.so"));
        MklParts.Problem(Library, [elsewhere]).ShouldBeNull();

        string second = Library + ".2";
        File.Move(Library, second);
        MklParts.Problem(second, [elsewhere]).ShouldBe("libmkl_core.so.2 is missing beside it");
    }

    [Fact]
    public void A_library_that_is_not_there_a_folder_and_a_text_are_named_for_what_they_are()
    {
        File.WriteAllText(Library, new string('x', 5000));
        MklParts.Problem(Library, []).ShouldNotBeNull().ShouldEndWith("is cut short, or no shared library of x86-64");
        File.Delete(Library);
        MklParts.Problem(Library, []).ShouldBe("no such file");
        Directory.CreateDirectory(Library);
        MklParts.Problem(Library, []).ShouldBe("no such file");
    }

    [MklFact]
    public void The_installation_in_use_has_no_problem() =>
        MklParts.Problem(TestLinearAlgebra.Mkl.LibraryPath!, LoaderFolders.All()).ShouldBeNull();

    private string Of(string part) => Path.Combine(folder, $"libmkl_{part}.so");

    // One of the runtime's own.
    private static string SharedLibrary() =>
        Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.Native.so");
}
