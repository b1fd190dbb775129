using Dynamics.Simulation.Data;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.LinearAlgebra.Kernels;
using Dynamics.Simulation.Networks;

namespace Dynamics.Simulation.Descent;

/// <summary>What a network answers to every item of a data set; for one-hot items this is Σ^ŷx, the map on the items.</summary>
/// <remarks>Owns its work memory: one instance, one thread. Looking allocates nothing.</remarks>
public sealed class ItemResponses
{
    private readonly DataSet data;
    private readonly Backpropagation network;
    private readonly int[] items;
    private readonly double[] error;

    /// <param name="architecture">The network.</param>
    /// <param name="data">The items.</param>
    /// <param name="products">Who multiplies matrices; by default the provider in use.</param>
    /// <exception cref="ArgumentException">The network does not fit the items.</exception>
    public ItemResponses(Architecture architecture, DataSet data, IMatrixProducts? products = null)
    {
        DescentChecks.CheckWidths(architecture.Sizes, data);
        this.data = data;
        network = new Backpropagation(architecture, data.Count, products ?? MatrixProducts.Current, VectorWidth.Widest);
        items = data.IsOneHot ? [.. Enumerable.Range(0, data.Count)] : [];
        error = new double[data.Targets.Length];
    }

    /// <summary>ŷ of all items.</summary>
    /// <param name="view">The network.</param>
    /// <returns>N_y × N, column-major; overwritten by the next look.</returns>
    public ReadOnlySpan<double> Of(in NetworkView view) =>
        network.Forward(
            view.State.Span,
            new Batch
            {
                Count = data.Count,
                Inputs = data.Inputs.Span,
                OneHot = items,
            }
        );

    /// <summary>The loss of the network over all items at once, as it is now.</summary>
    /// <param name="view">The network.</param>
    /// <param name="loss">Which.</param>
    public double LossOf(in NetworkView view, Loss loss) =>
        loss.Evaluate(Of(view), data.Targets.Span, data.Count, error);
}
