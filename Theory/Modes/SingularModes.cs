using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Theory.Modes;

/// <summary>The singular modes of a task: Σ^yx = Σ_α s_α u_α v_αᵀ, strongest first, without those of strength 0.</summary>
public sealed class SingularModes
{
    private SingularModes(
        Matrix<double> outputModes,
        Matrix<double> inputModes,
        IReadOnlyList<double> singularValues,
        IReadOnlyList<double> inputVariances,
        IReadOnlyList<ModeGroup> groups,
        bool sharesInputDirections
    )
    {
        OutputModes = outputModes;
        InputModes = inputModes;
        SingularValues = singularValues;
        InputVariances = inputVariances;
        Groups = groups;
        SharesInputDirections = sharesInputDirections;
    }

    /// <summary>u_α as columns, N_y × r.</summary>
    public Matrix<double> OutputModes { get; }

    /// <summary>v_α as columns, N_x × r.</summary>
    public Matrix<double> InputModes { get; }

    /// <summary>s_α, descending and positive.</summary>
    public IReadOnlyList<double> SingularValues { get; }

    /// <summary>d_α = v_αᵀΣ^xv_α; 1 for whitened inputs.</summary>
    public IReadOnlyList<double> InputVariances { get; }

    /// <summary>Modes in order, those that cannot be told apart (equal s and d) in one group.</summary>
    public IReadOnlyList<ModeGroup> Groups { get; }

    /// <summary>Whether Σ^xv_α = d_αv_α for every mode: the condition of every closed form per mode.</summary>
    public bool SharesInputDirections { get; }

    /// <summary>Finds the modes.</summary>
    public static SingularModes Of(Matrix<double> sigmaYX, Matrix<double> sigmaX) => throw new NotSupportedException();
}

/// <summary>Neighbouring modes of equal strength and input variance: one mode, or several whose directions are arbitrary.</summary>
/// <param name="First">0-based index of the first mode.</param>
/// <param name="Count">Number of modes; 1 for a simple mode.</param>
public readonly record struct ModeGroup(int First, int Count)
{
    /// <summary>Whether the directions within the group are arbitrary, so that only the whole group has a meaning.</summary>
    public bool IsDegenerate => Count > 1;
}
