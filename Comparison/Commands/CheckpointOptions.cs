using System.CommandLine;
using Dynamics.Comparison.Experiments.Checkpoints;
using Dynamics.Comparison.Scenarios.Source;

namespace Dynamics.Comparison.Commands;

/// <summary>The options of a run that can be stopped, or killed, and go on.</summary>
internal sealed class CheckpointOptions
{
    private readonly Option<double?> every = new("--checkpoint-every")
    {
        Description =
            "Saves every run after so many epochs of a descent, or so much t of a flow, and when it is interrupted, in "
            + "<name>.checkpoint beside its results, until they are complete. Sweeps have no checkpoints.",
        HelpName = "n",
        CustomParser = result =>
        {
            if (
                StrictNumber.TryRead(
                    result.Tokens[0].Value,
                    NumberRange.Positive,
                    out double number,
                    out string complaint
                )
            )
            {
                return number;
            }
            result.AddError($"--checkpoint-every: {complaint}");
            return null;
        },
    };

    private readonly Option<bool> resume = new("--resume")
    {
        Description =
            "Goes on from the checkpoint there is, to the same bytes as without a stop; saves as often as before unless "
            + "--checkpoint-every says otherwise. Settings must be the same. Default: off.",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(every);
        command.Add(resume);
    }

    /// <summary>What was asked for.</summary>
    public CheckpointRequest Of(ParseResult parsed) => new(parsed.GetValue(every), parsed.GetValue(resume));
}
