using System.Text.Json.Nodes;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Networks;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>The list "observe" of a run, and whether its network has what it looks at.</summary>
internal static class ObservableBinding
{
    // More columns no one reads; the file of the whole map has them.
    private const int MostEntries = 64;

    private static readonly OrderedDictionary<string, Observable> observables = new(
        ColumnFamily.Named.Select(family => KeyValuePair.Create(family.Name, family.Observable))
    )
    {
        ["map"] = Observable.Map,
        ["weights"] = Observable.Weights,
    };

    public static Observable[] Bind(
        ObjectFields fields,
        Architecture architecture,
        LearningRule learning,
        LearningTask task
    )
    {
        SourceValue? given = fields.Optional("observe");
        List<string> names = [];
        foreach (SourceValue entry in given?.List("[\"modes\", \"loss\"]") ?? [])
        {
            string name = entry.Choice([.. observables.Keys]);
            if (names.Contains(name, StringComparer.Ordinal))
            {
                throw entry.Error($"must be named once, but {Display.Text(name)} is named again. Remove it.");
            }
            RequireMeaning(entry, observables[name], architecture);
            RequireModes(entry, observables[name], task);
            RequireOwnLoss(entry, observables[name], architecture, learning);
            names.Add(name);
        }
        if (given is null)
        {
            string[] modes = task.Modes.Count > 0 ? ["modes"] : [];
            names.AddRange([.. modes, "singularValues", LossOf(architecture, learning)]);
        }
        fields.Keep("observe", new JsonArray([.. names.Select(name => (JsonNode)name)]));
        return [.. names.Select(name => observables[name])];
    }

    /// <summary>
    /// Name of the loss that can be observed: "loss" where the map of the network is all it is and a squared error is descended,
    /// else "linearMapLoss".
    /// </summary>
    public static string LossOf(Architecture architecture, LearningRule learning) =>
        OtherLoss(architecture, learning) is null ? ObservedColumns.Loss : ObservedColumns.LinearMapLoss;

    /// <summary>The same of a run.</summary>
    public static string LossOf(RunPlan run) =>
        run.Activation != Activation.Identity
        || run.HasBias
        || run.Learning is DescentSettings { Loss: Loss.CrossEntropy }
            ? ObservedColumns.LinearMapLoss
            : ObservedColumns.Loss;

    private static void RequireModes(SourceValue entry, Observable observable, LearningTask task)
    {
        if (observable is Observable.Modes or Observable.Hidden or Observable.Readout && task.Modes.Count == 0)
        {
            throw entry.Error(
                "must be of a task with modes, but Σ^yx is zero here (optimum 0). Take \"eigenmodes\", \"parameters\" or \"singularValues\"."
            );
        }
    }

    /// <summary>Why the loss of the map is not that of the run, for a message; null where it is.</summary>
    private static string? OtherLoss(Architecture architecture, LearningRule learning) =>
        architecture.Activation != Activation.Identity ? "has an activation"
        : architecture.Sizes.HasBias ? "has biases"
        : learning is DescentSettings { Loss: Loss.CrossEntropy } ? "descends the cross-entropy"
        : null;

    private static void RequireOwnLoss(
        SourceValue entry,
        Observable observable,
        Architecture architecture,
        LearningRule learning
    )
    {
        if (observable == Observable.Loss && OtherLoss(architecture, learning) is string reason)
        {
            throw entry.Error(
                $"must be of a linear network that descends a squared error, but this run {reason}: its excess loss is not that of a "
                    + "linear map. Take \"linearMapLoss\", the loss of the nearest linear map; \"trainLoss\" is in the CSV unasked."
            );
        }
    }

    /// <summary>Refuses what has no meaning for a network, or is too large to be looked at.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="observable">What it names.</param>
    /// <param name="architecture">The network.</param>
    /// <exception cref="ScenarioException">It is refused.</exception>
    private static void RequireMeaning(SourceValue entry, Observable observable, Architecture architecture)
    {
        LayerSizes sizes = architecture.Sizes;
        string name = entry.Raw;
        switch (observable)
        {
            case Observable.Conserved when sizes.Depth == 1:
                throw entry.Error(
                    "must have two layers to compare, but a network without hidden layers conserves nothing. Remove \"conserved\"."
                );
            case Observable.Parameters when sizes.Count > NetworkObserver.MostParameters:
                throw entry.Error(
                    $"must be of a network of at most {NetworkObserver.MostParameters} weights and biases, but this one has "
                        + $"{sizes.Count}. Remove \"parameters\", or take \"map\" or \"weights\"."
                );
            case Observable.Sharpness when !architecture.IsLinear:
                throw entry.Error(
                    "must be of a linear network, whose Hessian is known, but this one has biases or an activation. Remove \"sharpness\"."
                );
            case Observable.Sharpness when !Sharpness.CanBeSeen(architecture):
                throw entry.Error(
                    $"must be of a network of at most {Sharpness.MostWeights} weights, but this one has {sizes.Count}. "
                        + "Remove \"sharpness\", or take narrower layers."
                );
            case Observable.Hidden
            or Observable.Readout
            or Observable.Kernel when !LayerObserver.CanBeSeen(architecture):
                throw entry.Error(
                    "must be of a linear network with a hidden layer, but this one has "
                        + (sizes.Depth == 1 ? "no hidden layer" : "biases or an activation")
                        + $". Remove \"{name}\"."
                );
            case Observable.Kernel when Math.Max(sizes.Inputs, sizes.Outputs) > TangentKernel.MostUnits:
                throw entry.Error(
                    $"must be of a network of at most {TangentKernel.MostUnits} inputs and outputs, but this one has {sizes.Inputs} and "
                        + $"{sizes.Outputs}. Remove \"{name}\"; \"hidden\" and \"readout\" know no limit."
                );
            case Observable.Curvature when !HessianSpectrum.CanBeSeen(architecture):
                throw entry.Error(
                    architecture.IsLinear
                        ? $"must be of a network of at most {HessianSpectrum.MostWeights} weights, but this one has {sizes.Count}. Take "
                            + "\"sharpness\", or narrower layers."
                        : $"must be of a linear network, whose Hessian is known, but this one has biases or an activation. Remove \"{name}\"."
                );
            case Observable.Entries when (long)sizes.Inputs * sizes.Outputs > MostEntries:
                throw entry.Error(
                    $"must be of a map of at most {MostEntries} entries, but this one has {(long)sizes.Inputs * sizes.Outputs}. Take \"map\", "
                        + "which is a file of its own."
                );
        }
    }
}
