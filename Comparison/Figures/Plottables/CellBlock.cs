namespace Dynamics.Comparison.Figures.Plottables;

/// <summary>A rectangle of cells of one colour.</summary>
/// <param name="Step">Their colour.</param>
/// <param name="Left">First column.</param>
/// <param name="Right">The column after the last.</param>
/// <param name="Lower">First row.</param>
/// <param name="Upper">The row after the last.</param>
internal readonly record struct CellBlock(int Step, int Left, int Right, int Lower, int Upper)
{
    /// <summary>Covers a grid: runs of equal cells in a row, and equal runs of neighbouring rows as one block.</summary>
    /// <param name="steps">Row by row.</param>
    /// <param name="columns">Cells in a row.</param>
    public static List<CellBlock> Merge(int[] steps, int columns)
    {
        List<CellBlock> blocks = [];
        Dictionary<(int Step, int Left, int Right), int> below = [];
        for (int row = 0; row < steps.Length / columns; row++)
        {
            Dictionary<(int Step, int Left, int Right), int> here = [];
            for (int left = 0, right; left < columns; left = right)
            {
                int step = steps[row * columns + left];
                for (right = left + 1; right < columns && steps[row * columns + right] == step; right++) { }

                if (below.TryGetValue((step, left, right), out int block))
                {
                    blocks[block] = blocks[block] with { Upper = row + 1 };
                }
                else
                {
                    block = blocks.Count;
                    blocks.Add(new CellBlock(step, left, right, row, row + 1));
                }
                here.Add((step, left, right), block);
            }
            below = here;
        }
        return blocks;
    }
}
