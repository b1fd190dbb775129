using Dynamics.Comparison.Commands;

namespace ComparisonTests.Commands;

public sealed class OpenFileLimitTests
{
    [Theory]
    [InlineData("64", true)]
    [InlineData("255", true)]
    [InlineData("256", false)]
    [InlineData("1048576", false)]
    [InlineData("unlimited", false)]
    public void Fewer_than_256_open_files_are_too_few(string soft, bool isTooFew)
    {
        string limits = $"""
            Limit                     Soft Limit           Hard Limit           Units
            Max processes             10                   10                   processes
            Max open files            {soft}                 1048576              files
            Max locked memory         20                   20                   bytes
            """;
        (OpenFileLimit.Problem(limits) is not null).ShouldBe(isTooFew);
    }

    [Fact]
    public void A_system_without_that_file_has_no_such_limit() => OpenFileLimit.Problem("").ShouldBeNull();

    [Theory]
    [InlineData(64, 4)]
    [InlineData(256, 0)]
    public void Under_ulimit_the_tool_ends_with_4_and_a_sentence_or_does_its_work(int files, int exitCode)
    {
        using var dynamics = new DynamicsProcess();
        dynamics.Write(
            "a.json",
            """
            { "name": "aligned",
              "task": { "kind": "moments", "sigmaX": "identity", "sigmaYX": [[2, 0], [0, 1]] },
              "runs": [
                { "name": "deep", "network": { "hidden": [3] }, "start": { "kind": "aligned", "strength": 0.01 },
                  "learning": { "kind": "flow", "method": "rk4", "step": 0.1, "timeConstant": 1, "until": 5 } } ] }
            """
        );
        DynamicsProcess.Result result = dynamics.Shell($"ulimit -n {files}; exec dotnet \"$DYNAMICS\" run a.json");
        result.ExitCode.ShouldBe(exitCode, result.Errors);
        if (exitCode == 4)
        {
            result.Errors.ShouldBe(
                "ulimit -n: at least 256 open files must be allowed, but the limit is 64. Raise it with \"ulimit -n 1024\", "
                    + "or have it raised in /etc/security/limits.conf or by the container.\n"
            );
            dynamics.HasResults().ShouldBeFalse();
        }
    }
}
