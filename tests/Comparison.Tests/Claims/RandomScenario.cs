using System.Text.Json.Nodes;

namespace ComparisonTests.Claims;

/// <summary>A scenario of one run, drawn at random: task, network, start, rule and every theory that could have a word on it.</summary>
internal static class RandomScenario
{
    // Steps that are stable times steps: as far as an explicit method can be followed for a small part of a second.
    private const double MostFastTimes = 1500;

    /// <summary>The scenario of a seed, as the text of its file.</summary>
    public static string TextOf(int seed)
    {
        Draw draw = new(seed);
        RandomTask task = RandomTask.Of(draw);
        int[] hidden = Hidden(draw, task);
        RandomStart start = RandomStart.Of(draw, task, hidden);
        bool isDescent = task.Items > 0 && draw.Chance(0.75);
        (JsonObject learning, JsonObject sample) = isDescent
            ? Descent(draw, task, hidden, start)
            : Flow(draw, task, hidden, start);
        JsonObject run = new()
        {
            ["name"] = "run",
            ["network"] = new JsonObject { ["hidden"] = new JsonArray([.. hidden.Select(width => (JsonNode)width)]) },
            ["start"] = start.Json,
            ["learning"] = learning,
            ["sample"] = sample,
            ["observe"] = Observe(draw, task, hidden),
            ["theories"] = Theories(draw, start),
        };
        if (isDescent)
        {
            run["mayDiverge"] = true;
        }
        return new JsonObject
        {
            ["name"] = $"seed-{seed}",
            ["task"] = task.Json,
            ["runs"] = new JsonArray(run),
        }.ToJsonString();
    }

    /// <summary>The same scenario with one theory alone.</summary>
    public static string TextOf(int seed, string theory)
    {
        JsonNode scenario = JsonNode.Parse(TextOf(seed))!;
        JsonArray theories = scenario["runs"]![0]!["theories"]!.AsArray();
        foreach (
            JsonNode? other in theories
                .Where(one => !theory.StartsWith(one!["kind"]!.GetValue<string>(), StringComparison.Ordinal))
                .ToArray()
        )
        {
            theories.Remove(other);
        }
        return scenario.ToJsonString();
    }

    private static int[] Hidden(Draw draw, RandomTask task)
    {
        int layers = draw.Weighted((task.Outputs == 1 ? 0.4 : 0.28, 0), (0.42, 1), (0.2, 2), (0.12, 3), (0.08, 4));
        int[] widths =
        [
            task.Rank,
            task.Rank,
            Math.Max(task.Rank - 1, 1),
            task.Rank + 1,
            Math.Max(task.Inputs, task.Outputs),
            Math.Max(task.Inputs, task.Outputs) + 2,
            Math.Min(task.Inputs, task.Outputs),
        ];
        bool isEven = draw.Chance(0.6);
        int first = draw.Of(widths);
        return [.. Enumerable.Range(0, layers).Select(_ => isEven ? first : draw.Of(widths))];
    }

    private static JsonArray Observe(Draw draw, RandomTask task, int[] hidden)
    {
        List<string> names = ["modes", "singularValues", "loss", "eigenmodes", "entries"];
        if (hidden.Length > 0)
        {
            names.AddRange(["hidden", "readout", "kernel"]);
        }
        int[] widths = [task.Inputs, .. hidden, task.Outputs];
        int weights = widths.Zip(widths.Skip(1), (below, above) => below * above).Sum();
        if (weights <= 40 && draw.Chance(0.5))
        {
            names.AddRange(["sharpness", "curvature"]);
        }
        return [.. names.Select(name => (JsonNode)name)];
    }

    /// <summary>The fastest rate of the flow in mean moments, about: that of the largest curvature at the start or at the solution.</summary>
    private static double Fastest(RandomTask task, int[] hidden, RandomStart start)
    {
        int depth = hidden.Length + 1;
        double solution = Math.Pow(task.SingularValues.Max() / task.Variance, 1.0 / depth);
        int wide = hidden.Append(1).Max();
        double largest = Math.Max(solution, start.Weight * Math.Sqrt(wide));
        return depth * task.Variance * Math.Pow(largest, 2 * (depth - 1));
    }

    private static (JsonObject Learning, JsonObject Sample) Flow(
        Draw draw,
        RandomTask task,
        int[] hidden,
        RandomStart start
    )
    {
        double tau = draw.Weighted((0.5, 1), (0.5, draw.Power(-1, 1)));
        int depth = hidden.Length + 1;
        double s = task.SingularValues.Max();
        double strength = Math.Pow(start.Weight, depth);
        double rise = depth switch
        {
            1 => 1 / task.Variance,
            2 => Math.Max(Math.Log(s / task.Variance / strength), 1) / (2 * s),
            _ => Math.Max(Math.Pow(strength, 2.0 / depth - 1), Math.Pow(s / task.Variance, 2.0 / depth - 1))
                / (depth * s),
        };
        double wanted = rise * draw.Power(-0.7, 1);
        double until = Draw.Rounded(Math.Min(wanted, MostFastTimes / Fastest(task, hidden, start)) / task.Scale * tau);
        JsonObject learning = new()
        {
            ["kind"] = "flow",
            ["method"] = "dormandPrince",
            ["relativeTolerance"] = 1e-12,
            ["absoluteTolerance"] = Draw.Rounded(1e-14 * Math.Min(start.Least, 1)),
            ["timeConstant"] = tau,
            ["until"] = until,
        };
        if (draw.Chance(0.2))
        {
            learning["weightDecay"] = Draw.Rounded(s * task.Scale * draw.Power(-3, 0));
        }
        return (
            learning,
            draw.Chance(0.5) ? new() { ["log"] = 16 } : new() { ["every"] = Draw.Rounded(until / draw.Whole(8, 16)) }
        );
    }

    private static (JsonObject Learning, JsonObject Sample) Descent(
        Draw draw,
        RandomTask task,
        int[] hidden,
        RandomStart start
    )
    {
        bool isMse = draw.Chance(0.4);
        double limit = 2 / Fastest(task, hidden, start) * (isMse ? task.Outputs / 2.0 : 1);
        double part = draw.Weighted(
            (0.5, draw.Power(-2.5, -0.5)),
            (0.4, draw.Power(-0.5, 0.3)),
            (0.1, draw.Power(-5, -2.5))
        );
        int epochs = draw.Whole(10, draw.Of(40, 400));
        JsonObject learning = new()
        {
            ["kind"] = "descent",
            ["rate"] = Draw.Rounded(part * limit),
            ["epochs"] = epochs,
            ["batch"] = draw.Weighted<JsonNode>((0.8, "all"), (0.1, 1), (0.1, (task.Items + 1) / 2)),
            ["loss"] = isMse ? "mse" : "halfSquared",
        };
        if (draw.Chance(0.15))
        {
            learning["order"] = draw.Of(
                new JsonObject { ["kind"] = "inTurn" },
                new JsonObject { ["kind"] = "drawn", ["seed"] = 3 },
                new JsonObject { ["kind"] = "shuffled", ["seed"] = 2 }
            );
        }
        if (draw.Chance(0.25))
        {
            learning["schedule"] = draw.Of(
                new JsonObject
                {
                    ["kind"] = "step",
                    ["every"] = draw.Whole(1, 30),
                    ["factor"] = draw.Power(-0.5, 0),
                },
                new JsonObject { ["kind"] = "cosine", ["final"] = 0 },
                new JsonObject { ["kind"] = "inverse", ["halfAt"] = draw.Whole(1, 100) }
            );
        }
        if (draw.Chance(hidden.Length == 0 ? 0.3 : 0.1))
        {
            learning["optimiser"] = draw.Of(
                new JsonObject { ["kind"] = "heavyBall", ["momentum"] = draw.Of(0.3, 0.9) },
                new JsonObject { ["kind"] = "nesterov", ["momentum"] = draw.Of(0.3, 0.9) },
                new JsonObject { ["kind"] = "newton" },
                new JsonObject { ["kind"] = "gaussNewton", ["damping"] = draw.Power(-3, 0) },
                new JsonObject { ["kind"] = "adam" }
            );
        }
        if (draw.Chance(0.15))
        {
            learning["weightDecay"] = Draw.Rounded(task.Variance * draw.Power(-4, -0.5));
        }
        if (draw.Chance(0.05))
        {
            learning["averaging"] = 0.5;
        }
        return (learning, new() { ["every"] = Math.Max(1, epochs / draw.Whole(8, 16)) });
    }

    private static JsonArray Theories(Draw draw, RandomStart start)
    {
        JsonArray theories = [];
        double number = start.Strength ?? draw.Power(-3, 0);
        foreach (
            string kind in (string[])
                [
                    "balanced",
                    "balancedDescent",
                    "descentClock",
                    "infiniteDepth",
                    "modifiedFlow",
                    "shallow",
                    "shallowDescent",
                    "staircase",
                ]
        )
        {
            foreach (JsonNode strength in (JsonNode[])[number, "measured", "overlap"])
            {
                theories.Add(new JsonObject { ["kind"] = kind, ["initialStrength"] = strength });
            }
        }
        foreach (
            string kind in (string[])["endToEnd", "quadratic", "pairDescent", "reference", "sequential", "twoInvariant"]
        )
        {
            theories.Add(new JsonObject { ["kind"] = kind });
        }
        theories.Add(new JsonObject { ["kind"] = "matrix", ["lambda"] = 0 });
        theories.Add(new JsonObject { ["kind"] = "matrix", ["lambda"] = "trace" });
        if (start.Lambda is { } lambda && lambda != 0)
        {
            theories.Add(new JsonObject { ["kind"] = "matrix", ["lambda"] = lambda });
        }
        return theories;
    }
}
