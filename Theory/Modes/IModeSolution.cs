namespace Dynamics.Theory.Modes;

/// <summary>The strength of one mode as a function of time, in closed form.</summary>
public interface IModeSolution
{
    /// <summary>Strength at time t.</summary>
    /// <param name="time">t, not negative, in the unit of the time constant.</param>
    double StrengthAt(double time);
}
