using System.Text.Json.Nodes;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation.Data;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>Tasks of items: given, grown on a tree, or labelled by a teacher.</summary>
/// <remarks>Whether they fit in memory is asked before any of them is made.</remarks>
internal static class ItemsBinding
{
    // The input variance of Advani and Saxe, of which |x|² is 1 on average.
    private const string OneOverInputs = "1/inputs";

    private static readonly OrderedDictionary<string, Preprocessing> preprocessings = new()
    {
        ["none"] = Preprocessing.None,
        ["centred"] = Preprocessing.Centred,
        ["standardised"] = Preprocessing.Standardised,
        ["pcaWhitened"] = Preprocessing.PcaWhitened,
        ["zcaWhitened"] = Preprocessing.ZcaWhitened,
    };

    public static LearningTask Tree(ObjectFields fields, BindingContext context)
    {
        int features = fields.Whole("features", minimum: 1);
        int depth = fields.Whole("depth", minimum: 1);
        int branching = fields.Whole("branching", minimum: 1);
        double flip = fields.Number("flip", NumberRange.Share with { Example = "0.1" });
        double items = Math.Pow(branching, depth);
        if (MemoryEstimate.ShortageForItems(items, items, features, context.AvailableMemory) is { } shortage)
        {
            throw fields.Error(
                features > items ? "features" : "depth",
                $"must leave a data set that fits in memory, but {branching}^{depth} one-hot items of {features} features {shortage}. "
                    + "Take a smaller tree or fewer features."
            );
        }
        DiffuseTreeSampler sampler = new(features, depth, branching, flip);
        DataSet data = sampler.Sample(fields.Whole("seed", int.MinValue));
        return new LearningTask(data, Convention(fields)) { Tree = sampler };
    }

    /// <summary>One item per row, as data files have it.</summary>
    public static LearningTask Data(ObjectFields fields, BindingContext context)
    {
        SourceValue givenX = fields.Required("inputs", "\"inputs\": \"X.csv\"");
        SourceValue givenY = fields.Required("targets", "\"targets\": \"Y.csv\"");
        (Matrix<double> inputs, JsonNode settingX) = givenX.Matrix(context);
        (Matrix<double> targets, JsonNode settingY) = givenY.Matrix(context);
        fields.Keep("inputs", settingX);
        fields.Keep("targets", settingY);
        (int items, int width) = (inputs.RowCount, inputs.ColumnCount);
        if (items != targets.RowCount)
        {
            throw givenY.Error(
                $"must have one row per item, {items} as \"inputs\", but has {targets.RowCount}. Give the same items in both."
            );
        }
        if (MemoryEstimate.ShortageForItems(items, width, targets.ColumnCount, context.AvailableMemory) is { } shortage)
        {
            throw givenX.Error(
                $"must leave moments that fit in memory, but those of {width} inputs and {targets.ColumnCount} outputs {shortage}. "
                    + "Give one row per item and one column per input."
            );
        }
        (DataSet data, Preprocessing preprocessing) = Preprocessed(
            fields,
            new DataSet(inputs.Transpose(), targets.Transpose())
        );
        return Checked(
            new LearningTask(data, Convention(fields))
            {
                AssertsWhiteInputs = AssertsWhite(fields),
                Preprocessing = preprocessing,
            },
            givenX,
            givenY
        );
    }

    /// <summary>Gaussian inputs, labelled by a linear teacher and noise.</summary>
    public static LearningTask TeacherStudent(ObjectFields fields, BindingContext context)
    {
        int items = fields.Whole("items", minimum: 1);
        int seed = fields.Whole("seed", int.MinValue);
        Matrix<double> map = Teacher(fields, items, seed, context);
        LinearTeacher teacher = new(
            map,
            InputVariance(fields, map.ColumnCount),
            fields.Number("noiseVariance", NumberRange.NotNegative, otherwise: 0)
        );
        (DataSet data, Preprocessing preprocessing) = Preprocessed(fields, teacher.Sample(items, seed));
        return Checked(
            new LearningTask(data, Convention(fields))
            {
                Teacher = teacher,
                AssertsWhiteInputs = AssertsWhite(fields),
                Preprocessing = preprocessing,
            },
            fields.Value,
            fields.Value
        );
    }

    private static Matrix<double> Teacher(ObjectFields fields, int items, int seed, BindingContext context)
    {
        SourceValue? given = fields.Optional("teacher");
        if (given is not (null or { Kind: SourceKind.Object }))
        {
            foreach (string key in (string[])["inputs", "outputs"])
            {
                if (fields.Has(key))
                {
                    throw fields.Error(
                        key,
                        "must not be given with a teacher that is a matrix, whose shape says it, but is. Remove it."
                    );
                }
            }
            (Matrix<double> map, JsonNode setting) = given.Matrix(context);
            fields.Keep("teacher", setting);
            RequireRoom(fields, "items", items, map.ColumnCount, map.RowCount, context);
            return map;
        }
        int inputs = fields.Whole("inputs", minimum: 1);
        int outputs = fields.Whole("outputs", minimum: 1);
        string largest =
            outputs > Math.Max(items, inputs) ? "outputs"
            : inputs > items ? "inputs"
            : "items";
        RequireRoom(fields, largest, items, inputs, outputs, context);
        (double variance, int teacherSeed) = TeacherLaw(fields, given, seed);
        return LinearTeacher.DrawMap(outputs, inputs, variance, teacherSeed);
    }

    private static (double Variance, int Seed) TeacherLaw(ObjectFields fields, SourceValue? given, int seed)
    {
        JsonObject kept = fields.KeepObject("teacher");
        if (given is null)
        {
            (kept["variance"], kept["seed"]) = (1, seed);
            return (1, seed);
        }
        ObjectFields law = new(given, kept, ["variance", "seed"]);
        return (
            law.Number("variance", NumberRange.NotNegative with { Example = "1" }, otherwise: 1),
            law.Whole("seed", int.MinValue, otherwise: seed)
        );
    }

    private static double InputVariance(ObjectFields fields, int inputs)
    {
        if (!fields.Has("inputVariance"))
        {
            fields.Keep("inputVariance", 1);
            return 1;
        }
        NumberOrWord given = fields.NumberOrWord(
            "inputVariance",
            NumberRange.Positive with
            {
                Example = "1",
            },
            [OneOverInputs]
        );
        return given.Word is null ? given.Number : 1.0 / inputs;
    }

    private static void RequireRoom(
        ObjectFields fields,
        string place,
        int items,
        int inputs,
        int outputs,
        BindingContext context
    )
    {
        if (MemoryEstimate.ShortageForItems(items, inputs, outputs, context.AvailableMemory) is { } shortage)
        {
            throw fields.Error(
                place,
                $"must leave a data set that fits in memory, but {items} items of {inputs} inputs and {outputs} outputs {shortage}. "
                    + "Take fewer."
            );
        }
    }

    private static MomentConvention Convention(ObjectFields fields) =>
        fields.Choice("moments", ["sum", "mean"], "sum") == "mean" ? MomentConvention.Mean : MomentConvention.Sum;

    /// <remarks>Written down only where it is given, so that no other scenario's settings change for it.</remarks>
    private static (DataSet Data, Preprocessing Kind) Preprocessed(ObjectFields fields, DataSet data)
    {
        if (!fields.Has("preprocess"))
        {
            return (data, Preprocessing.None);
        }
        Preprocessing kind = preprocessings[fields.Choice("preprocess", [.. preprocessings.Keys])];
        try
        {
            return (data.Preprocessed(kind), kind);
        }
        catch (ArgumentException problem)
        {
            throw fields.Error("preprocess", $"must be what these inputs allow, but: {Display.Sentence(problem)}");
        }
    }

    private static bool AssertsWhite(ObjectFields fields)
    {
        if (fields.Optional("sigmaX") is not SourceValue given)
        {
            return false;
        }
        if (given.Kind is not (SourceKind.Text or SourceKind.Bare) || given.Raw != "identity")
        {
            throw given.Wrong(
                "\"identity\", or left out",
                "Σ^x is that of the items; to give another, take a task of kind \"moments\"."
            );
        }
        fields.Keep("sigmaX", "identity");
        return true;
    }

    private static LearningTask Checked(LearningTask task, SourceValue givenX, SourceValue givenY)
    {
        MomentChecks.RequireScale(task.SigmaX, "Σ^x", givenX);
        MomentChecks.RequireScale(task.SigmaYX, "Σ^yx", givenY);
        return task;
    }
}
