using System.Text;
using Dynamics.Comparison.Reports;

namespace ComparisonTests.Reports;

/// <summary>Results of a scenario "a", written to a folder of the test.</summary>
public abstract class ResultFolderFixture : IDisposable
{
    private protected static readonly byte[] Scenario = Encoding.UTF8.GetBytes("{ \"name\": \"a\" }\n");
    private protected static readonly RunRecord Record = new(
        new DateTimeOffset(2019, 11, 8, 10, 15, 0, TimeSpan.Zero),
        new DateTimeOffset(2019, 11, 8, 10, 15, 1, 234, TimeSpan.Zero),
        [new("provider", "managed"), new("threads", "1")]
    );
    private protected readonly TemporaryFolder output = new();

    public void Dispose()
    {
        output.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static Manifest Manifest() =>
        new("a", Scenario, """{"step": 0.10, "symbol": "Σ^x"}""", [new RunSeeds("deep", [1, 2])], "xoshiro256**");

    private protected static Table Numbers(double value)
    {
        Table table = new(["time", "value"]);
        table.Add([0, value]);
        return table;
    }

    private protected void Complete(Action<ResultFolder> write)
    {
        using ResultFolder folder = ResultFolder.Begin(output.Root, "a");
        write(folder);
        folder.WriteVerbatim("scenario.json", Scenario);
        folder.Complete(Manifest(), Record).ShouldBe(Files("a").Length);
    }

    private protected string[] Files(string folder) =>
        [
            .. Directory
                .EnumerateFiles(output.Path(folder), "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(output.Path(folder), path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];
}
