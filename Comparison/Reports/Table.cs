namespace Dynamics.Comparison.Reports;

/// <summary>Named columns of numbers that grow together, one row at a time.</summary>
/// <remarks>Each column lies in one piece of memory, so that a figure or an error measure takes it as it is.</remarks>
public sealed class Table
{
    private readonly Dictionary<string, int> indices = new(StringComparer.Ordinal);
    private readonly double[][] values;

    /// <param name="columns">Names, such as <c>time</c>, <c>mode1</c>, <c>mode1@balanced</c>; at least one, no two alike.</param>
    /// <param name="capacity">Rows to make room for; more are added when they come.</param>
    /// <exception cref="ArgumentException">There is no column, or a name is empty or given twice.</exception>
    public Table(IReadOnlyList<string> columns, int capacity = 256)
    {
        if (columns.Count == 0)
        {
            throw new ArgumentException("A table must have at least one column.", nameof(columns));
        }
        Columns = [.. columns];
        for (int column = 0; column < Columns.Count; column++)
        {
            if (Columns[column].Length == 0 || !indices.TryAdd(Columns[column], column))
            {
                throw new ArgumentException(
                    $"Column names must be different and not empty, but column {column + 1} is \"{Columns[column]}\".",
                    nameof(columns)
                );
            }
        }
        values = [.. Columns.Select(_ => new double[Math.Max(capacity, 1)])];
    }

    /// <summary>Names of the columns, in order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Number of rows added so far.</summary>
    public int RowCount { get; private set; }

    /// <summary>The number in 0-based <paramref name="row"/> and <paramref name="column"/>.</summary>
    public double this[int row, int column] => this[column][row];

    /// <summary>All numbers of one column, by 0-based index; valid until the next row is added.</summary>
    public ReadOnlySpan<double> this[int column] => values[column].AsSpan(0, RowCount);

    /// <summary>All numbers of one column, by name; valid until the next row is added.</summary>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public ReadOnlySpan<double> this[string column] =>
        IndexOf(column) is int index and >= 0
            ? this[index]
            : throw new KeyNotFoundException($"There is no column {column}; there are {string.Join(", ", Columns)}.");

    /// <summary>0-based index of a column, or −1 if there is none of that name.</summary>
    public int IndexOf(string column) => indices.GetValueOrDefault(column, -1);

    /// <summary>Adds one row.</summary>
    /// <param name="row">One number per column; NaN where there is none.</param>
    /// <exception cref="ArgumentException">The row is not as long as the table is wide.</exception>
    public void Add(ReadOnlySpan<double> row)
    {
        if (row.Length != values.Length)
        {
            throw new ArgumentException($"A row must have {values.Length} numbers, but has {row.Length}.", nameof(row));
        }
        if (RowCount == values[0].Length)
        {
            Grow();
        }
        for (int column = 0; column < row.Length; column++)
        {
            values[column][RowCount] = row[column];
        }
        RowCount++;
    }

    private void Grow()
    {
        for (int column = 0; column < values.Length; column++)
        {
            Array.Resize(ref values[column], 2 * RowCount);
        }
    }
}
