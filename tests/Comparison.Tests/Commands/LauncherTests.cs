namespace ComparisonTests.Commands;

/// <summary>scripts/dynamics in an installation of another user, with a runtime that only writes what it was given.</summary>
public sealed class LauncherTests : IDisposable
{
    private static readonly DateTime Built = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly DynamicsProcess dynamics = new();

    private string Root => Path.Combine(dynamics.Folder, "installation");

    public LauncherTests()
    {
        Write("scripts/dynamics", File.ReadAllText(Repository.File("scripts", "dynamics")));
        Write("runtime/dotnet", "#!/bin/sh\necho \"ran $*\"\n");
        foreach (string file in (string[])["Theory/README.md", "Theory/A.cs", "Simulation/B.cs", "Comparison/C.cs"])
        {
            Write(file, "");
        }
        foreach (string file in (string[])["Directory.Build.props", "Directory.Packages.props", "global.json"])
        {
            Write(file, "");
        }
        Shell("chmod -R a+rX . && chmod a+x installation/scripts/dynamics installation/runtime/dotnet")
            .ExitCode.ShouldBe(0);
    }

    public void Dispose()
    {
        Shell("chmod -R u+w .");
        dynamics.Dispose();
    }

    [Fact]
    public void A_build_that_fits_runs()
    {
        Install();
        RequireRun(AsAnotherUser("list"), notice: "");
    }

    [Fact]
    public void A_newer_document_alone_needs_no_build()
    {
        Install();
        File.SetLastWriteTimeUtc(Path.Combine(Root, "Theory", "README.md"), Built.AddDays(1));
        Write("Comparison/NEW.md", "");
        RequireRun(AsAnotherUser("list"), notice: "");
    }

    [Theory]
    [InlineData("Theory/A.cs", true)]
    [InlineData("Directory.Packages.props", true)]
    [InlineData("Comparison/New.cs", false)]
    public void A_build_older_than_the_sources_runs_with_a_notice_where_it_cannot_be_replaced(string file, bool isNewer)
    {
        Install();
        Write(file, "");
        File.SetLastWriteTimeUtc(Path.Combine(Root, file), isNewer ? Built.AddDays(1) : Built.AddDays(-1));
        RequireRun(
            AsAnotherUser("list"),
            $"dynamics: this build is older than the sources, and {Root}/artifacts/dynamics cannot be written, so it runs as it is.\n"
        );
    }

    [Fact]
    public void Without_a_build_where_none_can_be_made_it_ends_with_4_and_what_to_do()
    {
        DynamicsProcess.Result result = AsAnotherUser("list");
        result.ExitCode.ShouldBe(4, result.Errors);
        result.Errors.ShouldBe(
            $"dynamics: there is no build yet, and {Root}/artifacts/dynamics cannot be written. "
                + "Have its owner run scripts/dynamics doctor once, or use a copy of your own.\n"
        );
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public void With_few_open_files_it_ends_with_4_before_the_runtime_starts()
    {
        Install();
        DynamicsProcess.Result result = Shell(
            "ulimit -n 64; PATH=$PWD/installation/runtime:$PATH installation/scripts/dynamics list"
        );
        result.ExitCode.ShouldBe(4, result.Errors);
        result.Errors.ShouldBe(
            "dynamics: ulimit -n: at least 256 open files must be allowed, but the limit is 64. Raise it with \"ulimit -n 1024\".\n"
        );
    }

    private void RequireRun(DynamicsProcess.Result result, string notice)
    {
        result.ExitCode.ShouldBe(0, result.Errors);
        result.Output.ShouldBe($"ran {Root}/artifacts/dynamics/1/dynamics.dll list\n");
        result.Errors.ShouldBe(notice);
    }

    // As scripts/dynamics leaves it after a build.
    private void Install()
    {
        DynamicsProcess.Result listing = Shell(
            "cd installation && find Theory Simulation Comparison -type f ! -name '*.md' | LC_ALL=C sort | cksum"
        );
        Write("artifacts/dynamics/1/dynamics.dll", "");
        Write("artifacts/dynamics/1/.sources", listing.Output);
        Write("artifacts/dynamics/1/.started", "");
        Shell("ln -s 1 installation/artifacts/dynamics/current && chmod -R a+rX installation").ExitCode.ShouldBe(0);
    }

    // Root may write everywhere, so its tests become a user that may not; the tests of others take the permission away.
    private DynamicsProcess.Result AsAnotherUser(string command)
    {
        string user = Environment.IsPrivilegedProcess ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : "";
        return Shell(
            $"chmod -R a-w installation; PATH=$PWD/installation/runtime:$PATH HOME=/nonexistent {user} installation/scripts/dynamics {command}"
        );
    }

    private DynamicsProcess.Result Shell(string commands) => dynamics.Shell(commands);

    private void Write(string name, string text)
    {
        string file = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        File.SetLastWriteTimeUtc(file, Built);
    }
}
