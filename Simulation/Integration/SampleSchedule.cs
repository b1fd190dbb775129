namespace Dynamics.Simulation.Integration;

/// <summary>The sample times of one run, worked out one at a time, so that a long run needs no list of them.</summary>
internal static class SampleSchedule
{
    /// <summary>Where a logarithmic schedule begins when no step says so, relative to the end.</summary>
    private const double FirstOfLogarithmic = 1e-4;

    /// <summary>Step numbers of a fixed-step run, ascending.</summary>
    /// <exception cref="ArgumentException">A time asked for is met by no step.</exception>
    public static IEnumerable<long> Steps(SampleTimes times, StepRule.Fixed rule, double until)
    {
        long last = Count(rule, until, "The end");
        return times switch
        {
            SampleTimes.EveryStep => Multiples(1, last),
            SampleTimes.Every every => Multiples(Count(rule, every.Interval, "The sample interval"), last),
            SampleTimes.Logarithmic logarithmic => Logarithmic(logarithmic.Count, first: 1, last)
                .Select(step => (long)Math.Round(step))
                .Prepend(0)
                .Distinct(),
            SampleTimes.At at => Ascending(at.Times, until)
                .Select(time => Count(rule, time, "The sample time"))
                .ToList(),
            _ => throw new ArgumentOutOfRangeException(nameof(times)),
        };
    }

    /// <summary>Times at which an adaptive run must stop, ascending; none when every step is shown anyway.</summary>
    public static IEnumerable<double> Times(SampleTimes times, double until) =>
        times switch
        {
            SampleTimes.EveryStep => [0, .. until > 0 ? [until] : Array.Empty<double>()],
            SampleTimes.Every every => Multiples(every.Interval, until),
            SampleTimes.Logarithmic logarithmic => Logarithmic(logarithmic.Count, FirstOfLogarithmic * until, until)
                .Prepend(0)
                .Distinct(),
            SampleTimes.At at => Ascending(at.Times, until),
            _ => throw new ArgumentOutOfRangeException(nameof(times)),
        };

    private static long Count(StepRule.Fixed rule, double time, string what) =>
        rule.TryCountTo(time, out long count) && (count > 0 || time == 0)
            ? count
            : throw new ArgumentException(
                $"{what} must be a whole number of steps of {rule.Step}, but {time} is {time / rule.Step} steps.",
                nameof(time)
            );

    private static IEnumerable<long> Multiples(long interval, long last)
    {
        for (long step = 0; step < last; step += interval)
        {
            yield return step;
        }
        yield return last;
    }

    private static IEnumerable<double> Multiples(double interval, double until)
    {
        // A multiple within rounding of the end is the end.
        for (long k = 0; k * interval < until * (1 - 1e-12); k++)
        {
            yield return k * interval;
        }
        yield return until;
    }

    private static IEnumerable<double> Logarithmic(int count, double first, double last)
    {
        if (!(last > first))
        {
            return [last];
        }
        double ratio = Math.Log(last / first) / (count - 1);
        return Enumerable.Range(0, count).Select(k => k == count - 1 ? last : first * Math.Exp(k * ratio));
    }

    private static IReadOnlyList<double> Ascending(IReadOnlyList<double> times, double until)
    {
        double previous = double.NegativeInfinity;
        foreach (double time in times)
        {
            if (!(time >= 0 && time > previous && time <= until * (1 + 1e-9)))
            {
                throw new ArgumentException(
                    $"Sample times must ascend from 0 to the end {until}, but {time} comes after {previous}.",
                    nameof(times)
                );
            }
            previous = time;
        }
        return times;
    }
}
