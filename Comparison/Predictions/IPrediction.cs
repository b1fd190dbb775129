using Dynamics.Comparison.Scenarios;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Predictions;

/// <summary>Anything that says, before a run, what its observables will be at given times.</summary>
/// <remarks>
/// Implement this for a closed form of your own and put it into a run's theories: it is drawn over the simulation, goes
/// into the error table and can be the truth of a convergence study.
/// </remarks>
public interface IPrediction
{
    /// <summary>Short name, used in column names such as <c>mode1@balanced</c>.</summary>
    string Name { get; }

    /// <summary>What a figure's legend calls it, in rich-text notation: <c>theory, *a*(0) = 0.001</c>.</summary>
    string Legend => Name;

    /// <summary>Whether it is made of the modes of Σ^yx, and so needs a Σ^yx that is not zero.</summary>
    bool NeedsModes => false;

    /// <summary>Works out the prediction for one run, or says why there is none.</summary>
    /// <remarks>
    /// Called once per seed, perhaps from several threads at once: keep what belongs to one run in the forecast, whose curves
    /// are asked by one thread at a time.
    /// </remarks>
    Forecast Predict(PredictionContext context);
}

/// <summary>What a prediction may know: the task, the starting weights, the network and the learning rule; never a run.</summary>
/// <param name="Task">Σ^x, Σ^yx and their singular modes.</param>
/// <param name="StartingWeights">W_1(0) … W_L(0), input side first; copies.</param>
/// <param name="Architecture">The network.</param>
/// <param name="Learning">How its weights are moved.</param>
public sealed record PredictionContext(
    LearningTask Task,
    IReadOnlyList<Matrix<double>> StartingWeights,
    Architecture Architecture,
    LearningRule Learning
)
{
    /// <summary>L, the number of weight matrices.</summary>
    public int Depth => StartingWeights.Count;

    /// <summary>The forecast of a prediction for this run; where it does not apply, its reason names what does.</summary>
    public Forecast Of(IPrediction prediction) =>
        prediction.NeedsModes && Task.Modes.Count == 0
            ? new Forecast.None(
                "It is made of the modes of Σ^yx, which is zero here (optimum 0). "
                    + (
                        Depth == 1
                            ? "The theories \"quadratic\", \"shallow\", \"shallowDescent\" and \"endToEnd\" need no modes."
                            : "The theory \"endToEnd\" needs no modes."
                    )
            )
            : CorrelatedInputs.WithRemedy(Ask(prediction), this);

    /// <summary>What the run looks at: a prediction need not work out, beyond modes, singular values and loss, what nobody asks for.</summary>
    public IReadOnlyCollection<Observable> Observe { get; init; } = [];

    /// <summary>Cancelled when nobody waits for the answer any more: long work, also that of the curves, may then end with an
    /// <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Interruption { get; init; }

    // Numbers of a task or start that a formula cannot take are no reason to give up the run and its other theories.
    private Forecast Ask(IPrediction prediction)
    {
        try
        {
            return prediction.Predict(this);
        }
        catch (ArgumentOutOfRangeException problem)
        {
            return new Forecast.None($"This run is outside the range of its formula. {Display.Sentence(problem)}");
        }
    }
}

/// <summary>Something a formula needs, and whether the run at hand gives it.</summary>
/// <param name="Statement">What must hold, such as "W₁W₁ᵀ = W₂ᵀW₂ (balanced weights)".</param>
/// <param name="Holds">Whether it does for this run.</param>
/// <param name="Measured">The numbers that say so, such as "largest difference 0.53".</param>
public sealed record Assumption(string Statement, bool Holds, string Measured);

/// <summary>Curves with their validity, or the reason why there are none.</summary>
public abstract record Forecast
{
    private Forecast() { }

    /// <summary>No curve: the reason is shown to the user in place of it.</summary>
    /// <param name="Because">A sentence, such as "Σ^x and Σ^yx do not share their input directions".</param>
    public sealed record None(string Because) : Forecast;

    /// <summary>Curves of named observables, known at every time t ≥ 0.</summary>
    /// <param name="Standing">What the formula claims.</param>
    /// <param name="Assumptions">What it needs; those that fail are printed beside the curve.</param>
    /// <param name="Observables">Column names such as <c>mode1</c>, <c>group3-4</c>, <c>loss</c>.</param>
    /// <param name="At">Writes the value of every observable at one time, in the order of the names.</param>
    public sealed record Curves(
        Standing Standing,
        IReadOnlyList<Assumption> Assumptions,
        IReadOnlyList<string> Observables,
        CurveEvaluator At
    ) : Forecast
    {
        /// <summary>The last time the theory speaks of: beyond it nothing is drawn or compared.</summary>
        public double Until { get; init; } = double.PositiveInfinity;

        /// <summary>Of a numerical theory: the largest |error| of a curve over the largest magnitude of its observable; else null.</summary>
        public double? StatedError { get; init; }

        /// <summary>How exact the curves are for the run at hand.</summary>
        public Validity Validity => new(Standing, StatedError, Assumptions.All(assumption => assumption.Holds));
    }
}

/// <summary>Writes the value of every observable at one time.</summary>
/// <param name="time">t, not negative.</param>
/// <param name="values">One place per observable.</param>
public delegate void CurveEvaluator(double time, Span<double> values);
