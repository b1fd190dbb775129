using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios.Sweeps;
using Dynamics.Simulation;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Scenarios;

/// <summary>What is to be compared: one task and the runs on it. Read from a file, or built in a script.</summary>
/// <param name="Name">Name of the result folder.</param>
/// <param name="Task">What is learned.</param>
/// <param name="Runs">With names of their own; at least one, unless there are sweeps.</param>
public sealed record Scenario(string Name, LearningTask Task, IReadOnlyList<RunPlan> Runs)
{
    /// <summary>Figures asked for; empty for the default ones.</summary>
    public IReadOnlyList<FigurePlan> Figures { get; init; } = [];

    /// <summary>Runs that are performed at every point of a grid of settings; the run itself need not be one of <see cref="Runs"/>.</summary>
    public IReadOnlyList<SweepPlan> Sweeps { get; init; } = [];

    /// <summary>How often a network is trained: every seed of every run and of every cell of a sweep.</summary>
    public int TrialCount =>
        Runs.Sum(run => run.Repeat) + Sweeps.Sum(sweep => sweep.Cells.Sum(cell => cell.Run.Repeat));

    /// <summary>What the scenario is about, in a sentence for lists; empty for none.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether the numbers depend on rounding so strongly that another machine cannot repeat them.</summary>
    public bool Chaotic { get; init; }

    /// <summary>The settings as canonical JSON, every default filled in; it reads back as the same scenario.</summary>
    /// <remarks>One line, the same bytes for the same settings; empty for a scenario built in a script.</remarks>
    public string EffectiveSettings { get; init; } = "";

    /// <summary>The scenario file as it was read; empty for a scenario built in a script.</summary>
    public ReadOnlyMemory<byte> SourceText { get; init; }

    /// <summary>The files that were read, the scenario's own first; empty for a scenario built in a script.</summary>
    public IReadOnlyList<InputFile> InputFiles { get; init; } = [];
}

/// <summary>A file a scenario was read from.</summary>
/// <param name="Path">The scenario's file name, or the path of a matrix as the scenario writes it.</param>
/// <param name="Sha256">SHA-256 of its bytes, in small hexadecimal digits.</param>
public sealed record InputFile(string Path, string Sha256);

/// <summary>One run, or an ensemble of runs that differ only in their seed.</summary>
/// <param name="Name">Name of its files, unique in the scenario.</param>
/// <param name="Hidden">Widths of the hidden layers, input side first; empty for a shallow network.</param>
/// <param name="Start">The weights to start from.</param>
/// <param name="Learning">The learning rule.</param>
public sealed record RunPlan(string Name, IReadOnlyList<int> Hidden, IStart Start, LearningRule Learning)
{
    /// <summary>Whether every layer adds a bias; only under descent.</summary>
    public bool HasBias { get; init; }

    /// <summary>Applied after linear layers; identity for a linear network. Others only under descent.</summary>
    public Activation Activation { get; init; } = Activation.Identity;

    /// <summary>Which linear layers the activation follows.</summary>
    public ActivationPlacement Placement { get; init; } = ActivationPlacement.Hidden;

    /// <summary>When the run is looked at.</summary>
    public SampleTimes Sample { get; init; } = new SampleTimes.EveryStep();

    /// <summary>The network as it is built for a task.</summary>
    public Architecture ArchitectureFor(LearningTask task) =>
        new(new LayerSizes(task.Moments.Inputs, Hidden, task.Moments.Outputs, HasBias))
        {
            Activation = Activation,
            Placement = Placement,
        };

    /// <summary>W_1(0) … W_L(0) as its start draws them; of an ensemble those of the first seed, unless another is given.</summary>
    /// <param name="task">What is learned.</param>
    /// <param name="seed">Of a start with seeds.</param>
    public IReadOnlyList<Matrix<double>> StartingWeights(LearningTask task, int? seed = null)
    {
        LayerSizes sizes = ArchitectureFor(task).Sizes;
        double[] weights = new double[sizes.Count];
        (Start is ISeededStart seeded && seed is int drawn ? seeded.WithSeed(drawn) : Start).Fill(sizes, weights);
        return new NetworkView(sizes, weights).ToMatrices();
    }

    /// <summary>What is looked at.</summary>
    public IReadOnlyList<Observable> Observe { get; init; } =
    [Observable.Modes, Observable.SingularValues, Observable.Loss];

    /// <summary>What is predicted, and by what.</summary>
    public IReadOnlyList<TheoryPlan> Theories { get; init; } = [];

    /// <summary>Number of seeds, counted up from the start's own; 1 for a single run.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>Whether every seed of an ensemble has files of its own in the results, beside the summary.</summary>
    public bool KeepsSeeds { get; init; } = true;

    /// <summary>Whether it is performed in sweeps only, not by itself.</summary>
    public bool IsOnlySwept { get; init; }

    /// <summary>Whether a divergence is a result of this run like any other, and not the failure of it.</summary>
    public bool MayDiverge { get; init; }

    /// <summary>Whether simulation − theory is split along the ladder of theories, and drawn over time.</summary>
    public BudgetPlan Budget { get; init; } = BudgetPlan.Table;
}

/// <summary>What is written of the error budget of a run with theories.</summary>
public enum BudgetPlan
{
    /// <summary>Nothing, and it is not computed.</summary>
    None,

    /// <summary>Its rows in <c>budget.csv</c> and <c>budget.md</c>.</summary>
    Table,

    /// <summary>These, and the budget of the two strongest modes over time.</summary>
    Figure,
}

/// <summary>One prediction for a run.</summary>
/// <param name="Prediction">The formula and its options.</param>
/// <param name="Name">Its label in columns and legends, unique in the run.</param>
public sealed record TheoryPlan(IPrediction Prediction, string Name)
{
    /// <summary>A prediction under its own name.</summary>
    /// <param name="prediction">The formula and its options.</param>
    public TheoryPlan(IPrediction prediction)
        : this(prediction, prediction.Name) { }

    /// <summary>Largest |simulation − theory| allowed over all observables and times; exceeded means exit code 5.</summary>
    public double? Tolerance { get; init; }
}

/// <summary>What can be watched in a run.</summary>
public enum Observable
{
    /// <summary>Signed strength u_αᵀWv_α of every simple mode; <c>group</c> and <c>block</c> of every degenerate group.</summary>
    Modes,

    /// <summary>Singular values of W(t), descending.</summary>
    SingularValues,

    /// <summary>Excess loss ½ tr[(W − W*)Σ^x(W − W*)ᵀ] over the best linear map, of a linear network down a squared error.</summary>
    Loss,

    /// <summary>The same of the linear map nearest to a network on its items, which is not the loss the network descends.</summary>
    /// <remarks>Of networks with biases or an activation, and under cross-entropy: they are not done where it is 0.</remarks>
    LinearMapLoss,

    /// <summary>Largest drift of an entry of W_{l+1}ᵀW_{l+1} − W_lW_lᵀ from its start.</summary>
    Conserved,

    /// <summary>Largest eigenvalue of the Hessian of the excess loss in all weights, of a linear network of at most 2000.</summary>
    Sharpness,

    /// <summary>Error W − W* along every eigenmode of Σ^x: signed for one output, else its length over the outputs.</summary>
    Eigenmodes,

    /// <summary>Every weight and bias, of a network of at most 64, in the order of its state.</summary>
    Parameters,

    /// <summary>The three largest eigenvalues of that Hessian and the least, of a linear network of at most 256 weights.</summary>
    Curvature,

    /// <summary>Strength |W₁v_α|² of every mode in the first hidden layer; linear networks with one.</summary>
    Hidden,

    /// <summary>Strength |W_Lᵀu_α|² of every mode in the readout; linear networks with a hidden layer.</summary>
    Readout,

    /// <summary>Distance of the neural tangent kernel from its start, by angle and by size; linear networks with a hidden layer.</summary>
    Kernel,

    /// <summary>The entries of the map W(t), of at most 64, beside the other observables.</summary>
    Entries,

    /// <summary>The whole map W(t), in a file of its own.</summary>
    Map,

    /// <summary>The final weights, one file per layer.</summary>
    Weights,
}

/// <summary>A figure asked for in the scenario.</summary>
/// <param name="Name">Name of its files.</param>
/// <param name="Panels">One or more, lettered a, b, … in order.</param>
public sealed record FigurePlan(string Name, IReadOnlyList<PanelPlan> Panels);

/// <summary>One panel of a figure.</summary>
/// <param name="Series">What is drawn.</param>
public sealed record PanelPlan(IReadOnlyList<SeriesPlan> Series)
{
    /// <summary>Title above the panel; empty for none.</summary>
    public string Title { get; init; } = "";

    /// <summary>Whether |simulation − theory| is drawn instead of the curves; every series then names a theory.</summary>
    public bool ShowsDifference { get; init; }

    /// <summary>Whether the loss over the plane of two weights is drawn and the ways of the runs through it; both ranges are given then.</summary>
    public bool ShowsLandscape { get; init; }

    /// <summary>Whether time is drawn on a logarithmic axis.</summary>
    public bool LogarithmicX { get; init; }

    /// <summary>Whether values are drawn on a logarithmic axis.</summary>
    public bool LogarithmicY { get; init; }

    /// <summary>The times that are shown; null for all.</summary>
    public ShownRange? XRange { get; init; }

    /// <summary>The values that are shown; null for as much as the curves need.</summary>
    public ShownRange? YRange { get; init; }
}

/// <summary>The part of an axis that a panel shows, in units of its data.</summary>
/// <param name="From">The lower end; positive on a logarithmic axis.</param>
/// <param name="To">The upper end, above <paramref name="From"/>.</param>
public readonly record struct ShownRange(double From, double To);

/// <summary>One family of curves in a panel, written <c>run/observable</c> or <c>run/observable[1-4,8]@theory</c>.</summary>
/// <param name="Run">Name of a run.</param>
/// <param name="Observable">An observable such as <c>modes</c>, or one column such as <c>mode1</c>.</param>
/// <param name="Theory">Label of a theory of that run; null for the simulation.</param>
public sealed record SeriesPlan(string Run, string Observable, string? Theory)
{
    /// <summary>1-based places in the family <c>modes</c> or <c>singularValues</c>, increasing; null for all of it.</summary>
    /// <remarks>A degenerate group of modes is one curve and has one place.</remarks>
    public IReadOnlyList<int>? Places { get; init; }
}
