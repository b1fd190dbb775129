using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace Dynamics.Simulation.Randomness;

/// <summary>A stream of random numbers that is a pure function of (seed, purpose, index).</summary>
/// <remarks>
/// The generator is MathNet's xoshiro256** seeded with the first four bytes, little-endian, of
/// SHA-256("seed/purpose/index") in UTF-8 with decimal numbers, for example SHA-256("1/weights/2"). Streams of
/// different purposes share nothing, so a new use of randomness never moves the numbers of an old one. Normal numbers
/// are MathNet's (polar Box–Muller), in order.
/// </remarks>
public sealed class RandomStream
{
    /// <summary>Name of the generator and of the seeding, as manifests record it.</summary>
    public const string GeneratorName = "xoshiro256** (MathNet.Numerics 5.0.0), seeded by SHA-256(seed/purpose/index)";

    private readonly Xoshiro256StarStar generator;

    /// <param name="seed">The seed a user gives.</param>
    /// <param name="purpose">What the numbers are for, such as "weights".</param>
    /// <param name="index">Which one of that purpose, such as the layer.</param>
    public RandomStream(int seed, string purpose, int index)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{purpose}/{index}"));
        generator = new Xoshiro256StarStar(BinaryPrimitives.ReadInt32LittleEndian(digest), threadSafe: false);
    }

    /// <summary>Fills a span with independent draws from N(0, deviation²).</summary>
    public void FillNormal(Span<double> values, double deviation)
    {
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = Normal.Sample(generator, 0, deviation);
        }
    }

    /// <summary>Shuffles by Fisher and Yates: from the last place down, each item changes places with one at or before it.</summary>
    public void Shuffle(Span<int> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = generator.Next(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }
}
