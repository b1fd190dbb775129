using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Networks;

namespace Dynamics.Comparison.Observation;

/// <summary>Columns that one name of a scenario stands for: what is observed under it, and how its columns are called.</summary>
internal sealed class ColumnFamily
{
    private readonly IReadOnlyList<string> starts; // of the names that end in a number
    private readonly IReadOnlyList<string> words; // the other names
    private readonly Func<LearningTask, LayerSizes, IEnumerable<string>> columns;

    private ColumnFamily(
        string name,
        Observable observable,
        IReadOnlyList<string> starts,
        Func<LearningTask, LayerSizes, IEnumerable<string>> columns,
        IReadOnlyList<string>? words = null
    )
    {
        (Name, Observable, this.starts, this.columns, this.words) = (name, observable, starts, columns, words ?? []);
        IsOneColumn = starts.Count + this.words.Count == 0;
    }

    private ColumnFamily(string column, Observable observable)
        : this(column, observable, [], (_, _) => [column]) { }

    /// <summary>Signed strengths of modes, or the mean ones of degenerate groups.</summary>
    public static ColumnFamily Strengths { get; } =
        new(
            "modes",
            Observable.Modes,
            ["mode", "group"],
            (task, _) => task.Modes.Groups.Select(ObservedColumns.Strength)
        );

    /// <summary>Norms of the blocks of degenerate groups. Observed with the modes, under no name of their own.</summary>
    public static ColumnFamily Blocks { get; } =
        new(
            "blocks",
            Observable.Modes,
            ["block"],
            (task, _) => task.Modes.Groups.Where(group => group.IsDegenerate).Select(ObservedColumns.Block)
        );

    /// <summary>Singular values of the map.</summary>
    public static ColumnFamily SingularValues { get; } =
        new(
            "singularValues",
            Observable.SingularValues,
            ["sv"],
            (_, sizes) =>
                Enumerable.Range(0, Math.Min(sizes.Inputs, sizes.Outputs)).Select(ObservedColumns.SingularValue)
        );

    /// <summary>Errors along the eigenmodes of Σ^x.</summary>
    public static ColumnFamily Eigenmodes { get; } =
        new(
            "eigenmodes",
            Observable.Eigenmodes,
            ["z"],
            (task, _) => task.Spectrum.Groups.Select(ObservedColumns.Eigenmode)
        );

    /// <summary>Weights and biases.</summary>
    public static ColumnFamily Parameters { get; } =
        new(
            "parameters",
            Observable.Parameters,
            ["p"],
            (_, sizes) => Enumerable.Range(0, sizes.Count).Select(ObservedColumns.Parameter)
        );

    /// <summary>All that has a name in scenarios, in the order in which messages list them.</summary>
    public static IReadOnlyList<ColumnFamily> Named { get; } =
    [
        Strengths,
        SingularValues,
        new(ObservedColumns.Loss, Observable.Loss),
        new(ObservedColumns.LinearMapLoss, Observable.LinearMapLoss),
        new(ObservedColumns.Conserved, Observable.Conserved),
        new(ObservedColumns.Sharpness, Observable.Sharpness),
        Eigenmodes,
        Parameters,
        new("hidden", Observable.Hidden, ["h"], (task, _) => task.Modes.Groups.Select(ObservedColumns.Hidden)),
        new("readout", Observable.Readout, ["o"], (task, _) => task.Modes.Groups.Select(ObservedColumns.Readout)),
        new("kernel", Observable.Kernel, [], (_, _) => ObservedColumns.Kernel, ObservedColumns.Kernel),
        new(
            "curvature",
            Observable.Curvature,
            ["hessian"],
            (_, _) => ObservedColumns.Curvature,
            [ObservedColumns.Curvature[^1]]
        ),
        new(
            "entries",
            Observable.Entries,
            ["w"],
            (_, sizes) => ObservedColumns.MapEntries(sizes.Outputs, sizes.Inputs)
        ),
    ];

    /// <summary>Names of those that are more than one column.</summary>
    public static IReadOnlyList<string> NamesOfMany { get; } =
    [.. Named.Where(family => !family.IsOneColumn).Select(family => family.Name)];

    /// <summary>Its name in scenarios.</summary>
    public string Name { get; }

    /// <summary>What has to be observed.</summary>
    public Observable Observable { get; }

    /// <summary>Whether it is one column, of its own name.</summary>
    public bool IsOneColumn { get; }

    /// <summary>The family that a column, or a name of a family, belongs to; null if none.</summary>
    public static ColumnFamily? Of(string column) =>
        Named.Append(Blocks).FirstOrDefault(family => family.Includes(column));

    /// <summary>Those of some columns that a name stands for: the column of that name, or the members of the family; perhaps none.</summary>
    public static IEnumerable<string> Columns(string name, IEnumerable<string> seen)
    {
        ColumnFamily? family = Named.FirstOrDefault(family => family.Name == name && !family.IsOneColumn);
        return family is null
            ? seen.Where(column => column == name).Take(1)
            : seen.Where(column => family.Includes(column) && !column.Contains('@'));
    }

    /// <summary>All its columns for a task and a network, in order.</summary>
    public IReadOnlyList<string> Columns(LearningTask task, LayerSizes sizes) => [.. columns(task, sizes)];

    /// <summary>Whether a name is that of the family or is made like those of its columns, whether or not a task has such a one.</summary>
    public bool Includes(string column) =>
        column == Name || words.Contains(column) || starts.Any(start => IsNumbered(column, start));

    // mode12, h3-4, w2_1.
    private static bool IsNumbered(string column, string start) =>
        column.Length > start.Length
        && column.StartsWith(start, StringComparison.Ordinal)
        && char.IsAsciiDigit(column[start.Length]);
}
