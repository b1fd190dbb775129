using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;

namespace Dynamics.Comparison.Observation;

/// <summary>Looks at a moving network: at its map, at what its layers conserve, and at the curvature where it is.</summary>
/// <remarks>
/// The map of a linear network is W_L⋯W_1. That of another is the linear map that is nearest to it on the items of its task,
/// ŶXᵀ(Σ^x)⁺; for one-hot items it is Ŷ, so that the modes and singular values are those of Σ^ŷx. Owns its work memory:
/// one observer, one thread. An observation allocates nothing, except for sharpness.
/// </remarks>
public sealed class NetworkObserver
{
    /// <summary>Networks of more weights and biases are not written down number by number.</summary>
    public const int MostParameters = 64;

    private readonly LayerSizes sizes;
    private readonly IMatrixProducts products;
    private readonly MapObserver mapObserver;
    private readonly double[][] maps;
    private readonly ItemResponses? responses;
    private readonly double[] nearest;
    private readonly double[][] startingImbalances;
    private readonly double[] imbalance;
    private readonly Sharpness? sharpness;
    private readonly bool seesParameters;
    private readonly LayerObserver layers;

    /// <param name="task">What is learned.</param>
    /// <param name="architecture">The network.</param>
    /// <param name="observables">What to look at.</param>
    /// <param name="products">Who multiplies matrices; by default the provider in use.</param>
    public NetworkObserver(
        LearningTask task,
        Architecture architecture,
        IReadOnlyCollection<Observable> observables,
        IMatrixProducts? products = null
    )
    {
        sizes = architecture.Sizes;
        this.products = products ?? MatrixProducts.Current;
        mapObserver = new MapObserver(task, observables, this.products);
        if (!architecture.IsLinear)
        {
            DataSet items =
                task.Items
                ?? throw new ArgumentException("A network that is not linear is looked at on items.", nameof(task));
            responses = new ItemResponses(architecture, items, this.products);
            nearest = items.IsOneHot ? [] : NearestLinearMap.FromAnswers(task, items).ToColumnMajorArray();
        }
        else
        {
            nearest = [];
        }
        maps = [.. Enumerable.Range(0, sizes.Depth).Select(l => new double[sizes.Rows(l) * sizes.Inputs])];
        bool seesConserved = observables.Contains(Observable.Conserved);
        int[] hidden = seesConserved ? [.. sizes.Widths.Skip(1).SkipLast(1)] : [];
        startingImbalances = [.. hidden.Select(width => new double[width * width])];
        imbalance = new double[hidden.Length == 0 ? 0 : hidden.Max(width => width * width)];
        sharpness = observables.Contains(Observable.Sharpness)
            ? new Sharpness(task, architecture, this.products)
            : null;
        seesParameters = observables.Contains(Observable.Parameters);
        layers = new LayerObserver(task, architecture, observables, this.products);
        string[] ofLayers =
        [
            .. seesConserved ? [ObservedColumns.Conserved] : Array.Empty<string>(),
            .. sharpness is not null ? [ObservedColumns.Sharpness] : Array.Empty<string>(),
            .. seesParameters
                ? Enumerable.Range(0, sizes.Count).Select(ObservedColumns.Parameter)
                : Array.Empty<string>(),
            .. layers.Columns,
        ];
        Columns = [.. mapObserver.Columns, .. ofLayers];
        double[] targets = [.. mapObserver.Targets];
        if (ReachableMap.Of(task, architecture) is { } reachable)
        {
            mapObserver.Observe(reachable.ToColumnMajorArray(), targets);
        }
        Targets = [.. targets, .. ofLayers.Select(_ => double.NaN)];
    }

    /// <summary>Names of what is seen, in order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>What would be seen of a network that has learned; NaN where that has no meaning.</summary>
    /// <remarks>
    /// What W* shows; where the activation after the last layer cannot give the targets, what <see cref="ReachableMap"/>
    /// shows. The excess loss, which counts from W* for every network, then tends to what stays out of reach.
    /// </remarks>
    public IReadOnlyList<double> Targets { get; }

    /// <summary>W_L⋯W_1 of the network last looked at, column-major.</summary>
    public ReadOnlySpan<double> Map => maps[^1];

    /// <summary>Whether the excess loss of the map last observed is a finite number, whether or not it is observed.</summary>
    public bool HasFiniteLoss => mapObserver.HasFiniteLoss(Map);

    /// <summary>Takes the weights from which drift and change are measured: those a run starts from, whenever it is first looked at.</summary>
    /// <param name="network">The network at its start.</param>
    public void SetStart(in NetworkView network)
    {
        layers.SetStart(network);
        for (int layer = 0; layer < startingImbalances.Length; layer++)
        {
            FillImbalance(network, layer, startingImbalances[layer]);
        }
    }

    /// <summary>Writes what is seen of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="values">One place per column.</param>
    public void Observe(in NetworkView network, Span<double> values)
    {
        FillMap(network);
        mapObserver.Observe(Map, values);
        int next = mapObserver.Columns.Count;
        if (startingImbalances.Length > 0)
        {
            values[next++] = LargestDrift(network);
        }
        if (sharpness is not null)
        {
            values[next++] = sharpness.Of(network);
        }
        if (seesParameters)
        {
            network.State.Span.CopyTo(values[next..]);
            next += sizes.Count;
        }
        layers.Observe(network, values[next..]);
    }

    private void FillMap(in NetworkView network)
    {
        if (responses is not null)
        {
            ReadOnlySpan<double> answers = responses.Of(network);
            if (nearest.Length == 0)
            {
                answers.CopyTo(maps[^1]);
                return;
            }
            int items = answers.Length / sizes.Outputs;
            products.Product(new ProductShape(sizes.Outputs, sizes.Inputs, items), answers, nearest, maps[^1]);
            return;
        }
        network[0].CopyTo(maps[0]);
        for (int layer = 1; layer < sizes.Depth; layer++)
        {
            products.Product(
                new ProductShape(sizes.Rows(layer), sizes.Inputs, sizes.Columns(layer)),
                network[layer].Values.Span,
                maps[layer - 1],
                maps[layer]
            );
        }
    }

    /// <summary>Largest entry of W_{l+1}ᵀW_{l+1} − W_lW_lᵀ minus its value at the start, over all layers.</summary>
    private double LargestDrift(in NetworkView network)
    {
        double largest = 0;
        for (int layer = 0; layer < startingImbalances.Length; layer++)
        {
            double[] start = startingImbalances[layer];
            Span<double> now = imbalance.AsSpan(0, start.Length);
            FillImbalance(network, layer, now);
            for (int index = 0; index < now.Length; index++)
            {
                largest = Math.Max(largest, Math.Abs(now[index] - start[index]));
            }
        }
        return largest;
    }

    /// <summary>W_{l+1}ᵀW_{l+1} − W_lW_lᵀ.</summary>
    private void FillImbalance(in NetworkView network, int layer, Span<double> difference)
    {
        int width = sizes.Rows(layer);
        ReadOnlySpan<double> below = network[layer].Values.Span;
        ReadOnlySpan<double> above = network[layer + 1].Values.Span;
        products.Product(
            new ProductShape(width, width, sizes.Rows(layer + 1), TransposeA: true),
            above,
            above,
            difference
        );
        products.Product(
            new ProductShape(width, width, sizes.Columns(layer), TransposeB: true, Alpha: -1, Beta: 1),
            below,
            below,
            difference
        );
    }
}
