using System.Numerics;
using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Observation;

namespace Dynamics.Comparison.Reports;

/// <summary>Which colour every curve of a panel has, and which curves have labels and guides.</summary>
/// <remarks>
/// Up to seven curves of a family have colours that are told apart, by their numbers where that keeps them distinct, so that a
/// mode has one colour everywhere. More have the colours of an order, and labels at 1 to 4, 8, 16, … and the last.
/// </remarks>
internal sealed class CurveColours
{
    private const int LabelledInTurn = 4;
    private const int CrowdedFrom = 24;

    // How much of white the darkest colour of a sequence takes where darker dashes lie on it; the lightest takes none.
    private const double PalestUnderTheory = 0.45;

    private readonly Dictionary<string, (Colour Colour, Colour UnderTheory, bool IsLabelled)> looks = new(
        StringComparer.Ordinal
    );

    /// <param name="columns">All columns drawn in the panel, by whichever run or theory.</param>
    public CurveColours(IEnumerable<string> columns)
    {
        foreach (IGrouping<string, string> family in columns.Distinct(StringComparer.Ordinal).GroupBy(FamilyOf))
        {
            // Stable: columns without a number keep their order.
            string[] ordered = [.. family.OrderBy(ObservedColumns.ModeNumber)];
            bool isSequence = ordered.Length > OkabeIto.CurveCount;
            bool byNumber =
                ordered.DistinctBy(column => ObservedColumns.ModeNumber(column) % OkabeIto.CurveCount).Count()
                == ordered.Length;
            for (int place = 0; place < ordered.Length; place++)
            {
                double fraction = isSequence ? (double)place / (ordered.Length - 1) : 1;
                Colour colour =
                    isSequence ? Viridis.At(fraction)
                    : byNumber ? OkabeIto.Curve(ObservedColumns.ModeNumber(ordered[place]))
                    : OkabeIto.Curve(place);
                looks[ordered[place]] = (
                    colour,
                    colour.Lighter(PalestUnderTheory * (1 - fraction)),
                    !isSequence || IsLandmark(place + 1, ordered.Length)
                );
            }
        }
    }

    /// <summary>Whether there are so many curves that thick ones would be one patch.</summary>
    public bool IsCrowded => looks.Count > CrowdedFrom;

    /// <summary>The colour of a curve.</summary>
    public Colour Of(string column) => looks[column].Colour;

    /// <summary>The colour of a simulation on which a theory is drawn, darker, and must be seen.</summary>
    public Colour UnderTheory(string column) => looks[column].UnderTheory;

    /// <summary>Whether a curve has its own name at its end: one of several of layers or entries, which tend to nothing that has a name.</summary>
    public bool IsNamed(string column) => looks.Count > 1 && IsLabelled(column) && CurveLabels.NeedsName(column);

    /// <summary>Whether a curve is labelled; its neighbours in a sequence are known by the order of the colours.</summary>
    public bool IsLabelled(string column) => looks[column].IsLabelled;

    /// <summary>Curves of one family are told apart by their colours; so are the single ones.</summary>
    private static string FamilyOf(string column) =>
        ColumnFamily.Of(column) is { IsOneColumn: false } family ? family.Name : "";

    private static bool IsLandmark(int place, int count) =>
        place <= LabelledInTurn || place == count || BitOperations.IsPow2(place);
}
