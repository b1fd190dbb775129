namespace Dynamics.Simulation.Data;

/// <summary>What E means in Σ^x = E[x xᵀ] and Σ^yx = E[y xᵀ].</summary>
public enum MomentConvention
{
    /// <summary>A sum over items: Σ^x = X Xᵀ, Σ^yx = Y Xᵀ. One-hot items have Σ^x = 1.</summary>
    Sum,

    /// <summary>
    /// A mean over N items: Σ^x = X Xᵀ/N, Σ^yx = Y Xᵀ/N. With the same τ everything takes N times as long as with the sum.
    /// </summary>
    Mean,
}
