using System.Globalization;
using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Chains;

/// <summary>Names what a learning rate does to a balanced chain, by following its exact map.</summary>
/// <remarks>
/// Of a start that is balanced exactly, and so stays balanced: layers that differ move across the map as well, where a cycle or chaos
/// need not be stable. Names of what does not end within 100 000 epochs beyond those given are those of what it did until then.
/// </remarks>
public static class RateJudge
{
    private const int Horizon = 100_000; // epochs beyond those given, after which an approach is taken to be one
    private const int Transient = 5_000;
    private const int Averaged = 20_000;
    private const double Settled = 1e-9; // relative distance from the target, or multiplier, that is none
    private const int LongestPeriod = 64;

    // Of the mean over 20 000 epochs: cycles have negative exponents, and chaos is seldom weaker than this.
    private const double Chaos = 1e-3;

    /// <summary>The regime of a rate, named as <see cref="RateRegime"/> says.</summary>
    /// <param name="chain">The chain and its start.</param>
    /// <param name="learningRate">η &gt; 0.</param>
    /// <param name="epochs">Epochs given, ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public static RateVerdict Judge(ChainDescent chain, double learningRate, int epochs)
    {
        Require.AtLeast(1, epochs, "The number of epochs", nameof(epochs));
        ChainMap map = chain.At(learningRate);
        double multiplier = chain.MultiplierAt(learningRate);
        RateVerdict verdict = new(
            RateRegime.Slow,
            "",
            multiplier,
            learningRate / chain.CriticalRate,
            chain.EpochsTo(0.9, learningRate, epochs)
        );
        Walk walk = Follow(chain, map, epochs);
        string optimum =
            $"the multiplier at the optimum is {Text(multiplier)}, as the rate is {Text(verdict.PartOfCritical)} of the critical {Text(chain.CriticalRate)}";
        return walk switch
        {
            { EscapedAt: { } epoch } => Named(
                RateRegime.Divergent,
                $"From epoch {epoch} on every step leads farther out; {optimum}."
            ),
            { StuckAt: { } epoch } => Named(
                RateRegime.Stuck,
                $"In epoch {epoch} the layers are thrown across 0, and an odd number of negative ones only creeps back to the saddle there; {optimum}."
            ),
            _ when multiplier < -1 && walk.HasRisen => Repelled(verdict, map, walk.Layer, optimum),
            _ when verdict.EpochsToNinety is null && walk.Progress < 0.1 => Named(
                RateRegime.TooSmall,
                $"After {epochs} epochs {Text(100 * walk.Progress)} % of the way is done; {optimum}."
            ),
            _ when multiplier < -Settled || walk.HasCrossed => Named(
                RateRegime.Oscillating,
                $"The strength {(walk.HasCrossed ? "crosses" : "will cross")} its target and {Arrival(verdict)}; {optimum}."
            ),
            _ => Paced(verdict, chain, epochs, optimum),
        };

        RateVerdict Named(RateRegime regime, string because) => verdict with { Regime = regime, Because = because };
    }

    private static RateVerdict Paced(RateVerdict verdict, ChainDescent chain, int epochs, string optimum)
    {
        double half = chain.CriticalRate / 2;
        int? fastest = chain.EpochsTo(0.9, half, epochs);
        bool isRight =
            verdict.EpochsToNinety is { } taken && (fastest is not { } least || taken <= 2 * Math.Max(1, least));
        string best = fastest is { } n
            ? $"half the critical rate, the fastest without overshoot, takes {n}"
            : $"half the critical rate is not there after {epochs} either";
        return verdict with
        {
            Regime = isRight ? RateRegime.JustRight : RateRegime.Slow,
            Because = $"The strength {Arrival(verdict)}, and {best}; {optimum}.",
        };
    }

    private static RateVerdict Repelled(RateVerdict verdict, ChainMap map, double layer, string optimum)
    {
        for (int epoch = 0; epoch < Transient; epoch++)
        {
            layer = map.Next(layer);
        }
        double first = layer;
        int? period = null;
        double sum = 0;
        for (int epoch = 1; epoch <= Averaged; epoch++)
        {
            sum += Math.Log(Math.Abs(map.Slope(layer)));
            layer = map.Next(layer);
            bool isBack = epoch <= LongestPeriod && Math.Abs(layer - first) <= 1e-9 * Math.Abs(first);
            period ??= isBack ? epoch : null;
        }
        double exponent = sum / Averaged;
        bool isChaotic = period is null && exponent > Chaos;
        string how =
            isChaotic ? $"neighbours part by e^{Text(exponent)} per epoch"
            : period is { } n ? $"the strength repeats itself every {n} epochs"
            : $"neighbours close in by e^{Text(exponent)} per epoch";
        return verdict with
        {
            Regime = isChaotic ? RateRegime.Chaotic : RateRegime.Periodic,
            Because = $"The optimum repels but the strength stays bounded, and {how}; {optimum}.",
            LyapunovExponent = exponent,
            Period = period,
        };
    }

    private static Walk Follow(ChainDescent chain, ChainMap map, int epochs)
    {
        double layer = chain.InitialLayer;
        double start = map.StrengthOf(layer);
        double way = chain.Target - start;
        bool attracts = Math.Abs(chain.MultiplierAt(map.Rate)) < 1;
        Walk walk = new(layer, Progress: 0);
        for (int epoch = 0; epoch < epochs + Horizon; epoch++)
        {
            if (map.Escapes(layer))
            {
                return walk with { EscapedAt = epoch };
            }
            if (map.IsStuck(layer))
            {
                return walk with { StuckAt = epoch };
            }
            double strength = map.StrengthOf(layer);
            bool isThere = Math.Abs(strength - chain.Target) <= Settled * chain.Target;
            bool isAcross = !isThere && way * (chain.Target - strength) < 0;
            walk = walk with
            {
                Layer = layer,
                Progress = epoch <= epochs && way != 0 ? (strength - start) / way : walk.Progress,
                HasCrossed = walk.HasCrossed || isAcross,
                HasRisen = walk.HasRisen || strength >= chain.Target / 2,
            };
            if (isThere && attracts)
            {
                return walk;
            }
            layer = map.Next(layer);
        }
        return walk;
    }

    private static string Arrival(RateVerdict verdict) =>
        verdict.EpochsToNinety is { } epochs
            ? $"is within 10 % of the target after {epochs} epochs"
            : "is not within 10 % of the target in the epochs given";

    private static string Text(double value) => value.ToString("g4", CultureInfo.InvariantCulture);

    private readonly record struct Walk(
        double Layer,
        double Progress,
        bool HasCrossed = false,
        bool HasRisen = false,
        int? EscapedAt = null,
        int? StuckAt = null
    );
}
