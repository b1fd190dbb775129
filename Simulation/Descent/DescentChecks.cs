using Dynamics.Simulation.Data;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;

namespace Dynamics.Simulation.Descent;

/// <summary>What must hold of network, data and settings before the first update.</summary>
internal static class DescentChecks
{
    /// <exception cref="ArgumentException">Something does not hold; the message says what.</exception>
    internal static void Check(Architecture architecture, DataSet data, DescentSettings settings)
    {
        CheckWidths(architecture.Sizes, data);
        Require(
            settings.Rate > 0 && double.IsFinite(settings.Rate),
            nameof(settings),
            $"The learning rate must be positive and finite, but is {settings.Rate}."
        );
        Require(
            settings.Epochs >= 0,
            nameof(settings),
            $"The number of epochs must not be negative, but is {settings.Epochs}."
        );
        Require(
            settings.Batch >= 1 && settings.Batch <= data.Count,
            nameof(settings),
            $"A batch must have 1 to {data.Count} items, as many as there are, but has {settings.Batch}."
        );
        CheckSchedule(settings.Schedule);
        OptimiserChecks.Check(architecture.Sizes, settings);
        if (settings.Order is ItemOrder.Given given)
        {
            CheckOrder(given.Epochs, settings.Epochs, data.Count);
        }
        if (settings.Loss == Loss.CrossEntropy)
        {
            CheckOneHotTargets(data);
        }
    }

    /// <exception cref="ArgumentException">The network does not fit the items.</exception>
    internal static void CheckWidths(LayerSizes sizes, DataSet data) =>
        Require(
            sizes.Inputs == data.InputWidth && sizes.Outputs == data.TargetWidth,
            nameof(sizes),
            $"The network has {sizes.Inputs} inputs and {sizes.Outputs} outputs, but the items have "
                + $"{data.InputWidth} and {data.TargetWidth}."
        );

    /// <exception cref="ArgumentException">Something does not hold; the message says what.</exception>
    internal static void CheckStart(LayerSizes sizes, DescentState from, int epochs)
    {
        Require(
            from.Weights.Length == sizes.Count,
            nameof(from),
            $"The network has {sizes.Count} weights and biases, but {from.Weights.Length} were given."
        );
        Require(
            from.Epoch >= 0 && from.Epoch <= epochs,
            nameof(from),
            $"The state must be of an epoch from 0 to {epochs}, but is of epoch {from.Epoch}."
        );
        int bad = NonFinite.First(from.Weights);
        Require(
            bad < 0,
            nameof(from),
            $"The start must be finite, but entry {bad} is {(bad < 0 ? 0 : from.Weights[bad])}."
        );
    }

    /// <exception cref="ArgumentException">The state is of another optimiser; the message says what is missing.</exception>
    internal static void CheckMemories(DescentState from, int memory, int averaged)
    {
        RequireLength("memory of the optimiser", from, from.Memory, memory);
        RequireLength("averaged weights", from, from.Averaged, averaged);
    }

    private static void RequireLength(string what, DescentState from, double[] given, int count)
    {
        Require(
            given.Length == count || (from.Epoch == 0 && given.Length == 0),
            nameof(from),
            $"The {what} must be {count} numbers, but {given.Length} were given. Go on with the settings the state was saved with."
        );
        Require(NonFinite.First(given) < 0, nameof(from), $"The {what} must be finite.");
    }

    private static void CheckSchedule(RateSchedule schedule)
    {
        switch (schedule)
        {
            case RateSchedule.Stepwise stepwise:
                Require(
                    stepwise.Every > 0,
                    nameof(schedule),
                    $"The rate must step every 1 or more epochs, but is to every {stepwise.Every}."
                );
                Require(
                    stepwise.Factor > 0 && double.IsFinite(stepwise.Factor),
                    nameof(schedule),
                    $"The factor of the rate must be positive and finite, but is {stepwise.Factor}."
                );
                break;
            case RateSchedule.Cosine cosine:
                Require(
                    cosine.Final >= 0 && double.IsFinite(cosine.Final),
                    nameof(schedule),
                    $"The final rate must be finite and not negative, but is {cosine.Final}."
                );
                break;
            case RateSchedule.Inverse inverse:
                Require(
                    inverse.HalfAt > 0 && double.IsFinite(inverse.HalfAt),
                    nameof(schedule),
                    $"The epoch of half the rate must be positive and finite, but is {inverse.HalfAt}."
                );
                break;
            default:
                break;
        }
    }

    private static void CheckOrder(IReadOnlyList<int[]> order, int epochs, int items)
    {
        Require(
            order.Count >= epochs,
            nameof(order),
            $"The order must have one row for each of {epochs} epochs, but has {order.Count}."
        );
        int[] epochOf = new int[items]; // the last row, 1-based, that each item was seen in
        for (int row = 0; row < order.Count; row++)
        {
            foreach (int item in order[row])
            {
                if (item < 0 || item >= items)
                {
                    throw new ArgumentException(
                        $"The order of epoch {row} names item {item}, but items are 0 to {items - 1}.",
                        nameof(order)
                    );
                }
                if (epochOf[item] == row + 1)
                {
                    throw new ArgumentException($"The order of epoch {row} names item {item} twice.", nameof(order));
                }
                epochOf[item] = row + 1;
            }
            int missing = Array.FindIndex(epochOf, seen => seen != row + 1);
            Require(missing < 0, nameof(order), $"The order of epoch {row} leaves out item {missing}.");
        }
    }

    private static void CheckOneHotTargets(DataSet data)
    {
        for (int item = 0; item < data.Count; item++)
        {
            ReadOnlySpan<double> target = data.Targets.Span.Slice(item * data.TargetWidth, data.TargetWidth);
            Require(
                target.Count(1.0) == 1 && target.Count(0.0) == target.Length - 1,
                nameof(data),
                $"Cross-entropy needs targets with one 1 and otherwise 0, but that of item {item} is not so."
            );
        }
    }

    /// <exception cref="ArgumentException">It does not hold.</exception>
    internal static void Require(bool holds, string parameter, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message, parameter);
        }
    }
}
