using System.Globalization;

namespace Dynamics.Comparison.Predictions;

/// <summary>What a formula claims about its own truth; the later, the weaker.</summary>
public enum Standing
{
    /// <summary>A theorem, where its assumptions hold.</summary>
    Exact,

    /// <summary>Not a formula: the same equations integrated, with a stated error.</summary>
    Numerical,

    /// <summary>True in a limit that is named in the assumptions.</summary>
    Asymptotic,

    /// <summary>A reasoned estimate without a limit in which it is known to be true.</summary>
    Heuristic,
}

/// <summary>How exact a theory is for the run at hand: its standing, the error it states, and whether all its assumptions hold.</summary>
/// <remarks>
/// It is written the same everywhere: <c>exact; holds</c>, <c>numerical 1e-10; holds</c>, <c>asymptotic; fails</c>. A theory that is
/// exact or numerical and holds may be wrong by no more than rounding, or the stated error; an asymptotic or heuristic one states
/// no bound.
/// </remarks>
/// <param name="Standing">What the theory claims.</param>
/// <param name="StatedError">Of a numerical one: the largest |error| of a curve over the largest magnitude of its observable; else null.</param>
/// <param name="Holds">Whether the run satisfies every assumption; of an ensemble, every seed.</param>
public sealed record Validity(Standing Standing, double? StatedError, bool Holds)
{
    /// <summary>The standing and the stated error, such as "exact" or "numerical 1e-10".</summary>
    public string Claim => StatedError is double error ? $"{Word} {UpToPowerOfTen(error)}" : Word;

    /// <summary>The standing in one word, such as "exact".</summary>
    public string Word => Standing.ToString().ToLowerInvariant();

    /// <summary>The word of a legend: the standing where all holds, else "assumptions fail".</summary>
    public string Legend => Holds ? Word : "assumptions fail";

    /// <summary>The weakest of several: the weakest standing, the largest stated error, and whether all hold.</summary>
    /// <param name="all">One or more.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Validity Weakest(IReadOnlyCollection<Validity> all)
    {
        if (all.Count == 0)
        {
            throw new ArgumentException("There must be at least one validity, but there is none.", nameof(all));
        }
        Standing standing = all.Max(one => one.Standing);
        return new Validity(
            standing,
            standing == Standing.Numerical ? all.Max(one => one.StatedError) : null,
            all.All(one => one.Holds)
        );
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Claim}; {(Holds ? "holds" : "fails")}";

    // Rounded up to a power of ten: the digits of an estimated error differ from machine to machine, and a bound is never understated.
    private static string UpToPowerOfTen(double error) =>
        error > 0 && double.IsFinite(error)
            ? string.Create(CultureInfo.InvariantCulture, $"1e{(int)Math.Ceiling(Math.Log10(error) - 1e-9)}")
            : error.ToString(CultureInfo.InvariantCulture);
}
