namespace Dynamics.Simulation.Data;

/// <summary>What is done to the inputs of a data set before anything is learned from it.</summary>
/// <remarks>Moments here are those of the items themselves, means over N (not N − 1).</remarks>
public enum Preprocessing
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>x − x̄: every input is 0 on average.</summary>
    Centred,

    /// <summary>(x − x̄)/σ, input by input: averages 0 and variances 1, correlations as they were.</summary>
    Standardised,

    /// <summary>
    /// Λ^{−1/2}Vᵀ(x − x̄) with the covariance C = VΛVᵀ, eigenvalues descending: the principal components, each of variance 1.
    /// </summary>
    PcaWhitened,

    /// <summary>C^{−1/2}(x − x̄): uncorrelated inputs of variance 1 that are nearest to the given ones.</summary>
    ZcaWhitened,
}
