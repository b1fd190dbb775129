using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Theory.Modes;

namespace Dynamics.Comparison.Observation;

/// <summary>Looks at the error of a linear map along the eigenmodes of Σ^x, z_i = (W − W*)v_i.</summary>
/// <remarks>
/// The excess loss is ½Σ λ_i|z_i|². One output has one signed number for a simple eigenmode; several outputs, and groups of equal
/// λ, have the Euclidean length. Owns its work memory.
/// </remarks>
internal sealed class EigenmodeObserver
{
    private readonly IReadOnlyList<ModeGroup> groups;
    private readonly IMatrixProducts products;
    private readonly ProductShape shape;
    private readonly double[] directions;
    private readonly double[] best;
    private readonly double[] deviation;
    private readonly double[] components;
    private readonly int outputs;

    /// <param name="task">What is learned.</param>
    /// <param name="products">Who multiplies matrices.</param>
    public EigenmodeObserver(LearningTask task, IMatrixProducts products)
    {
        this.products = products;
        groups = task.Spectrum.Groups;
        (outputs, int inputs) = (task.Moments.Outputs, task.Moments.Inputs);
        shape = new ProductShape(outputs, inputs, inputs);
        directions = task.Spectrum.Directions.ToColumnMajorArray();
        best = task.BestMap.ToColumnMajorArray();
        deviation = new double[best.Length];
        components = new double[best.Length];
        Columns = [.. groups.Select(ObservedColumns.Eigenmode)];
    }

    /// <summary>Names of what is seen, in order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Writes what is seen of a map.</summary>
    /// <param name="map">W, N_y × N_x, column-major.</param>
    /// <param name="values">One place per column.</param>
    public void Observe(ReadOnlySpan<double> map, Span<double> values)
    {
        for (int index = 0; index < deviation.Length; index++)
        {
            deviation[index] = map[index] - best[index];
        }
        products.Product(shape, deviation, directions, components);
        for (int index = 0; index < groups.Count; index++)
        {
            ModeGroup group = groups[index];
            ReadOnlySpan<double> part = components.AsSpan(group.First * outputs, group.Count * outputs);
            values[index] = part.Length == 1 ? part[0] : Length(part);
        }
    }

    private static double Length(ReadOnlySpan<double> part)
    {
        double sum = 0;
        foreach (double component in part)
        {
            sum += component * component;
        }
        return Math.Sqrt(sum);
    }
}
