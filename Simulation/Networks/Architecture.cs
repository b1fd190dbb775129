namespace Dynamics.Simulation.Networks;

/// <summary>What a network computes: layers, and the activation between them.</summary>
/// <param name="Sizes">The layers, with or without biases.</param>
public sealed record Architecture(LayerSizes Sizes)
{
    /// <summary>Applied to the output of linear layers; identity for a linear network.</summary>
    public Activation Activation { get; init; } = Activation.Identity;

    /// <summary>Where it is applied.</summary>
    public ActivationPlacement Placement { get; init; } = ActivationPlacement.Hidden;

    /// <summary>Whether the network is a linear map, W_L⋯W_1, and nothing else.</summary>
    public bool IsLinear => Activation == Activation.Identity && !Sizes.HasBias;

    /// <summary>Whether the activation follows a layer.</summary>
    /// <param name="layer">0-based, input side first.</param>
    public bool IsActivated(int layer) =>
        Activation != Activation.Identity && (Placement == ActivationPlacement.All || layer < Sizes.Depth - 1);
}

/// <summary>Where an activation is applied.</summary>
public enum ActivationPlacement
{
    /// <summary>After every linear layer but the last.</summary>
    Hidden,

    /// <summary>After every linear layer, the output too.</summary>
    All,
}
