using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ComparisonTests.Reports;

public sealed class ManifestTests : ResultFolderFixture
{
    [Fact]
    public void The_manifest_is_the_same_whatever_the_numbers_and_the_machine_were()
    {
        Complete(folder => folder.Write("a.csv", Numbers(1)));
        byte[] first = File.ReadAllBytes(output.Path("a", "manifest.json"));
        Complete(folder => folder.Write("a.csv", Numbers(1 + 1e-15)));
        File.ReadAllBytes(output.Path("a", "manifest.json")).ShouldBe(first);

        string hash = Convert.ToHexStringLower(SHA256.HashData(Scenario));
        Encoding
            .UTF8.GetString(first)
            .ShouldBe(
                $$"""
                {
                  "tool": "dynamics",
                  "version": "{{Dynamics.Comparison.Reports.Manifest.ToolVersion}}",
                  "scenario": "a",
                  "scenarioSha256": "{{hash}}",
                  "complete": true,
                  "chaotic": false,
                  "generator": "xoshiro256**",
                  "seeds": {
                    "deep": [
                      1,
                      2
                    ]
                  },
                  "settings": {
                    "step": 0.10,
                    "symbol": "Σ^x"
                  },
                  "files": [
                    {
                      "path": "a.csv"
                    },
                    {
                      "path": "scenario.json",
                      "sha256": "{{hash}}"
                    }
                  ]
                }

                """.ReplaceLineEndings("\n")
            );
    }

    [Fact]
    public void The_record_of_a_run_has_the_hash_of_every_file()
    {
        Complete(folder => folder.Write("a.csv", Numbers(1)));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(output.Path("a", "run.json")));
        json.RootElement.GetProperty("seconds").GetDouble().ShouldBe(1.234);
        json.RootElement.GetProperty("linearAlgebra").GetProperty("provider").GetString().ShouldBe("managed");
        foreach (JsonElement file in json.RootElement.GetProperty("files").EnumerateArray())
        {
            byte[] content = File.ReadAllBytes(output.Path("a", file.GetProperty("path").GetString()!));
            file.GetProperty("sha256").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(content)));
        }
    }
}
