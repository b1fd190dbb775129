using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;

namespace Dynamics.Comparison.Observation;

/// <summary>Looks at what the layers of a linear network do that its map does not show: how they carry the modes, their tangent kernel, and the curvature of their loss.</summary>
/// <remarks>
/// All of it is the same for layers R W₁ and W₂Rᵀ with a rotation R of hidden units, so that a theory may be looked at that
/// knows layers only up to that. Owns its work memory: one thread.
/// </remarks>
internal sealed class LayerObserver
{
    private readonly LayerStrengths? strengths;
    private readonly TangentKernel? kernel;
    private readonly HessianSpectrum? spectrum;
    private readonly bool seesHidden;
    private readonly bool seesReadout;

    /// <param name="task">What is learned.</param>
    /// <param name="architecture">The network; linear if anything is looked at.</param>
    /// <param name="observables">What to look at; those that are not of layers are left out.</param>
    /// <param name="products">Who multiplies matrices.</param>
    /// <exception cref="ArgumentException">The network has biases, an activation, no hidden layer, or is too large for its kernel.</exception>
    public LayerObserver(
        LearningTask task,
        Architecture architecture,
        IReadOnlyCollection<Observable> observables,
        IMatrixProducts products
    )
    {
        LayerSizes sizes = architecture.Sizes;
        seesHidden = observables.Contains(Observable.Hidden);
        seesReadout = observables.Contains(Observable.Readout);
        bool seesKernel = observables.Contains(Observable.Kernel);
        if ((seesHidden || seesReadout || seesKernel) && !CanBeSeen(architecture))
        {
            throw new ArgumentException(
                "Layers are looked at in linear networks with a hidden layer.",
                nameof(architecture)
            );
        }
        strengths = seesHidden || seesReadout ? new LayerStrengths(task, sizes, products) : null;
        kernel = seesKernel ? new TangentKernel(task, sizes, products) : null;
        spectrum = observables.Contains(Observable.Curvature)
            ? new HessianSpectrum(task, architecture, products)
            : null;
        Columns =
        [
            .. seesHidden ? task.Modes.Groups.Select(ObservedColumns.Hidden) : [],
            .. seesReadout ? task.Modes.Groups.Select(ObservedColumns.Readout) : [],
            .. seesKernel ? ObservedColumns.Kernel : [],
            .. spectrum is not null ? ObservedColumns.Curvature : [],
        ];
    }

    /// <summary>Names of what is seen, in order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Whether a network has layers to look at.</summary>
    public static bool CanBeSeen(Architecture architecture) => architecture.IsLinear && architecture.Sizes.Depth > 1;

    /// <summary>Takes the network from whose kernel distances are measured.</summary>
    public void SetStart(in NetworkView network) => kernel?.SetStart(network);

    /// <summary>Writes what is seen of a network.</summary>
    public void Observe(in NetworkView network, Span<double> values)
    {
        int next = 0;
        if (seesHidden)
        {
            strengths!.WriteHidden(network, values);
            next += strengths.Count;
        }
        if (seesReadout)
        {
            strengths!.WriteReadout(network, values[next..]);
            next += strengths.Count;
        }
        if (kernel is not null)
        {
            (values[next], values[next + 1]) = kernel.Of(network);
            next += 2;
        }
        spectrum?.Write(network, values[next..]);
    }
}
