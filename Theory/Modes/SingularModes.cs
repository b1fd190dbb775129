using Dynamics.Theory.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Theory.Modes;

/// <summary>The singular modes of a task: Σ^yx = Σ_α s_α u_α v_αᵀ, strongest first, without those of strength 0.</summary>
/// <remarks>
/// <para>
/// Sign: the entry of v_α of largest magnitude (the first among those equal within 1e-8) is positive; u_α follows, as
/// s_α &gt; 0.
/// </para>
/// <para>
/// Where s is degenerate, the modes are those that diagonalise V_gᵀΣ^xV_g, larger d first. Where d is degenerate too, the
/// basis is arbitrary, but always the same: it depends on the space alone, not on the rounding of a factorisation. Such
/// modes form one group, and only what the group does as a whole has a meaning.
/// </para>
/// <para>Valid for finite Σ^yx and Σ^x with a largest entry from 1e-300 to 1e150; any shapes that fit each other.</para>
/// </remarks>
public sealed class SingularModes
{
    private const double RelativeTolerance = 1e-8;

    // Of the largest, for each input: what 15 digits, or products in double precision, leave of a 0.
    private const double Rounding = 1e-14;

    // Of the strongest mode: a weaker one along inputs that do not vary is rounding of Σ^yx.
    private const double RoundingOfStrength = 1e-12;

    private readonly double[] singularValues;
    private readonly double[] inputVariances;
    private readonly List<ModeGroup> groups = [];

    private SingularModes(Matrix<double> sigmaYX, Matrix<double> sigmaX, double relativeTolerance)
    {
        ScaledMatrix correlation = ScaledMatrix.Of(sigmaYX);
        ScaledMatrix variance = ScaledMatrix.Of(sigmaX);
        double varianceTolerance = relativeTolerance * variance.Values.InfinityNorm();
        (OutputModes, singularValues, InputModes) = WithVariance(ThinSvd.Of(correlation.Values), variance.Values);
        inputVariances = new double[Count];

        double strengthRounding = 4 * ThinSvd.Rounding(sigmaYX) * singularValues[0];
        foreach (ModeGroup equal in Runs(new(0, Count), singularValues, relativeTolerance, strengthRounding))
        {
            LargestDifferenceOfEqual = Math.Max(
                LargestDifferenceOfEqual,
                1 - singularValues[equal.First + equal.Count - 1] / singularValues[equal.First]
            );
            Array.Fill(singularValues, Mean(equal, singularValues), equal.First, equal.Count);
            Diagonalise(equal, variance.Values);
            groups.AddRange(Runs(equal, inputVariances, 0, varianceTolerance));
        }
        foreach (ModeGroup group in groups.Where(group => group.IsDegenerate))
        {
            Rotate(group, DegenerateBasis.Canonical(Columns(InputModes, group)));
        }
        FixSigns();

        double residual = MeasureVariances(variance.Values);
        SharesInputDirections = residual <= varianceTolerance;
        LargestInputResidual = variance.Restore(residual);
        for (int mode = 0; mode < Count; mode++)
        {
            singularValues[mode] = correlation.Restore(singularValues[mode]);
            inputVariances[mode] = variance.Restore(inputVariances[mode]);
        }
    }

    private SingularModes(SingularModes taught, SingularModes idle, int count, Matrix<double> sigmaX)
    {
        ScaledMatrix variance = ScaledMatrix.Of(sigmaX);
        OutputModes = taught.OutputModes.Append(Beside(taught.OutputModes, Columns(idle.OutputModes, new(0, count))));
        InputModes = taught.InputModes.Append(Beside(taught.InputModes, Columns(idle.InputModes, new(0, count))));
        singularValues = [.. taught.singularValues, .. new double[count]];
        inputVariances = new double[Count];
        LargestDifferenceOfEqual = taught.LargestDifferenceOfEqual;
        groups.AddRange(taught.groups);
        foreach (ModeGroup group in idle.groups.Where(group => group.First < count))
        {
            groups.Add(new(taught.Count + group.First, Math.Min(group.Count, count - group.First)));
        }
        double residual = MeasureVariances(variance.Values);
        SharesInputDirections = residual <= RelativeTolerance * variance.Values.InfinityNorm();
        LargestInputResidual = variance.Restore(residual);
        for (int mode = 0; mode < Count; mode++)
        {
            inputVariances[mode] = variance.Restore(inputVariances[mode]);
        }
    }

    private SingularModes(int outputs, int inputs)
    {
        (OutputModes, InputModes) = (Matrix<double>.Build.Dense(outputs, 0), Matrix<double>.Build.Dense(inputs, 0));
        (singularValues, inputVariances) = ([], []);
        SharesInputDirections = true;
    }

    /// <summary>Number r of modes: the rank of Σ^yx, and more where modes of strength 0 were asked for.</summary>
    public int Count => singularValues.Length;

    /// <summary>u_α as columns, N_y × r.</summary>
    public Matrix<double> OutputModes { get; }

    /// <summary>v_α as columns, N_x × r.</summary>
    public Matrix<double> InputModes { get; }

    /// <summary>s_α, descending and positive; equal within a degenerate group; 0 of those from <see cref="WithDirectionsOf"/>.</summary>
    public IReadOnlyList<double> SingularValues => singularValues;

    /// <summary>d_α = v_αᵀΣ^xv_α; 1 for whitened inputs.</summary>
    public IReadOnlyList<double> InputVariances => inputVariances;

    /// <summary>Modes in order, those that cannot be told apart (equal s and d) in one group.</summary>
    public IReadOnlyList<ModeGroup> Groups => groups;

    /// <summary>Whether Σ^xv_α = d_αv_α for every mode: the condition of every closed form per mode.</summary>
    public bool SharesInputDirections { get; }

    /// <summary>max_α ‖Σ^xv_α − d_αv_α‖, which is 0 up to rounding where the input directions are shared.</summary>
    public double LargestInputResidual { get; }

    /// <summary>max (s_α − s_β)/s_α of singular values that were given a little apart and count as equal; 0 up to rounding where they are.</summary>
    public double LargestDifferenceOfEqual { get; }

    /// <summary>Finds the modes.</summary>
    /// <param name="sigmaYX">Σ^yx = E[y xᵀ], N_y × N_x, not zero. Not kept.</param>
    /// <param name="sigmaX">Σ^x = E[x xᵀ], N_x × N_x, symmetric and positive semidefinite. Not kept.</param>
    /// <param name="relativeTolerance">
    /// From 0 to 0.1. Neighbouring s are equal within this part of the larger (and within rounding), d within this part of
    /// ‖Σ^x‖, and ‖Σ^xv − dv‖ ≤ this part of ‖Σ^x‖ counts as shared (‖·‖ of Σ^x: largest row sum).
    /// </param>
    /// <exception cref="ArgumentException">
    /// A shape does not fit, an entry is not finite, Σ^x is not symmetric, or Σ^yx is zero: there is nothing to learn.
    /// </exception>
    public static SingularModes Of(
        Matrix<double> sigmaYX,
        Matrix<double> sigmaX,
        double relativeTolerance = RelativeTolerance
    )
    {
        Require.Moments(sigmaYX: sigmaYX, sigmaX: sigmaX);
        if (!(relativeTolerance is >= 0 and <= 0.1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(relativeTolerance),
                relativeTolerance,
                $"The relative tolerance must be from 0 to 0.1, but is {relativeTolerance}."
            );
        }
        return ScaledMatrix.LargestMagnitude(sigmaYX) > 0
            ? new(sigmaYX, sigmaX, relativeTolerance)
            : throw new ArgumentException("Σ^yx is zero: there is no mode to learn.", nameof(sigmaYX));
    }

    /// <summary>The modes of Σ^yx = 0, of which there are none: W tends to 0 along the inputs that vary.</summary>
    /// <param name="outputs">N_y ≥ 1.</param>
    /// <param name="inputs">N_x ≥ 1.</param>
    /// <exception cref="ArgumentException">A number is less than 1.</exception>
    public static SingularModes None(int outputs, int inputs) =>
        new(
            Require.AtLeast(1, outputs, "The number of outputs", nameof(outputs)),
            Require.AtLeast(1, inputs, "The number of inputs", nameof(inputs))
        );

    /// <summary>(1 − UUᵀ)W(1 − VVᵀ): what a map has where Σ^yx has nothing.</summary>
    /// <param name="map">W, N_y × N_x. Not kept.</param>
    public Matrix<double> Outside(Matrix<double> map)
    {
        if (Count == 0)
        {
            return map.Clone();
        }
        Matrix<double> left = map - OutputModes * OutputModes.TransposeThisAndMultiply(map);
        return left - (left * InputModes).TransposeAndMultiply(InputModes);
    }

    /// <summary>These modes, and after them the directions of a map that they leave out, as modes with s = 0: what decays of it.</summary>
    /// <remarks>
    /// The singular directions of <see cref="Outside"/>, strongest first. Where two of them are equally strong they are chosen as the
    /// modes themselves are, so that Σ^x is diagonal in them if it can be.
    /// </remarks>
    /// <param name="map">W, N_y × N_x, finite. Not kept.</param>
    /// <param name="sigmaX">Σ^x, as for the modes. Not kept.</param>
    /// <param name="rounding">Singular values up to this are rounding, and no directions; not negative.</param>
    /// <returns>These modes themselves where nothing is left out.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, or an entry is not finite.</exception>
    public SingularModes WithDirectionsOf(Matrix<double> map, Matrix<double> sigmaX, double rounding)
    {
        Require.Moments(sigmaYX: map, sigmaX: sigmaX);
        Matrix<double> outside = Outside(map);
        if (ScaledMatrix.FrobeniusNorm(outside) <= rounding)
        {
            return this;
        }
        SingularModes idle = Of(outside, sigmaX);
        int count = idle.singularValues.Count(value => value > rounding);
        return count == 0 ? this : new(this, idle, count, sigmaX);
    }

    /// <summary>The map Σ_α a_α u_α v_αᵀ, N_y × N_x, whose modes have the given strengths.</summary>
    /// <param name="strengths">a_α, one per mode.</param>
    /// <exception cref="ArgumentException">There is not one strength per mode.</exception>
    public Matrix<double> MapOf(IReadOnlyList<double> strengths)
    {
        if (strengths.Count != Count)
        {
            throw new ArgumentException(
                $"One strength per mode is needed, but there are {strengths.Count} for {Count} modes.",
                nameof(strengths)
            );
        }
        if (Count == 0)
        {
            return Matrix<double>.Build.Dense(OutputModes.RowCount, InputModes.RowCount);
        }
        Matrix<double> weighted = Matrix<double>.Build.Dense(
            OutputModes.RowCount,
            Count,
            (row, mode) => OutputModes[row, mode] * strengths[mode]
        );
        return weighted.TransposeAndMultiply(InputModes);
    }

    /// <summary>Σ^yx = U S Vᵀ as the modes hold it: what was given, up to rounding and the tolerance of degenerate s.</summary>
    public Matrix<double> ReconstructSigmaYX() => MapOf(singularValues);

    // Runs of descending values that equal their first within either tolerance.
    private static IEnumerable<ModeGroup> Runs(ModeGroup among, double[] values, double relative, double absolute)
    {
        int end = among.First + among.Count;
        for (int first = among.First, next; first < end; first = next)
        {
            double least = values[first] - Math.Max(relative * values[first], absolute);
            for (next = first + 1; next < end && values[next] >= least; next++) { }
            yield return new(first, next - first);
        }
    }

    private static double Mean(ModeGroup group, double[] values) =>
        values.AsSpan(group.First, group.Count).ToArray().Average();

    private static Matrix<double> Columns(Matrix<double> modes, ModeGroup group) =>
        modes.SubMatrix(0, modes.RowCount, group.First, group.Count);

    /// <summary>Directions without what rounding has left in them of others, which are orthonormal.</summary>
    private static Matrix<double> Beside(Matrix<double> others, Matrix<double> directions) =>
        (directions - others * others.TransposeThisAndMultiply(directions)).NormalizeColumns(2);

    private void Diagonalise(ModeGroup equal, Matrix<double> sigmaX)
    {
        (Matrix<double> rotation, double[] variances) = DegenerateBasis.Diagonalising(
            Columns(InputModes, equal),
            sigmaX
        );
        variances.CopyTo(inputVariances, equal.First);
        if (equal.IsDegenerate)
        {
            Rotate(equal, rotation);
        }
    }

    // Without the weakest modes that are rounding of Σ^yx along inputs that do not vary, where that of any data is 0.
    private static ThinSvd WithVariance(ThinSvd svd, Matrix<double> sigmaX)
    {
        int count = svd.S.Length;
        double nothing = Rounding * sigmaX.RowCount * sigmaX.InfinityNorm();
        while (
            count > 1
            && svd.S[count - 1] <= RoundingOfStrength * svd.S[0]
            && svd.V.Column(count - 1) is { } direction
            && direction.DotProduct(sigmaX * direction) <= nothing
        )
        {
            count--;
        }
        return count == svd.S.Length
            ? svd
            : new(Columns(svd.U, new(0, count)), svd.S[..count], Columns(svd.V, new(0, count)));
    }

    // Fills d_α and returns max ‖Σ^xv_α − d_αv_α‖.
    private double MeasureVariances(Matrix<double> sigmaX)
    {
        double largest = 0;
        for (int mode = 0; mode < Count; mode++)
        {
            Vector<double> direction = InputModes.Column(mode);
            Vector<double> image = sigmaX * direction;
            // Divided by |v|², which rounding makes a little different from 1, so that d is 1 exactly for whitened inputs.
            double rayleigh = direction.DotProduct(image) / direction.DotProduct(direction);
            inputVariances[mode] = Math.Max(0, rayleigh);
            largest = Math.Max(largest, (image - rayleigh * direction).L2Norm());
        }
        return largest;
    }

    private void Rotate(ModeGroup group, Matrix<double> rotation)
    {
        foreach (Matrix<double> modes in new[] { OutputModes, InputModes })
        {
            modes.SetSubMatrix(0, group.First, Columns(modes, group) * rotation);
        }
    }

    private void FixSigns()
    {
        for (int mode = 0; mode < Count; mode++)
        {
            Vector<double> direction = InputModes.Column(mode);
            if (direction[DegenerateBasis.FirstLongest(direction.Select(Math.Abs))] < 0)
            {
                InputModes.SetColumn(mode, -direction);
                OutputModes.SetColumn(mode, -OutputModes.Column(mode));
            }
        }
    }
}
