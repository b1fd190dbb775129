using Dynamics.Simulation.Data;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;

namespace Dynamics.Simulation.Flow;

/// <summary>A network learning by gradient flow: a cursor over the moments at which it is looked at.</summary>
/// <example>
/// <code>
/// var flow = new GradientFlow(sizes, moments, settings, new SampleTimes.Every(0.1), weights);
/// while (flow.MoveNext())
/// {
///     Console.WriteLine($"{flow.Current.Time} {flow.Current.Network[0][0, 0]}");
/// }
/// </code>
/// </example>
public sealed class GradientFlow : ITrainingRun
{
    private readonly LayerSizes sizes;
    private readonly IntegrationRun run;

    /// <param name="sizes">The layers.</param>
    /// <param name="moments">What is learned.</param>
    /// <param name="settings">τ, weight decay, steps and end.</param>
    /// <param name="times">When to look.</param>
    /// <param name="weights">The start: W_1 … W_L one after the other, each column-major; copied.</param>
    /// <param name="products">Who multiplies matrices; by default the provider in use.</param>
    /// <exception cref="ArgumentException">Something does not fit, or a sample time is met by no step.</exception>
    public GradientFlow(
        LayerSizes sizes,
        SecondMoments moments,
        FlowSettings settings,
        SampleTimes times,
        ReadOnlySpan<double> weights,
        IMatrixProducts? products = null
    )
        : this(
            sizes,
            new GradientFlowField(sizes, moments, settings.TimeConstant, products ?? MatrixProducts.Current)
            {
                WeightDecay = settings.WeightDecay,
            },
            settings.BesideStart(sizes, weights),
            times,
            new IntegrationState(0, 0, weights.ToArray())
        ) { }

    /// <summary>A run of any field on the weights of a network, from any saved state.</summary>
    /// <param name="sizes">The layers.</param>
    /// <param name="field">What moves them.</param>
    /// <param name="settings">Steps and end, <see cref="FlowSettings.BesideStart"/> of the start; τ and weight decay are the field's affair.</param>
    /// <param name="times">When to look.</param>
    /// <param name="from">Where to start, or to go on.</param>
    /// <exception cref="ArgumentException">Something does not fit, or a sample time is met by no step.</exception>
    public GradientFlow(
        LayerSizes sizes,
        IVectorField field,
        FlowSettings settings,
        SampleTimes times,
        IntegrationState from
    )
    {
        this.sizes = sizes;
        run = IntegrationRun.Resume(field, settings.Steps, times, from, settings.Until);
    }

    /// <inheritdoc/>
    public Snapshot Current => new(run.Time, run.Step, new NetworkView(sizes, run.State));

    /// <inheritdoc/>
    public Outcome? Outcome => run.Outcome;

    /// <inheritdoc/>
    public Action? Advanced
    {
        get => run.Advanced;
        set => run.Advanced = value;
    }

    /// <inheritdoc/>
    public bool MoveNext() => run.MoveNext();

    /// <summary>A copy of all that is needed to go on from here, bitwise.</summary>
    public IntegrationState Save() => run.Save();
}
