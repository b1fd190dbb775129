using System.Text.Json.Nodes;
using Dynamics.Comparison.Scenarios.Source;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>The object "task".</summary>
internal static class TaskBinding
{
    // Σ^x, the task's copy, Simulation's copy and Theory's work.
    private const int CopiesOfSigmaX = 4;

    private static readonly OrderedDictionary<string, IReadOnlyList<string>> kinds = new()
    {
        ["moments"] = ["sigmaX", "sigmaYX", "rounding"],
        ["diffuseTree"] = ["features", "depth", "branching", "flip", "seed", "moments"],
        ["teacherStudent"] =
        [
            "inputs",
            "outputs",
            "teacher",
            "items",
            "inputVariance",
            "noiseVariance",
            "seed",
            "moments",
            "sigmaX",
            "preprocess",
        ],
        ["data"] = ["inputs", "targets", "moments", "sigmaX", "preprocess"],
        ["quadratic"] = QuadraticBinding.Keys,
    };

    public static LearningTask Bind(SourceValue value, JsonObject effective, BindingContext context)
    {
        (string kind, ObjectFields fields) = ObjectFields.OfKind(value, effective, kinds);
        try
        {
            return kind switch
            {
                "diffuseTree" => ItemsBinding.Tree(fields, context),
                "teacherStudent" => ItemsBinding.TeacherStudent(fields, context),
                "data" => ItemsBinding.Data(fields, context),
                "quadratic" => QuadraticBinding.Bind(fields, context),
                _ => Moments(fields, context),
            };
        }
        catch (ArgumentException problem)
        {
            throw value.Error($"must be a task that can be learned, but: {Display.Sentence(problem)}");
        }
    }

    private static LearningTask Moments(ObjectFields fields, BindingContext context)
    {
        SourceValue givenX = fields.Required("sigmaX", "\"sigmaX\": \"identity\"");
        SourceValue givenYX = fields.Required("sigmaYX", "\"sigmaYX\": [[1, 0], [0, 1]]");
        (Matrix<double> sigmaYX, JsonNode settingYX) = givenYX.Matrix(context);
        RequireRoom(givenYX, sigmaYX.ColumnCount, context);
        Matrix<double> sigmaX = SigmaX(fields, givenX, sigmaYX.ColumnCount, context);
        fields.Keep("sigmaYX", settingYX);
        if (sigmaX.RowCount != sigmaYX.ColumnCount && sigmaX.RowCount == sigmaX.ColumnCount)
        {
            throw givenYX.Error(
                $"must have as many columns as Σ^x, {sigmaX.RowCount}, but Σ^yx is {sigmaYX.RowCount}×{sigmaYX.ColumnCount}. "
                    + "Give one row per output and one column per input."
            );
        }
        return MomentChecks.Task(sigmaX, givenX, sigmaYX, givenYX, MomentChecks.Rounding(fields));
    }

    private static Matrix<double> SigmaX(ObjectFields fields, SourceValue given, int inputs, BindingContext context)
    {
        if (given.Kind is SourceKind.Text or SourceKind.Bare && given.Raw == "identity")
        {
            fields.Keep("sigmaX", "identity");
            return Matrix<double>.Build.DenseIdentity(inputs);
        }
        if (given.Kind is SourceKind.Text or SourceKind.Bare && NearestName.Find(given.Raw, ["identity"]) is not null)
        {
            throw given.Wrong("\"identity\", a matrix in rows or the path of a CSV file", "Did you mean \"identity\"?");
        }
        (Matrix<double> sigmaX, JsonNode setting) = given.Matrix(context);
        fields.Keep("sigmaX", setting);
        return sigmaX;
    }

    // A single row of a file can ask for an identity of many gigabytes.
    private static void RequireRoom(SourceValue given, int inputs, BindingContext context)
    {
        double needed = (double)inputs * inputs * sizeof(double) * CopiesOfSigmaX;
        if (needed > context.AvailableMemory || (double)inputs * inputs > Array.MaxLength)
        {
            throw given.Error(
                $"must have no more columns than memory can hold, but Σ^x is {inputs}×{inputs} and needs {Display.Bytes(needed)} and there "
                    + $"are {Display.Bytes(context.AvailableMemory)}. Give one row per output and one column per input."
            );
        }
    }
}
