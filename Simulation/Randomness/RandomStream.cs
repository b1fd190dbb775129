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
/// are MathNet's (polar Box–Muller), in order; every other draw takes exactly one uniform number k/2^53.
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

    /// <summary>Fills a span with independent draws from U[−bound, bound): bound·(2u − 1).</summary>
    public void FillUniform(Span<double> values, double bound)
    {
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = bound * (2 * NextUniform() - 1);
        }
    }

    /// <summary>One draw u from U[0, 1).</summary>
    public double NextUniform() => generator.NextDouble();

    /// <summary>Fills a span with independent draws from 0 … <paramref name="count"/> − 1, each ⌊u·count⌋.</summary>
    public void FillBelow(Span<int> values, int count)
    {
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = (int)(NextUniform() * count);
        }
    }

    /// <summary>A fair coin: +1 if u &lt; 1/2, else −1.</summary>
    public int NextSign() => NextUniform() < 0.5 ? 1 : -1;

    /// <summary>Puts the entries in an order drawn uniformly from all orders.</summary>
    /// <remarks>
    /// Fisher and Yates' method, last place first: entry i changes places with entry ⌊u·(i + 1)⌋, for i = n − 1 … 1.
    /// </remarks>
    public void Shuffle(Span<int> values)
    {
        for (int place = values.Length - 1; place > 0; place--)
        {
            int other = (int)(NextUniform() * (place + 1));
            (values[place], values[other]) = (values[other], values[place]);
        }
    }
}
