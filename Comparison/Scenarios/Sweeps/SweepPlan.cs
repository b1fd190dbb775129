namespace Dynamics.Comparison.Scenarios.Sweeps;

/// <summary>One run at every point of a grid of settings, with measures of every cell.</summary>
/// <param name="Name">Name of its files, unlike that of any run, figure or other sweep.</param>
/// <param name="Axes">One or two; the first is drawn as x.</param>
/// <param name="Measures">What is measured of every cell; at least one.</param>
/// <param name="Cells">All cells, the first axis fastest: cell i + j · (points of the first axis).</param>
public sealed record SweepPlan(
    string Name,
    IReadOnlyList<SweepAxis> Axes,
    IReadOnlyList<SweepMeasure> Measures,
    IReadOnlyList<SweepCell> Cells
)
{
    /// <summary>Whether it has a figure of its own.</summary>
    public bool HasFigure { get; init; } = true;
}

/// <summary>The settings along one direction of a sweep.</summary>
/// <param name="Column">Title of its column in tables: the setting, such as <c>learning.rate</c>.</param>
/// <param name="Label">What figures call it, in rich-text notation.</param>
/// <param name="Points">At least one.</param>
public sealed record SweepAxis(string Column, string Label, IReadOnlyList<SweepPoint> Points)
{
    /// <summary>Whether its points have names instead of numbers.</summary>
    public bool IsCategorical => Points[0].Name is not null;

    /// <summary>Whether it is drawn on a logarithmic scale.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Whether it is the learning rate of the run, so that a critical rate is a place on it.</summary>
    public bool IsLearningRate { get; init; }
}

/// <summary>One point of an axis.</summary>
/// <param name="Place">Its number; of a named point its position, from 0.</param>
/// <param name="Name">Its name where it has no number that means anything; else null.</param>
public sealed record SweepPoint(double Place, string? Name = null);

/// <summary>What is done in one cell.</summary>
/// <param name="Task">What is learned; cells that do not set anything of the task share it.</param>
/// <param name="Run">The run, with its seeds.</param>
public sealed record SweepCell(LearningTask Task, RunPlan Run);
