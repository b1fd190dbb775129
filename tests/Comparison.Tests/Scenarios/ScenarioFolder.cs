using System.Text;
using Dynamics.Comparison.Scenarios;

namespace ComparisonTests.Scenarios;

/// <summary>A folder of its own for the files of one test.</summary>
public sealed class ScenarioFolder : IDisposable
{
    /// <summary>A good scenario, one setting a line, so that a test can break one of them.</summary>
    public const string Good = """
        {
          "name": "exercise-1",
          "task": {
            "kind": "moments",
            "sigmaX": "identity",
            "sigmaYX": [[1, 1, 1, 1], [1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
          },
          "runs": [
            {
              "name": "deep",
              "network": { "hidden": [16] },
              "start": { "kind": "gaussian", "variance": 0.01, "seed": 1 },
              "learning": {
                "kind": "flow", "method": "euler",
                "step": 0.1,
                "timeConstant": 2.5,
                "until": 15
              },
              "sample": { "every": 0.1 },
              "observe": ["modes", "singularValues", "loss", "conserved"],
              "theories": [
                { "kind": "balanced", "initialStrength": 0.001 },
                { "kind": "balanced", "initialStrength": "measured" }
              ],
              "repeat": 10
            },
            {
              "name": "shallow",
              "network": { "hidden": [] },
              "start": { "kind": "gaussian", "variance": 0.01, "seed": 1 },
              "learning": { "kind": "flow", "method": "euler", "step": 0.1, "timeConstant": 2.5, "until": 15 },
              "theories": [{ "kind": "shallow", "initialStrength": 0.001 }]
            }
          ],
          "figures": [
            { "name": "contrast", "panels": [{ "series": ["deep/modes", "deep/mode1@balanced", "shallow/group3-4"] }] }
          ]
        }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("dynamics-scenario-");

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public void Write(string name, string text) => File.WriteAllText(PathOf(name), text, new UTF8Encoding(false));

    public void Write(string name, byte[] bytes) => File.WriteAllBytes(PathOf(name), bytes);

    /// <summary>Reads "s.json" of this folder.</summary>
    public Scenario Read(params string[] overrides) =>
        new ScenarioReader(FakeTheory.Registry) { AvailableMemory = 1L << 30 }.Read(PathOf("s.json"), overrides);

    public Scenario ReadText(string text, params string[] overrides)
    {
        Write("s.json", text);
        return Read(overrides);
    }

    /// <summary>The message of the error that reading a text must end in, without the folder's own path.</summary>
    public string Mistake(string text, params string[] overrides)
    {
        Write("s.json", text);
        return Mistake(overrides);
    }

    public string Mistake(params string[] overrides) =>
        Should
            .Throw<ScenarioException>(() => Read(overrides))
            .Message.Replace(folder.FullName + "/", "", StringComparison.Ordinal);

    public void Dispose() => folder.Delete(recursive: true);
}
