using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation.Networks;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>The object "network" of a run.</summary>
internal static class NetworkBinding
{
    public static Architecture Bind(ObjectFields fields, LearningTask task, BindingContext context)
    {
        const string example = "\"network\": { \"hidden\": [16] }";
        ObjectFields network = new(
            fields.Required("network", example),
            fields.KeepObject("network"),
            ["hidden", "bias", "activation"]
        );
        SourceValue hidden = network.Required("hidden", "\"hidden\": [16], or [] for a shallow network");
        int[] widths = HiddenLayers.Widths(hidden);
        network.Keep("hidden", HiddenLayers.Setting(hidden, widths));
        bool hasBias = network.Flag("bias", otherwise: false);
        MemoryEstimate.RequireRoomForLayers(task, widths, hidden, context.AvailableMemory);
        Architecture architecture = new(new LayerSizes(task.Moments.Inputs, widths, task.Moments.Outputs, hasBias));
        return network.Optional("activation") is SourceValue activation
            ? Activated(architecture, activation, network)
            : architecture;
    }

    private static Architecture Activated(Architecture linear, SourceValue value, ObjectFields network)
    {
        IReadOnlyList<string> on = ["on"];
        (string kind, ObjectFields fields) = ObjectFields.OfKind(
            value,
            network.KeepObject("activation"),
            new OrderedDictionary<string, IReadOnlyList<string>>(
                Activation.All.Select(known => KeyValuePair.Create(known.Name, on))
            )
        );
        return linear with
        {
            Activation = Activation.All.First(known => known.Name == kind),
            Placement =
                fields.Choice("on", ["hidden", "all"], "hidden") == "all"
                    ? ActivationPlacement.All
                    : ActivationPlacement.Hidden,
        };
    }
}
