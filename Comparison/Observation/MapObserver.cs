using System.Numerics.Tensors;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Theory.Modes;

namespace Dynamics.Comparison.Observation;

/// <summary>Looks at a linear map W through the modes of its task: strengths, singular values, excess loss.</summary>
/// <remarks>It does not know whether W was simulated or predicted. Owns its work memory: one observer, one thread.</remarks>
public sealed class MapObserver
{
    // W* is below 1e150 in magnitude, as its moments are; what is below this may still be added to its squares.
    private const double FarFromOverflow = 1e290;

    private readonly int outputs;
    private readonly int inputs;
    private readonly ModeGroup[] groups;
    private readonly double[] outputModes;
    private readonly double[] inputModes;
    private readonly double[] best;
    private readonly double[] sigmaX;
    private readonly double[] images;
    private readonly double[] deviation;
    private readonly double[] weighted;
    private readonly int rank;
    private readonly bool isWhite;
    private readonly IMatrixProducts products;
    private readonly SingularValueSolver? singularValues;
    private readonly bool seesModes;
    private readonly string[] losses;
    private readonly EigenmodeObserver? eigenmodes;
    private readonly bool seesEntries;

    /// <param name="task">What is learned.</param>
    /// <param name="observables">What to look at; those that are not properties of the map are left out.</param>
    /// <param name="products">Who multiplies matrices; by default the provider in use.</param>
    public MapObserver(LearningTask task, IReadOnlyCollection<Observable> observables, IMatrixProducts? products = null)
    {
        SingularModes modes = task.Modes;
        (outputs, inputs) = (task.SigmaYX.RowCount, task.SigmaYX.ColumnCount);
        this.products = products ?? MatrixProducts.Current;
        groups = [.. modes.Groups];
        outputModes = modes.OutputModes.ToColumnMajorArray();
        inputModes = modes.InputModes.ToColumnMajorArray();
        rank = modes.SingularValues.Count;
        best = task.BestMap.ToColumnMajorArray();
        sigmaX = task.SigmaX.ToColumnMajorArray();
        isWhite = task.Moments.IsWhite;
        images = new double[outputs * rank];
        deviation = new double[outputs * inputs];
        weighted = new double[outputs * inputs];
        seesModes = rank > 0 && observables.Contains(Observable.Modes);
        losses =
        [
            .. observables.Contains(Observable.Loss) ? [ObservedColumns.Loss] : Array.Empty<string>(),
            .. observables.Contains(Observable.LinearMapLoss) ? [ObservedColumns.LinearMapLoss] : Array.Empty<string>(),
        ];
        eigenmodes = observables.Contains(Observable.Eigenmodes) ? new EigenmodeObserver(task, this.products) : null;
        seesEntries = observables.Contains(Observable.Entries);
        bool seesSingularValues = observables.Contains(Observable.SingularValues);
        singularValues = seesSingularValues ? new SingularValueSolver(outputs, inputs) : null;
        Columns =
        [
            .. seesModes ? ObservedColumns.Strengths(modes) : [],
            .. seesSingularValues
                ? Enumerable.Range(0, Math.Min(outputs, inputs)).Select(ObservedColumns.SingularValue)
                : [],
            .. losses,
            .. eigenmodes?.Columns ?? [],
            .. seesEntries ? ObservedColumns.MapEntries(outputs, inputs) : [],
        ];
        Targets = new double[Columns.Count];
        Observe(best, Targets);
    }

    /// <summary>Names of what is seen, in order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>What would be seen of the best map W* = Σ^yx(Σ^x)⁺, to which linear learning tends.</summary>
    public double[] Targets { get; }

    /// <summary>Writes what is seen of a map.</summary>
    /// <param name="map">W, N_y × N_x, column-major.</param>
    /// <param name="values">One place per column.</param>
    public void Observe(ReadOnlySpan<double> map, Span<double> values)
    {
        int next = 0;
        if (seesModes)
        {
            next = ObserveModes(map, values);
        }
        if (singularValues is not null)
        {
            int count = Math.Min(outputs, inputs);
            singularValues.Solve(map, values.Slice(next, count));
            next += count;
        }
        if (losses.Length > 0)
        {
            values.Slice(next, losses.Length).Fill(ExcessLoss(map));
            next += losses.Length;
        }
        if (eigenmodes is not null)
        {
            eigenmodes.Observe(map, values[next..]);
            next += eigenmodes.Columns.Count;
        }
        if (seesEntries)
        {
            CopyByRows(map, values[next..]);
        }
    }

    /// <summary>Whether the excess loss of a map is a finite number, observed or not.</summary>
    /// <param name="map">W, N_y × N_x, column-major.</param>
    public bool HasFiniteLoss(ReadOnlySpan<double> map)
    {
        // The loss is at most ½|W − W*|²N_x max|Σ^x|. Where that is far from overflow, no product is needed.
        double squares = TensorPrimitives.SumOfSquares(map);
        double entry = Math.Abs(TensorPrimitives.MaxMagnitude<double>(sigmaX));
        return squares * inputs * Math.Max(1, entry) < FarFromOverflow || double.IsFinite(ExcessLoss(map));
    }

    private void CopyByRows(ReadOnlySpan<double> map, Span<double> values)
    {
        for (int index = 0; index < map.Length; index++)
        {
            values[index] = map[index % inputs * outputs + index / inputs];
        }
    }

    private int ObserveModes(ReadOnlySpan<double> map, Span<double> values)
    {
        products.Product(new ProductShape(outputs, rank, inputs), map, inputModes, images);
        int next = 0;
        foreach (ModeGroup group in groups)
        {
            if (!group.IsDegenerate)
            {
                values[next++] = Overlap(group.First, group.First);
                continue;
            }
            (double trace, double squares) = (0, 0);
            for (int i = group.First; i < group.First + group.Count; i++)
            {
                trace += Overlap(i, i);
                for (int j = group.First; j < group.First + group.Count; j++)
                {
                    double entry = Overlap(i, j);
                    squares += entry * entry;
                }
            }
            values[next++] = trace / group.Count;
            values[next++] = Math.Sqrt(squares);
        }
        return next;
    }

    /// <summary>u_iᵀ W v_j.</summary>
    private double Overlap(int i, int j)
    {
        double sum = 0;
        for (int row = 0; row < outputs; row++)
        {
            sum += outputModes[i * outputs + row] * images[j * outputs + row];
        }
        return sum;
    }

    /// <summary>½ tr[(W − W*)Σ^x(W − W*)ᵀ].</summary>
    private double ExcessLoss(ReadOnlySpan<double> map)
    {
        for (int index = 0; index < deviation.Length; index++)
        {
            deviation[index] = map[index] - best[index];
        }
        ReadOnlySpan<double> right = deviation;
        if (!isWhite)
        {
            products.Product(new ProductShape(outputs, inputs, inputs), deviation, sigmaX, weighted);
            right = weighted;
        }
        double sum = 0;
        for (int index = 0; index < deviation.Length; index++)
        {
            sum += deviation[index] * right[index];
        }
        return sum / 2;
    }
}
