using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Simulation.Data;

/// <summary>Items on which half the squared error of one linear output is a given quadratic, ½wᵀAw − bᵀw and a constant.</summary>
/// <remarks>
/// N items of N inputs, one along every eigenvector of A: x_i = √(Nλ_i) v_i, y_i = √N (v_iᵀb)/√λ_i, so that the means over items
/// are E[x xᵀ] = Σ λ_i v_i v_iᵀ = A and E[y xᵀ] = bᵀ, to rounding. An eigenvalue of 0 gives the item x = 0, y = 0.
/// </remarks>
public static class QuadraticItems
{
    // Eigenvalues that are not read off a diagonal carry an error of about so many machine epsilons of the largest, per input.
    private const double EigenvalueRounding = 1e-14;

    // Of |b|: less along a direction without curvature is rounding.
    private const double OutOfRange = 1e-6;

    /// <summary>The items.</summary>
    /// <param name="hessian">A, N × N, symmetric and positive semidefinite.</param>
    /// <param name="linear">b, N numbers; along an eigenvector of eigenvalue 0 it must be 0.</param>
    /// <exception cref="ArgumentException">A shape does not fit, A has a negative eigenvalue, or there is no minimum.</exception>
    public static DataSet Of(Matrix<double> hessian, IReadOnlyList<double> linear)
    {
        int count = hessian.RowCount;
        if (hessian.ColumnCount != count || linear.Count != count || !hessian.IsSymmetric())
        {
            throw new ArgumentException(
                $"The Hessian must be symmetric with a row for each of {linear.Count} numbers of b, but is {count}×{hessian.ColumnCount}.",
                nameof(hessian)
            );
        }
        (double[] eigenvalues, Matrix<double> eigenvectors) = Spectrum(hessian);
        Vector<double> along = eigenvectors.TransposeThisAndMultiply(Vector<double>.Build.DenseOfEnumerable(linear));
        double[] inputs = new double[count * count];
        double[] targets = new double[count];
        for (int item = 0; item < count; item++)
        {
            double eigenvalue = eigenvalues[item];
            if (eigenvalue == 0)
            {
                RequireFlat(along, item);
                continue;
            }
            double length = Math.Sqrt(count * eigenvalue);
            for (int input = 0; input < count; input++)
            {
                inputs[item * count + input] = length * eigenvectors[input, item];
            }
            targets[item] = count * along[item] / length;
        }
        return new DataSet(
            inputs: Matrix<double>.Build.Dense(count, count, inputs),
            targets: Matrix<double>.Build.Dense(1, count, targets)
        );
    }

    /// <summary>Of a diagonal A the diagonal itself, bit by bit; what is 0 but for rounding is 0.</summary>
    private static (double[] Eigenvalues, Matrix<double> Eigenvectors) Spectrum(Matrix<double> hessian)
    {
        int count = hessian.RowCount;
        bool isDiagonal = hessian.EnumerateIndexed().All(entry => entry.Item1 == entry.Item2 || entry.Item3 == 0);
        if (isDiagonal)
        {
            return (Checked(hessian.Diagonal().ToArray(), rounding: 0), Matrix<double>.Build.DenseIdentity(count));
        }
        Evd<double> spectrum = hessian.Evd(Symmetricity.Symmetric);
        double[] eigenvalues = [.. spectrum.EigenValues.Select(value => value.Real)];
        return (Checked(eigenvalues, EigenvalueRounding * count * eigenvalues.Max(Math.Abs)), spectrum.EigenVectors);
    }

    private static double[] Checked(double[] eigenvalues, double rounding) =>
        eigenvalues.Min() < -10 * rounding
            ? throw new ArgumentException(
                $"A quadratic with a minimum has no negative eigenvalue, but one of its Hessian is {eigenvalues.Min():g9}: a saddle.",
                nameof(eigenvalues)
            )
            : [.. eigenvalues.Select(value => value > rounding ? value : 0)];

    private static void RequireFlat(Vector<double> along, int item)
    {
        if (Math.Abs(along[item]) > OutOfRange * along.L2Norm())
        {
            throw new ArgumentException(
                $"b must be 0 along the eigenvectors of eigenvalue 0, but is {along[item]:g9} along one: there is no minimum.",
                nameof(along)
            );
        }
    }
}
