using System.Numerics.Tensors;

namespace Dynamics.Simulation.Integration;

/// <summary>Looks for numbers that are not finite.</summary>
internal static class NonFinite
{
    /// <summary>Place of the first such number, or −1.</summary>
    internal static int First(ReadOnlySpan<double> values)
    {
        // One pass: the sum is finite unless an entry is not (or the sum itself overflowed).
        if (double.IsFinite(TensorPrimitives.Sum(values)))
        {
            return -1;
        }
        for (int index = 0; index < values.Length; index++)
        {
            if (!double.IsFinite(values[index]))
            {
                return index;
            }
        }
        return -1;
    }
}
