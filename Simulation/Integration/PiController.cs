namespace Dynamics.Simulation.Integration;

/// <summary>Proposes step sizes from error estimates: a PI controller with the constants of DOPRI5.</summary>
/// <remarks>
/// h_new = h·min(10, max(1/5, 0.9·err^{−(1/p − 0.75β)}·err_old^{β})), β = 0.04, p the order carried forward; after a
/// rejection the step does not grow. Source: Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations I, II.4.
/// </remarks>
internal static class PiController
{
    private const double Beta = 0.04;
    private const double Safety = 0.9;
    private const double LargestGrowth = 10;
    private const double LargestShrink = 0.2;

    // Below this an error says nothing about the next one; the same floor as in DOPRI5.
    private const double SmallestPreviousError = 1e-4;

    /// <summary>What the controller remembers between steps.</summary>
    /// <param name="Proposal">The step it would take next if no sample time stood in the way.</param>
    /// <param name="PreviousError">Scaled error of the last accepted step.</param>
    /// <param name="AfterRejection">Whether the last step tried was rejected.</param>
    public readonly record struct Memory(double Proposal, double PreviousError, bool AfterRejection)
    {
        /// <summary>Before the first step.</summary>
        public static Memory Fresh(double firstStep) => new(firstStep, SmallestPreviousError, AfterRejection: false);
    }

    /// <summary>The memory after a step of size <paramref name="step"/> was accepted.</summary>
    /// <param name="memory">The memory before it.</param>
    /// <param name="step">The step taken, perhaps shortened to meet a sample time.</param>
    /// <param name="error">Its scaled error, at most 1.</param>
    /// <param name="order">Order carried forward.</param>
    public static Memory Accepted(Memory memory, double step, double error, int order)
    {
        double growth = Safety * Math.Pow(error, -(1.0 / order - 0.75 * Beta)) * Math.Pow(memory.PreviousError, Beta);
        growth = Math.Clamp(growth, LargestShrink, memory.AfterRejection ? 1 : LargestGrowth);
        // A step shortened to meet a sample time says little about the step that was possible: keep the larger.
        bool wasShortened = step < memory.Proposal && growth >= 1;
        double proposal = wasShortened ? Math.Max(memory.Proposal, growth * step) : growth * step;
        return new Memory(proposal, Math.Max(error, SmallestPreviousError), AfterRejection: false);
    }

    /// <summary>The memory after a step of size <paramref name="step"/> was rejected.</summary>
    public static Memory Rejected(Memory memory, double step, double error, int order)
    {
        double shrink = Safety * Math.Pow(error, -(1.0 / order - 0.75 * Beta));
        shrink = double.IsNaN(shrink) ? LargestShrink : Math.Clamp(shrink, LargestShrink, 1);
        return memory with { Proposal = shrink * step, AfterRejection = true };
    }
}
