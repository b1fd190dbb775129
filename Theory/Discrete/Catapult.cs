using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Discrete;

/// <summary>A two-layer linear network of width n on one item of target 0, under full-batch descent at large rates: exact.</summary>
/// <remarks>
/// f = v·w/√n on the loss ½f², with the tangent kernel Λ = (|v|² + |w|²)/n: f' = f(1 − ηΛ + η²f²/n),
/// Λ' = Λ + (ηf²/n)(ηΛ − 4). It is <see cref="LayerPair"/> with u = √n f, K = nΛ, s = 0, d = 1 and the rate η/n.
/// Source: Lewkowycz, Bahri, Dyer, Sohl-Dickstein and Gur-Ari, The large learning rate phase of deep learning: the catapult
/// mechanism, arXiv:2003.02218.
/// </remarks>
/// <param name="Output">f.</param>
/// <param name="Kernel">Λ ≥ 2|f|/√n.</param>
public readonly record struct Catapult(double Output, double Kernel)
{
    /// <summary>The state of given weights.</summary>
    /// <param name="first">v, one entry per hidden unit.</param>
    /// <param name="second">w, one entry per hidden unit.</param>
    /// <exception cref="ArgumentException">There is no hidden unit, or the lengths differ.</exception>
    public static Catapult Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Require.AtLeast(1, first.Length, "The width n", nameof(first));
        LayerPair pair = LayerPair.Of(first, second);
        return new(pair.Strength / Math.Sqrt(first.Length), pair.Size / first.Length);
    }

    /// <summary>The state one step later.</summary>
    /// <param name="learningRate">η &gt; 0.</param>
    /// <param name="width">n ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public Catapult Next(double learningRate, int width)
    {
        Require.Positive(learningRate, "The learning rate η", nameof(learningRate));
        Require.AtLeast(1, width, "The width n", nameof(width));
        double root = Math.Sqrt(width);
        LayerPair next = new LayerPair(root * Output, width * Kernel).Next(0, 1, learningRate / width);
        return new(next.Strength / root, next.Size / width);
    }

    /// <summary>What descent does from here, for f²/n small against Λ, as it is in a wide network.</summary>
    /// <param name="learningRate">η &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">η is not finite and positive.</exception>
    public CatapultRegime RegimeAt(double learningRate) =>
        (Require.Positive(learningRate, "The learning rate η", nameof(learningRate)) * Kernel) switch
        {
            < 2 => CatapultRegime.Monotone,
            < 4 => CatapultRegime.Catapult,
            _ => CatapultRegime.Divergent,
        };
}

/// <summary>What large-rate descent does, by ηΛ at the start.</summary>
public enum CatapultRegime
{
    /// <summary>ηΛ &lt; 2: |f| shrinks from the first step on, and Λ hardly moves.</summary>
    Monotone,

    /// <summary>2 ≤ ηΛ &lt; 4: |f| grows until f² is of order n, which brings Λ below 2/η, where it converges: a flatter optimum.</summary>
    Catapult,

    /// <summary>ηΛ ≥ 4: |f| and Λ both grow without end.</summary>
    Divergent,
}
