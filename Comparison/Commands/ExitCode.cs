namespace Dynamics.Comparison.Commands;

/// <summary>What the process tells its caller. Anything else, or a stack trace, is a defect of ours.</summary>
internal static class ExitCode
{
    /// <summary>All was done.</summary>
    public const int Done = 0;

    /// <summary>Bad input or usage: nothing was written.</summary>
    public const int BadInput = 2;

    /// <summary>A run diverged or ran out of steps: the samples so far are kept, marked partial.</summary>
    public const int NumericalStop = 3;

    /// <summary>Disk, permission, or a library that was demanded.</summary>
    public const int Environment = 4;

    /// <summary>A theory missed its tolerance, or two sets of results differ.</summary>
    public const int Disagreement = 5;

    /// <summary>The terminal is gone (SIGHUP): the samples so far are kept, marked partial.</summary>
    public const int HungUp = 129;

    /// <summary>Ctrl-C: the samples so far are kept, marked partial.</summary>
    public const int Interrupted = 130;

    /// <summary>Asked to end: the samples so far are kept, marked partial.</summary>
    public const int Terminated = 143;
}
