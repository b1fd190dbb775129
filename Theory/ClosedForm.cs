namespace Dynamics.Theory;

/// <summary>A solution in closed form, or the reason why there is none: never a wrong curve.</summary>
/// <typeparam name="T">The solution.</typeparam>
public abstract record ClosedForm<T>
{
    private ClosedForm() { }

    /// <summary>There is one.</summary>
    /// <param name="Solution">It.</param>
    public sealed record Found(T Solution) : ClosedForm<T>;

    /// <summary>There is none.</summary>
    /// <param name="Because">A sentence for the user, with the numbers that decide.</param>
    public sealed record None(string Because) : ClosedForm<T>;
}
