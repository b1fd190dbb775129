using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation.Networks;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>Whether a network has what an entry of "observe" looks at.</summary>
internal static class ObservableBinding
{
    // More columns no one reads; the file of the whole map has them.
    private const int MostEntries = 64;

    /// <summary>Refuses what has no meaning for a network, or is too large to be looked at.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="observable">What it names.</param>
    /// <param name="architecture">The network.</param>
    /// <exception cref="ScenarioException">It is refused.</exception>
    public static void RequireMeaning(SourceValue entry, Observable observable, Architecture architecture)
    {
        LayerSizes sizes = architecture.Sizes;
        string name = entry.Raw;
        switch (observable)
        {
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
