using System.Security.Cryptography;
using Dynamics.Comparison.Reports;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Integration;

namespace Dynamics.Comparison.Experiments.Checkpoints;

/// <summary>One trial in a checkpoint: state and samples so far, to the last bit, and a checksum over all of it.</summary>
/// <remarks>
/// Little-endian: <c>dynamics trial</c>, the format's number and what trial it is; the state; the table of samples; whether there is one of
/// the map, and it; SHA-256 of everything before. A list is its length and its entries, a table its columns, its number
/// of rows, and the rows.
/// </remarks>
internal static class TrialFile
{
    private const string Mark = "dynamics trial";

    // 3: what trial it is.
    private const int Format = 3;

    /// <summary>Writes a trial to an empty stream that can be read and sought.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="state">Where the trial stands.</param>
    /// <param name="samples">Its samples so far.</param>
    /// <param name="map">Those of the map, if there are any.</param>
    /// <param name="trial">What trial of what settings it is.</param>
    public static void Write(Stream stream, TrialState state, Table samples, Table? map, string trial)
    {
        using (BinaryWriter writer = new(stream, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Mark);
            writer.Write(Format);
            writer.Write(trial);
            Write(writer, state);
            Write(writer, samples);
            writer.Write(map is not null);
            if (map is not null)
            {
                Write(writer, map);
            }
        }
        stream.Write(HashOf(stream, stream.Length));
    }

    /// <summary>Reads a trial back: returns its state, and adds its rows to tables that have the same columns.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or not of this trial; the message goes on after "but".</exception>
    public static TrialState Read(Stream stream, Table samples, Table? map, string trial)
    {
        RequireWhole(stream);
        stream.Position = 0;
        using BinaryReader reader = new(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        if (reader.ReadString() != Mark || reader.ReadInt32() is int format && format != Format)
        {
            throw new InvalidDataException("is of another version of dynamics");
        }
        if (reader.ReadString() != trial)
        {
            throw new InvalidDataException("is of another trial");
        }
        TrialState state = ReadState(reader);
        ReadRows(reader, samples);
        if (reader.ReadBoolean() != map is not null)
        {
            throw new InvalidDataException("is of another trial");
        }
        if (map is not null)
        {
            ReadRows(reader, map);
        }
        return state;
    }

    private static void Write(BinaryWriter writer, TrialState state)
    {
        writer.Write(state.Descent is not null);
        if (state.Descent is { } descent)
        {
            writer.Write(descent.Epoch);
            writer.Write(descent.IsShown);
            writer.Write(descent.TrainLoss is not null);
            writer.Write(descent.TrainLoss ?? 0);
            Write(writer, descent.Weights);
            Write(writer, descent.Memory);
            Write(writer, descent.Averaged);
        }
        else if (state.Flow is { } flow)
        {
            writer.Write(flow.Step);
            writer.Write(flow.Time);
            writer.Write(flow.IsShown);
            writer.Write(flow.Proposal);
            writer.Write(flow.PreviousError);
            writer.Write(flow.AfterRejection);
            writer.Write(flow.Tried);
            Write(writer, flow.Values);
        }
    }

    private static TrialState ReadState(BinaryReader reader) =>
        reader.ReadBoolean()
            ? new TrialState(ReadDescent(reader), Flow: null)
            : new TrialState(Descent: null, ReadFlow(reader));

    private static DescentState ReadDescent(BinaryReader reader)
    {
        int epoch = reader.ReadInt32();
        bool isShown = reader.ReadBoolean();
        bool hasLoss = reader.ReadBoolean();
        double loss = reader.ReadDouble();
        // Members are read in the order they are written here.
        return new DescentState(epoch, ReadNumbers(reader))
        {
            IsShown = isShown,
            TrainLoss = hasLoss ? loss : null,
            Memory = ReadNumbers(reader),
            Averaged = ReadNumbers(reader),
        };
    }

    private static IntegrationState ReadFlow(BinaryReader reader)
    {
        long step = reader.ReadInt64();
        double time = reader.ReadDouble();
        // Members are read in the order they are written here.
        return new IntegrationState(step, time, [])
        {
            IsShown = reader.ReadBoolean(),
            Proposal = reader.ReadDouble(),
            PreviousError = reader.ReadDouble(),
            AfterRejection = reader.ReadBoolean(),
            Tried = reader.ReadInt64(),
            Values = ReadNumbers(reader),
        };
    }

    private static void Write(BinaryWriter writer, double[] numbers)
    {
        writer.Write(numbers.Length);
        foreach (double number in numbers)
        {
            writer.Write(number);
        }
    }

    private static double[] ReadNumbers(BinaryReader reader)
    {
        double[] numbers = new double[reader.ReadInt32()];
        for (int index = 0; index < numbers.Length; index++)
        {
            numbers[index] = reader.ReadDouble();
        }
        return numbers;
    }

    private static void Write(BinaryWriter writer, Table table)
    {
        writer.Write(table.Columns.Count);
        foreach (string column in table.Columns)
        {
            writer.Write(column);
        }
        writer.Write(table.RowCount);
        for (int row = 0; row < table.RowCount; row++)
        {
            for (int column = 0; column < table.Columns.Count; column++)
            {
                writer.Write(table[row, column]);
            }
        }
    }

    private static void ReadRows(BinaryReader reader, Table table)
    {
        string[] columns = new string[reader.ReadInt32()];
        for (int column = 0; column < columns.Length; column++)
        {
            columns[column] = reader.ReadString();
        }
        if (!columns.SequenceEqual(table.Columns))
        {
            throw new InvalidDataException("is of another trial");
        }
        double[] row = new double[columns.Length];
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            for (int column = 0; column < row.Length; column++)
            {
                row[column] = reader.ReadDouble();
            }
            table.Add(row);
        }
    }

    /// <summary>The checksum is looked at first: nothing else in a damaged file means anything.</summary>
    private static void RequireWhole(Stream stream)
    {
        long length = stream.Length - SHA256.HashSizeInBytes;
        byte[] recorded = new byte[SHA256.HashSizeInBytes];
        if (length < 0)
        {
            throw new InvalidDataException($"has only {stream.Length} bytes");
        }
        byte[] actual = HashOf(stream, length);
        stream.ReadExactly(recorded);
        if (!actual.AsSpan().SequenceEqual(recorded))
        {
            throw new InvalidDataException("its checksum is wrong: it is damaged");
        }
    }

    /// <summary>SHA-256 of the first bytes of a stream, which is left behind them.</summary>
    private static byte[] HashOf(Stream stream, long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] chunk = new byte[1 << 16];
        stream.Position = 0;
        for (long left = length; left > 0; )
        {
            int count = (int)Math.Min(left, chunk.Length);
            stream.ReadExactly(chunk, 0, count);
            hash.AppendData(chunk, 0, count);
            left -= count;
        }
        return hash.GetHashAndReset();
    }
}
