namespace Dynamics.Comparison.Figures;

/// <summary>The shape of a mark.</summary>
public enum Mark
{
    /// <summary>A filled circle.</summary>
    Dot,

    /// <summary>An open circle; white inside, so that it stands out from what is below.</summary>
    Ring,

    /// <summary>A diagonal cross, ×.</summary>
    Cross,

    /// <summary>A filled square with the area of the dot.</summary>
    Square,

    /// <summary>A filled square on its corner, with the area of the dot.</summary>
    Diamond,
}
