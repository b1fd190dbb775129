using MathNet.Numerics.Integration;

namespace Dynamics.Theory.Numerics;

/// <summary>The solution of y' = f(y) that moves from a start towards a limit with f ≠ 0 between: t(y) by quadrature, y(t) its inverse.</summary>
/// <remarks>
/// In z with y = limit − (limit − start) e^{−z}, in which the way is endless and nearly uniform; for an infinite limit in z with
/// y = start ± sinh z. Panels of z are added as far as they are asked for, each halved until two Gauss–Legendre rules agree.
/// </remarks>
internal sealed class MonotoneClock
{
    private const double Width = 0.5; // of a panel before it is halved
    private const double NarrowestPanel = 1e-3;
    private const double Agreement = 1e-14;
    private const double Rounding = 1e-15; // of y, and so of a speed that vanishes with limit − y
    private const double Farthest = 34; // e^{−34}: beyond it y is the limit, to rounding

    private static readonly GaussLegendreRule coarse = new(0, 1, 10);
    private static readonly GaussLegendreRule fine = new(0, 1, 16);

    private readonly Func<double, double, double> speed; // of y and of limit − y
    private readonly double rounding; // of the speed next to the limit
    private readonly double start;
    private readonly double limit;
    private readonly List<(double Z, double Time)> panels = [(0, 0)];

    /// <param name="speed">f; of the sign of limit − start between the two.</param>
    /// <param name="start">y(0), finite.</param>
    /// <param name="limit">Where f is 0, or ±∞; not the start.</param>
    public MonotoneClock(Func<double, double> speed, double start, double limit)
        : this((y, _) => speed(y), start, limit)
    {
        rounding = Rounding;
    }

    /// <summary>The same where f is known to full accuracy next to the limit too.</summary>
    /// <param name="speed">f of y and of what is left, limit − y, which does not cancel; ±∞ for an infinite limit.</param>
    /// <param name="start">y(0), finite.</param>
    /// <param name="limit">Where f is 0, or ±∞; not the start.</param>
    public MonotoneClock(Func<double, double, double> speed, double start, double limit)
    {
        (this.speed, this.start, this.limit) = (speed, start, limit);
    }

    /// <summary>t at which y is passed.</summary>
    /// <param name="y">From the start towards the limit.</param>
    public double TimeTo(double y)
    {
        double gone = (y - start) / (limit - start);
        double z =
            double.IsInfinity(limit) ? Math.Asinh(Math.Abs(y - start))
            : gone < 0.5 ? -StableFunctions.LogOnePlus(-gone)
            : -Math.Log((limit - y) / (limit - start));
        double reached = Math.Min(z, Farthest);
        while (panels[^1].Z < reached)
        {
            AddPanel();
        }
        int panel = IndexBefore(reached, static (entry, value) => entry.Z <= value);
        double time = panels[panel].Time + Integral(fine, panels[panel].Z, reached);
        return z > reached ? time + (z - reached) * Slowness(reached) : time;
    }

    /// <summary>y at a time.</summary>
    /// <param name="time">t ≥ 0.</param>
    public double At(double time)
    {
        while (panels[^1].Time < time && panels[^1].Z < Farthest)
        {
            AddPanel();
        }
        if (panels[^1].Time <= time)
        {
            return double.IsInfinity(limit) ? Y(panels[^1].Z) : limit;
        }
        int panel = IndexBefore(time, static (entry, value) => entry.Time <= value);
        ((double low, double from), (double high, double to)) = (panels[panel], panels[panel + 1]);
        (double left, double right) = (low, high);
        double z = low + (high - low) * (time - from) / (to - from);
        for (int iteration = 0; iteration < 60 && right - left > 1e-16 * right; iteration++)
        {
            double excess = from + Integral(fine, low, z) - time;
            (left, right) = excess > 0 ? (left, z) : (z, right);
            double next = z - excess / Slowness(z);
            next = next > left && next < right ? next : (left + right) / 2;
            if (Math.Abs(next - z) <= 4e-16 * z)
            {
                return Y(next);
            }
            z = next;
        }
        return Y(z);
    }

    private void AddPanel()
    {
        (double from, double time) = panels[^1];
        double width = Width;
        while (true)
        {
            double once = Integral(coarse, from, from + width);
            double twice = Integral(fine, from, from + width);
            double noise = double.IsInfinity(limit) ? 0 : rounding * Math.Exp(from + width);
            if (Math.Abs(once - twice) <= (Agreement + noise) * Math.Abs(twice) || width < NarrowestPanel)
            {
                panels.Add((from + width, time + twice));
                return;
            }
            width /= 2;
        }
    }

    private int IndexBefore(double value, Func<(double Z, double Time), double, bool> isBefore)
    {
        (int low, int high) = (0, panels.Count - 1);
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            (low, high) = isBefore(panels[middle], value) ? (middle, high) : (low, middle);
        }
        return low;
    }

    private double Integral(GaussLegendreRule rule, double from, double to)
    {
        double sum = 0;
        for (int i = 0; i < rule.Order; i++)
        {
            sum += rule.GetWeight(i) * Slowness(from + (to - from) * rule.GetAbscissa(i));
        }
        return sum * (to - from);
    }

    /// <summary>dt/dz.</summary>
    private double Slowness(double z)
    {
        if (double.IsInfinity(limit))
        {
            return Math.Sign(limit) * Math.Cosh(z) / speed(Y(z), limit);
        }
        double left = (limit - start) * Math.Exp(-z);
        return left / speed(Y(z), left);
    }

    // By what is gone of the way while that is short, so that a start near 0 keeps its digits.
    private double Y(double z) =>
        double.IsInfinity(limit) ? start + Math.Sign(limit) * Math.Sinh(z)
        : z < 1 ? start + (limit - start) * StableFunctions.OneMinusExp(z)
        : limit - (limit - start) * Math.Exp(-z);
}
