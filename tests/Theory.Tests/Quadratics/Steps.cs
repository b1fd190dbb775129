using Dynamics.Theory.Quadratics;
using MathNet.Numerics.LinearAlgebra;

namespace TheoryTests.Quadratics;

/// <summary>One step of descent with momentum as a matrix on (error, velocity), and its spectral radius by MathNet.</summary>
internal static class Steps
{
    public static double SpectralRadius(double force, double momentum, MomentumKind kind)
    {
        double look = kind == MomentumKind.Nesterov ? force * (1 + momentum) : force;
        double carry = kind == MomentumKind.Nesterov ? momentum * momentum : momentum;
        Matrix<double> step = Matrix<double>.Build.DenseOfRowArrays([1 - look, -carry], [force, momentum]);
        return step.Evd().EigenValues.Max(value => value.Magnitude);
    }
}
