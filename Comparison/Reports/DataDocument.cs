using System.Globalization;
using System.Text;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Theory.Spectra;

namespace Dynamics.Comparison.Reports;

/// <summary>What the items of a task are like, for people.</summary>
/// <remarks>Numbers that are nothing but rounding are called so: the text must be the same on every machine.</remarks>
public static class DataDocument
{
    /// <summary>Name of the file in a result folder.</summary>
    public const string FileName = "data.md";

    /// <summary>Name of the file of singular values in a result folder.</summary>
    public const string SpectrumFile = "spectrum.csv";

    // Largest |Σ^x − 1| that is rounding.
    private const double Rounding = 1e-12;

    /// <summary>The document.</summary>
    /// <param name="task">A task of items.</param>
    /// <param name="spectrum">Its spectrum.</param>
    /// <param name="withBias">Whether a network that learns it has biases.</param>
    /// <exception cref="ArgumentException">The task has no items.</exception>
    public static string Markdown(LearningTask task, TaskSpectrum spectrum, bool withBias = false)
    {
        DataSet items = task.Items ?? throw new ArgumentException("The task must have items.", nameof(task));
        StringBuilder text = new("# The data\n\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"{items.Count} items, {items.InputWidth} inputs, {items.TargetWidth} outputs. "
        );
        if (task.IsQuadratic)
        {
            text.Append("They were made for the quadratic ½wᵀAw − bᵀw: on them Σ^x = A and Σ^yx = bᵀ. ");
        }
        text.Append(Preprocessed(task.Preprocessing));
        text.Append(
                task.Convention == MomentConvention.Mean
                    ? "Moments are means over items: Σ^x = XXᵀ/N, Σ^yx = YXᵀ/N.\n\n"
                    : "Moments are sums over items: Σ^x = XXᵀ, Σ^yx = YXᵀ.\n\n"
            )
            .Append(Inputs(task, items))
            .Append('\n')
            .Append(ConditionNote.Of(task))
            .Append(withBias ? ConditionNote.WithConstant(task) : "");
        if (task.ContradictsWhiteInputs)
        {
            text.Append("\n**The scenario asserts Σ^x = 1, which does not hold.** Theories get Σ^x as it is.\n");
        }
        if (spectrum.Expected is DiffuseTreeSpectrum tree)
        {
            AppendTree(text, tree, spectrum);
        }
        if (NoHierarchy(spectrum) is string warning)
        {
            text.Append("\n**").Append(warning).Append("**\n");
        }
        text.Append('\n').Append("All singular values are in ").Append(SpectrumFile).Append(".\n");
        return text.ToString();
    }

    /// <summary>A sentence about data of a tree in which there is no hierarchy to be learned; null for all others.</summary>
    public static string? NoHierarchy(TaskSpectrum spectrum)
    {
        if (spectrum.Expected is not { HasHierarchy: false } tree)
        {
            return null;
        }
        if (tree.Items == 1)
        {
            return "These data have no hierarchy: a tree that does not branch has one item only.";
        }
        var noise = new MarchenkoPastur(rows: spectrum.Features, columns: tree.Items);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"These data have no hierarchy: with a flip probability of {tree.FlipProbability} every feature of every item "
                + $"is a coin of its own. Their singular values are those of noise, between {Number(noise.SmallestSingularValue)} and "
                + $"{Number(noise.LargestSingularValue)} for {spectrum.Features} × {tree.Items} (Marchenko–Pastur); here they go from "
                + $"{Number(spectrum.Sampled[^1])} to {Number(spectrum.Sampled[0])}. Choose a flip probability below 0.5, such as 0.1."
        );
    }

    private static string Inputs(LearningTask task, DataSet items)
    {
        string kind = items.IsOneHot ? "Inputs are one-hot" : "Inputs are not one-hot";
        return task.WhitenessDefect == 0 ? $"{kind}: Σ^x = 1 exactly."
            : task.WhitenessDefect <= Rounding ? $"{kind}, and white: Σ^x = 1 up to rounding."
            : $"{kind}{(items.IsOneHot ? ", and Σ^x is diagonal" : "")}: the largest |Σ^x − 1| is {Number(task.WhitenessDefect)}.";
    }

    private static string Preprocessed(Preprocessing kind) =>
        kind switch
        {
            Preprocessing.Centred => "Inputs were centred. ",
            Preprocessing.Standardised => "Inputs were standardised, to averages 0 and variances 1. ",
            Preprocessing.PcaWhitened => "Inputs were whitened: they are principal components of variance 1. ",
            Preprocessing.ZcaWhitened => "Inputs were whitened by the inverse root of their covariance. ",
            _ => "",
        };

    private static void AppendTree(StringBuilder text, DiffuseTreeSpectrum tree, TaskSpectrum spectrum)
    {
        text.Append("\n# The tree they were drawn from\n\n")
            .Append(
                CultureInfo.InvariantCulture,
                $"Branching b = {tree.Branching}, depth D = {tree.Depth}, flip probability ε = {tree.FlipProbability}, "
            )
            .Append(CultureInfo.InvariantCulture, $"F = {spectrum.Features} features, N = {tree.Items} items.\n\n");
        ErrorDocuments.AppendMarkdown(
            text,
            ["level", "multiplicity", "expected λ of YYᵀ/F", "expected s = √(Fλ)", "sampled s, mean", "difference"]
        );
        ErrorDocuments.AppendMarkdown(text, ["---", .. Enumerable.Repeat("---:", 5)]);
        foreach (SpectrumLevel level in spectrum.Levels())
        {
            ErrorDocuments.AppendMarkdown(
                text,
                [
                    string.Join(", ", level.Heights.Select(Name)),
                    level.Multiplicity.ToString(CultureInfo.InvariantCulture),
                    Number(level.Eigenvalue),
                    Number(level.SingularValue),
                    Number(level.Sampled),
                    Difference(level),
                ]
            );
        }
        text.Append(
                "\nThe expectation is exact for infinitely many features; sampled singular values are taken to levels "
            )
            .Append("in descending order, and spread within one the more the larger N/F.\n");
    }

    private static string Name(int? height) =>
        height is int nodes ? string.Create(CultureInfo.InvariantCulture, $"height {nodes}") : "what all items share";

    private static string Difference(SpectrumLevel level)
    {
        if (level.SingularValue == 0)
        {
            return "";
        }
        double percent = 100 * (level.Sampled - level.SingularValue) / level.SingularValue;
        string digits = Math.Abs(percent).ToString("0.00", CultureInfo.InvariantCulture);
        string sign =
            digits == "0.00" ? ""
            : percent < 0 ? "−"
            : "+";
        return $"{sign}{digits} %";
    }

    private static string Number(double value) => ErrorDocuments.Plain.Write(value);
}
