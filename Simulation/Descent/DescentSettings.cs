namespace Dynamics.Simulation.Descent;

/// <summary>Gradient descent as a learning rule: full batch, mini-batch or item by item.</summary>
/// <param name="Rate">Learning rate η; positive and finite.</param>
/// <param name="Epochs">Passes over all items; not negative.</param>
/// <param name="Batch">Items per update, 1 to N; a short last batch is the mean over what is left.</param>
/// <param name="Loss">What is descended.</param>
/// <param name="Order">Which item comes when.</param>
public sealed record DescentSettings(double Rate, int Epochs, int Batch, Loss Loss, ItemOrder Order) : LearningRule
{
    /// <inheritdoc/>
    public override double End => Epochs;

    /// <summary>How the rate changes from epoch to epoch.</summary>
    public RateSchedule Schedule { get; init; } = new RateSchedule.Constant();

    /// <summary>Whether every update learns from every item once, so that no order matters.</summary>
    /// <param name="items">N.</param>
    public bool IsFullBatch(int items) => Batch == items && Order is not ItemOrder.Drawn;

    /// <summary>How gradients become steps.</summary>
    public Optimiser Optimiser { get; init; } = new Optimiser.Plain();

    /// <summary>γ of ½γ|θ|², added to the loss of every batch: the gradient gets γθ. Biases too, as PyTorch's weight_decay.</summary>
    public double WeightDecay { get; init; }

    /// <summary>
    /// ρ of the moving average θ̄ ← ρθ̄ + (1 − ρ)θ after every update, from θ̄ = θ at the start, at which the run is then looked at;
    /// 0 for the weights themselves.
    /// </summary>
    public double Averaging { get; init; }

    /// <summary>The learning rate of one epoch.</summary>
    /// <param name="epoch">0-based.</param>
    public double RateIn(int epoch) =>
        Schedule switch
        {
            RateSchedule.Constant => Rate,
            RateSchedule.Stepwise stepwise => Rate * Math.Pow(stepwise.Factor, epoch / stepwise.Every),
            RateSchedule.Cosine cosine => cosine.Final
                + (Rate - cosine.Final) * (1 + Math.Cos(Math.PI * epoch / Epochs)) / 2,
            RateSchedule.Inverse inverse => Rate / (1 + epoch / inverse.HalfAt),
            _ => throw new NotSupportedException($"There is no rule for {Schedule}."),
        };
}

/// <summary>A loss of a batch: a mean over its items.</summary>
public enum Loss
{
    /// <summary>Mean over items and outputs of (ŷ − y)², PyTorch's MSELoss.</summary>
    MeanSquared,

    /// <summary>Mean over items of ½|ŷ − y|², the flow's.</summary>
    HalfSquared,

    /// <summary>Mean over items of −Σ y ln softmax(ŷ), for one-hot targets, PyTorch's CrossEntropyLoss.</summary>
    CrossEntropy,
}

/// <summary>Which item comes when.</summary>
public abstract record ItemOrder
{
    private ItemOrder() { }

    /// <summary>The order for another member of an ensemble: where items are drawn, drawn from another seed, otherwise the same.</summary>
    /// <param name="shift">Added to the seed, which begins again at the lowest beyond the highest.</param>
    public ItemOrder WithSeedShift(int shift) => this is Drawn drawn ? new Drawn(unchecked(drawn.Seed + shift)) : this;

    /// <summary>0, 1, … N − 1 in every epoch.</summary>
    public sealed record InTurn : ItemOrder;

    /// <summary>A fresh shuffle in every epoch, Fisher–Yates on the stream (seed, "shuffle", epoch).</summary>
    /// <param name="Seed">Any integer.</param>
    public sealed record Shuffled(int Seed) : ItemOrder;

    /// <summary>Drawn with replacement, every item of every update for itself, from the stream (seed, "draw", epoch).</summary>
    /// <remarks>An epoch has as many updates as any other, so that items are met once on average.</remarks>
    /// <param name="Seed">Any integer.</param>
    public sealed record Drawn(int Seed) : ItemOrder;

    /// <summary>Given, one permutation of 0 … N − 1 per epoch.</summary>
    /// <param name="Epochs">At least as many as the descent has.</param>
    public sealed record Given(IReadOnlyList<int[]> Epochs) : ItemOrder;
}

/// <summary>How the learning rate changes; constant within an epoch.</summary>
public abstract record RateSchedule
{
    private RateSchedule() { }

    /// <summary>η.</summary>
    public sealed record Constant : RateSchedule;

    /// <summary>η·Factor^⌊epoch/Every⌋.</summary>
    /// <param name="Every">Epochs; positive.</param>
    /// <param name="Factor">Positive and finite.</param>
    public sealed record Stepwise(int Every, double Factor) : RateSchedule;

    /// <summary>From η to Final along half a cosine over all epochs.</summary>
    /// <param name="Final">Rate after the last epoch; finite and not negative.</param>
    public sealed record Cosine(double Final) : RateSchedule;

    /// <summary>η/(1 + epoch/HalfAt): half of η after HalfAt epochs.</summary>
    /// <param name="HalfAt">Epochs; positive and finite.</param>
    public sealed record Inverse(double HalfAt) : RateSchedule;
}
