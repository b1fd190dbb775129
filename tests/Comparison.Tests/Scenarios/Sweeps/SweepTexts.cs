namespace ComparisonTests.Scenarios.Sweeps;

/// <summary>Scenarios with sweeps that tests share and break.</summary>
internal static class SweepTexts
{
    /// <summary>A scalar chain, over its rate and its depth; lines are counted in <see cref="SweepMistakeTests"/>.</summary>
    public const string Chain = """
        {
          "name": "chain",
          "task": { "kind": "data", "inputs": [[1]], "targets": [[1.5]] },
          "runs": [
            {
              "name": "chain",
              "only": "sweeps",
              "network": { "hidden": { "width": 1, "layers": 1 } },
              "start": { "kind": "aligned", "strength": 0.1 },
              "learning": { "kind": "descent", "rate": 0.1, "epochs": 20, "batch": "all", "loss": "halfSquared" },
              "observe": ["modes", "loss"],
              "theories": [{ "kind": "balanced", "initialStrength": "measured" }]
            },
            {
              "name": "other",
              "network": { "hidden": [] },
              "start": { "kind": "aligned", "strength": 0.1 },
              "learning": { "kind": "descent", "rate": 0.1, "epochs": 2, "batch": "all" }
            }
          ],
          "sweeps": [
            {
              "name": "depth-and-rate",
              "run": "chain",
              "over": [
                { "set": "runs.chain.learning.rate", "log": [0.01, 1, 3], "label": "learning rate *η*" },
                { "set": "runs.chain.network.hidden.layers", "values": [0, 1], "at": [1, 2], "label": "layers *L*" }
              ],
              "measure": [
                { "kind": "timeTo", "of": "mode1" },
                { "kind": "error", "of": "modes" }
              ]
            }
          ]
        }
        """;
}
