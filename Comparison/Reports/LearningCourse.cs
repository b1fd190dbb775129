namespace Dynamics.Comparison.Reports;

/// <summary>When a run, or a theory of it, learned what, and where it ended; of an ensemble mean and spread over the seeds.</summary>
/// <param name="Name">The run's name, or <c>run@theory</c>.</param>
/// <param name="TimeUnit">What its times count.</param>
public sealed record LearningCourse(string Name, string TimeUnit)
{
    /// <summary>Unit of times of a descent.</summary>
    public const string Epochs = "epochs";

    /// <summary>Unit of times of a flow.</summary>
    public const string FlowTime = "the unit of timeConstant";

    /// <summary>What its curves tend to where that is not what W* shows: the best answers its output activation can give.</summary>
    public IReadOnlyDictionary<string, double>? ReachableTargets { get; init; }

    /// <summary>Half-rise time of every strength and singular value that it has; null where there is none.</summary>
    public required IReadOnlyDictionary<string, Estimate?> HalfRises { get; init; }

    /// <summary>Rank correlation between s_α and half-rise times of modes, see <see cref="Agreement.LearningOrder"/>.</summary>
    public Estimate? ModeOrder { get; init; }

    /// <summary>The same of the singular values of the map, which are sorted at every moment, with their targets.</summary>
    public Estimate? SingularValueOrder { get; init; }

    /// <summary>Excess loss at the last sample.</summary>
    public Estimate? FinalLoss { get; init; }

    /// <summary>Mean loss of the last epoch; of a descent.</summary>
    public Estimate? FinalTrainLoss { get; init; }

    /// <summary>Hidden units that answer the same to every item; of a network with an activation.</summary>
    public Estimate? DeadHidden { get; init; }

    /// <summary>Number of hidden units.</summary>
    public int? HiddenUnits { get; init; }

    /// <summary>Outputs that answer the same to every item although they should not; of a network with an activation.</summary>
    public Estimate? DeadOutputs { get; init; }

    /// <summary>Number of outputs.</summary>
    public int? Outputs { get; init; }
}
