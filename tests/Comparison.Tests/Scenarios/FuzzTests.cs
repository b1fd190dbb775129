using System.Text;
using Dynamics.Comparison.Scenarios;

namespace ComparisonTests.Scenarios;

public class FuzzTests
{
    private static readonly string[] pieces =
    [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "'",
        "null",
        "true",
        "-",
        "1e999",
        "1e-999",
        "NaN",
        "0",
        "1e9",
        "2147483648",
        "0,5",
        ".5",
        "\\",
        "\\u0000",
        "\\ud800",
        "//",
        "/*",
        "*/",
        "\n",
        "\r\n",
        "\uFEFF",
        "é",
        "\0",
        "\u001b",
        "identity",
        "deep",
        "..",
        "{}",
        "[]",
        "[[]]",
        "\"a\": 1,",
        "1",
        "-1",
    ];

    private const string Items = """
        {
          "name": "items",
          "task": {
            "kind": "teacherStudent", "inputs": 5, "outputs": 3, "items": 40, "seed": 7, "moments": "mean",
            "teacher": { "variance": 2, "seed": 1 }, "inputVariance": "1/inputs", "noiseVariance": 0.1, "sigmaX": "identity"
          },
          "runs": [
            {
              "name": "a", "network": { "hidden": [3] },
              "start": { "kind": "lambdaBalanced", "lambda": -0.5, "strength": [0.1, 0.2, 0.3] },
              "learning": { "kind": "descent", "rate": 0.5, "epochs": 9, "batch": "all", "schedule": { "kind": "1/t", "halfAt": 3 } }
            },
            {
              "name": "b", "network": { "hidden": [2], "bias": true },
              "start": {
                "kind": "file", "weights": [[[1, 2, 3, 4, 5], [1, 2, 3, 4, 5]], [[1, 2], [3, 4], [5, 6]]],
                "biases": [[1, 2], [1, 2, 3]]
              },
              "learning": { "kind": "descent", "rate": 0.5, "epochs": 9, "batch": 7, "order": { "kind": "inTurn" } }
            },
            {
              "name": "c", "network": { "hidden": [2], "activation": { "kind": "tanh" } },
              "start": { "kind": "he", "distribution": "uniform", "gain": 1.6, "seed": 2 },
              "learning": { "kind": "descent", "rate": 0.5, "epochs": 9, "batch": 1, "order": { "kind": "shuffled", "seed": 4 } }
            }
          ]
        }
        """;

    private const string Plane = """
        {
          "name": "plane",
          "task": { "kind": "quadratic", "hessian": [[2, 1], [1, 3]], "optimum": [0.8, -0.6] },
          "runs": [
            {
              "name": "a", "network": { "hidden": [] }, "start": { "kind": "constant", "value": 1 },
              "learning": { "kind": "descent", "rate": 0.5, "epochs": 9, "batch": "all", "loss": "halfSquared" },
              "observe": ["parameters", "eigenmodes"]
            }
          ],
          "figures": [
            {
              "name": "f",
              "panels": [
                { "show": "landscape", "xRange": [-2, 2], "yRange": [-2, 2], "series": ["a/parameters"] },
                { "series": ["a/eigenmodes[1-2]", "a/z1", "a/p2"] }
              ]
            }
          ]
        }
        """;

    /// <summary>Whatever is in the file, the reader ends with a scenario or with an error for the user, and nothing else.</summary>
    [Theory]
    [InlineData(ScenarioFolder.Good)]
    [InlineData(Items)]
    [InlineData(Sweeps.SweepTexts.Chain)]
    [InlineData(Plane)]
    public void A_scenario_broken_at_random_is_read_or_refused_but_never_crashes_the_reader(string text)
    {
        using ScenarioFolder folder = new();
        Should.NotThrow(() => folder.ReadText(text));
        Random random = new(20131220);
        int refused = 0;
        for (int trial = 0; trial < 3000; trial++)
        {
            byte[] bytes = Mutate(text, random);
            folder.Write("s.json", bytes);
            refused += IsRefused(() => folder.Read(), bytes) ? 1 : 0;
        }
        refused.ShouldBeInRange(1500, 2999);
    }

    [Fact]
    public void An_axis_made_at_random_is_taken_or_refused_but_never_crashes_the_reader()
    {
        using ScenarioFolder folder = new();
        folder.Write("s.json", Sweeps.SweepTexts.Chain);
        Random random = new(20131222);
        string[] paths =
        [
            "runs",
            ".chain",
            ".*",
            "[0]",
            "[1]",
            ".network",
            ".hidden",
            ".layers",
            ".learning",
            ".rate",
            "task",
            ".targets",
            ".",
        ];
        int refused = 0;
        for (int trial = 0; trial < 2000; trial++)
        {
            string path = string.Concat(
                Enumerable.Range(0, random.Next(1, 6)).Select(_ => paths[random.Next(paths.Length)])
            );
            string values = string.Join(
                ',',
                Enumerable.Range(0, random.Next(0, 4)).Select(_ => pieces[random.Next(pieces.Length)])
            );
            string option = $$"""sweeps.depth-and-rate.over=[{"set":"{{path}}","values":[{{values}}]}]""";
            refused += IsRefused(() => folder.Read(option), Encoding.UTF8.GetBytes(option)) ? 1 : 0;
        }
        refused.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void An_option_made_at_random_is_taken_or_refused_but_never_crashes_the_reader()
    {
        using ScenarioFolder folder = new();
        folder.Write("s.json", ScenarioFolder.Good);
        Random random = new(20131221);
        string[] words =
        [
            "runs",
            "deep",
            "*",
            ".",
            "[0]",
            "[1]",
            "[",
            "]",
            "learning",
            "step",
            "=",
            "name",
            "figures",
            "sample",
            "at",
            .. pieces,
        ];
        int refused = 0;
        for (int trial = 0; trial < 3000; trial++)
        {
            string option = string.Concat(
                Enumerable.Range(0, random.Next(1, 8)).Select(_ => words[random.Next(words.Length)])
            );
            refused += IsRefused(() => folder.Read(option), Encoding.UTF8.GetBytes(option)) ? 1 : 0;
        }
        refused.ShouldBeGreaterThan(1500);
    }

    private static bool IsRefused(Func<Scenario> read, byte[] input)
    {
        try
        {
            read();
            return false;
        }
        catch (ScenarioException mistake)
        {
            mistake.Message.ShouldNotContain('\n');
            mistake.Complaint.ShouldStartWith("must ");
            mistake.Complaint[^1].ShouldBeOneOf('.', '?');
            return true;
        }
        catch (Exception crash) when (crash is not ShouldAssertException)
        {
            throw new InvalidOperationException($"Input: {Encoding.UTF8.GetString(input)}", crash);
        }
    }

    private static byte[] Mutate(string text, Random random)
    {
        List<byte> bytes = [.. Encoding.UTF8.GetBytes(text)];
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 30)));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]));
                    break;
                case 3:
                    int from = random.Next(bytes.Count);
                    bytes.InsertRange(at, bytes.GetRange(from, Math.Min(bytes.Count - from, random.Next(1, 60))));
                    break;
                default:
                    ReplaceToken(bytes, at, pieces[random.Next(pieces.Length)]);
                    break;
            }
        }
        return [.. bytes];
    }

    // A whole value becomes another one, so that broken meaning is tried as often as broken syntax.
    private static void ReplaceToken(List<byte> bytes, int at, string piece)
    {
        int start = bytes.FindIndex(at, value => char.IsAsciiLetterOrDigit((char)value));
        if (start >= 0)
        {
            int end = bytes.FindIndex(start, value => !char.IsAsciiLetterOrDigit((char)value) && value != '.');
            bytes.RemoveRange(start, (end < 0 ? bytes.Count : end) - start);
            bytes.InsertRange(start, Encoding.UTF8.GetBytes(piece));
        }
    }
}
