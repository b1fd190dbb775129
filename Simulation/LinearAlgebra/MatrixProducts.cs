namespace Dynamics.Simulation.LinearAlgebra;

/// <summary>The products that go with a choice of linear algebra.</summary>
public static class MatrixProducts
{
    private static readonly MklProducts Mkl = new();
    private static readonly ManagedProducts Managed = new();

    /// <summary>Products on what <see cref="LinearAlgebraSelection.Current"/> has chosen.</summary>
    public static IMatrixProducts Current => For(LinearAlgebraSelection.Current);

    /// <summary>Products on MKL above a measured size and in managed code below it, or in managed code alone.</summary>
    public static IMatrixProducts For(LinearAlgebraInfo chosen) => chosen.IsMkl ? Mkl : Managed;
}
