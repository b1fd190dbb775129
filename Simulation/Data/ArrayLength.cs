namespace Dynamics.Simulation.Data;

/// <summary>The length of the array that holds a matrix.</summary>
internal static class ArrayLength
{
    /// <summary>Rows times columns, which as a product of two <see cref="int"/> could wrap around.</summary>
    /// <exception cref="ArgumentException">A size is not positive, or no array holds as many entries.</exception>
    internal static int Of(int rows, int columns, string what, string parameter)
    {
        long length = (long)rows * columns;
        return rows > 0 && columns > 0 && length <= Array.MaxLength
            ? (int)length
            : throw new ArgumentException(
                $"{what} must have positive sizes and at most {Array.MaxLength} entries, but is {rows}×{columns}.",
                parameter
            );
    }
}
