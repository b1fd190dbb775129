using System.Numerics.Tensors;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Simulation.Descent.Curvature;

/// <summary>What a Newton step goes along: (H + damping·1)⁺ g in the place of g.</summary>
/// <remarks>
/// H is symmetric, and its inverse is taken through its eigenvalues. Those that are 0 to rounding, below n·2⁻⁴⁹ of the largest, are
/// left out (Moore and Penrose): along them nothing is known of curvature, so nothing moves. Deep linear networks always have
/// such directions at their optima, since layers may be multiplied by a matrix and its inverse. Negative eigenvalues are kept as
/// they are: then the step goes up, and Newton's method to a saddle. Takes n products and n³ operations; allocates.
/// </remarks>
internal sealed class NewtonDirection
{
    // Eight machine epsilons: rounding in the products that make H, and in the decomposition of a matrix of order n, over n.
    private const double Rounding = 1 / (double)(1L << 49);

    private readonly Optimiser.Newton newton;
    private readonly DescentSettings settings;
    private readonly BatchCurvature curvature;
    private readonly int count;
    private readonly double[] unit;
    private readonly double[] hessian;

    internal NewtonDirection(
        Architecture architecture,
        DescentSettings settings,
        Optimiser.Newton newton,
        IMatrixProducts products
    )
    {
        (this.newton, this.settings, count) = (newton, settings, architecture.Sizes.Count);
        curvature = new BatchCurvature(architecture, settings.Batch, products);
        unit = new double[count];
        hessian = new double[count * count];
    }

    /// <summary>Puts the direction in the place of the gradient; NaN where H is not finite.</summary>
    /// <param name="weights">θ.</param>
    /// <param name="batch">The items.</param>
    /// <param name="gradient">g, with weight decay; becomes the direction.</param>
    internal void Solve(ReadOnlySpan<double> weights, scoped in Batch batch, Span<double> gradient)
    {
        FillHessian(weights, batch);
        double scale = Math.Abs(TensorPrimitives.MaxMagnitude<double>(hessian));
        if (!double.IsFinite(scale) || NonFinite.First(gradient) >= 0)
        {
            gradient.Fill(double.NaN);
        }
        else if (scale == 0)
        {
            gradient.Clear();
        }
        else
        {
            Solve(scale, gradient);
        }
    }

    private void Solve(double scale, Span<double> gradient)
    {
        // In units of its largest entry, so that no scale is beyond what the decomposition can take.
        TensorPrimitives.Divide(hessian, scale, hessian);
        Evd<double> eigen = Matrix<double>.Build.Dense(count, count, hessian).Evd(Symmetricity.Symmetric);
        Vector<double> along = eigen.EigenVectors.TransposeThisAndMultiply(
            Vector<double>.Build.Dense(gradient.ToArray())
        );
        double[] values = [.. eigen.EigenValues.Select(value => value.Real)];
        double smallest = count * Rounding * values.Max(Math.Abs);
        for (int index = 0; index < count; index++)
        {
            along[index] = Math.Abs(values[index]) > smallest ? along[index] / values[index] : 0;
        }
        (eigen.EigenVectors * along).AsArray().CopyTo(gradient);
        TensorPrimitives.Divide(gradient, scale, gradient);
    }

    /// <summary>H with weight decay and damping, column by column, made symmetric to the last bit.</summary>
    private void FillHessian(ReadOnlySpan<double> weights, scoped in Batch batch)
    {
        curvature.Begin(weights, batch, settings.Loss, newton.IsGaussNewton);
        for (int column = 0; column < count; column++)
        {
            unit[column] = 1;
            curvature.Multiply(weights, unit, hessian.AsSpan(column * count, count));
            unit[column] = 0;
            hessian[column * count + column] += settings.WeightDecay + newton.Damping;
        }
        for (int column = 0; column < count; column++)
        {
            for (int row = 0; row < column; row++)
            {
                double mean = (hessian[column * count + row] + hessian[row * count + column]) / 2;
                hessian[column * count + row] = mean;
                hessian[row * count + column] = mean;
            }
        }
    }
}
