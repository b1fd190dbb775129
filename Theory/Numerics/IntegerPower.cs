namespace Dynamics.Theory.Numerics;

/// <summary>x^n by squaring: a few multiplications, and right for negative x.</summary>
internal static class IntegerPower
{
    /// <summary>x^n for n ≥ 0; 1 for n = 0.</summary>
    public static double Of(double x, int n)
    {
        double power = 1;
        for (; n > 0; n >>= 1)
        {
            power = (n & 1) == 1 ? power * x : power;
            x *= x;
        }
        return power;
    }
}
