using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Dynamics.Comparison.Reports;
using Dynamics.Simulation.LinearAlgebra;

namespace Dynamics.Comparison.Commands;

/// <summary>The options that choose who does linear algebra, shared by all commands that compute.</summary>
internal sealed class LinearAlgebraOptions
{
    private readonly Option<string> choice = new("--linear-algebra")
    {
        Description = "Who does linear algebra: auto (MKL where it can be loaded, else managed), mkl or managed.",
        HelpName = "auto|mkl|managed",
        DefaultValueFactory = _ => "auto",
    };

    private readonly Option<int?> threads = new("--threads")
    {
        Description = "Threads one operation of linear algebra may use; default: all cores.",
        HelpName = "n",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0)
            {
                return count;
            }
            result.AddError($"--threads: must be a positive whole number, but is \"{text}\". Example: --threads 2.");
            return null;
        },
    };

    private readonly Option<bool> reproducible = new("--reproducible")
    {
        Description =
            "The same bits for any number of threads: MKL on one, whatever --threads; large networks take up to twice as long. Default: off.",
    };

    public LinearAlgebraOptions()
    {
        string[] known = ["auto", "mkl", "managed"];
        choice.CompletionSources.Add(known);
        // AcceptOnlyFromAmong would say it in four lines.
        choice.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens.Where(token => !known.Contains(token.Value)))
            {
                result.AddError(
                    $"--linear-algebra: must be auto, mkl or managed, but is \"{token.Value}\". Example: --linear-algebra auto."
                );
            }
        });
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(choice);
        command.Add(threads);
        command.Add(reproducible);
    }

    /// <summary>Sets the provider, once, before anything computes; one notice if it is not what one would expect.</summary>
    /// <exception cref="LinearAlgebraUnavailableException">MKL is demanded and cannot be loaded.</exception>
    public LinearAlgebraInfo Apply(ParseResult parsed)
    {
        LinearAlgebraInfo info = LinearAlgebraSelection.Use(
            parsed.GetValue(choice) switch
            {
                "mkl" => LinearAlgebraChoice.Mkl,
                "managed" => LinearAlgebraChoice.Managed,
                _ => LinearAlgebraChoice.Auto,
            },
            parsed.GetValue(threads),
            parsed.GetValue(reproducible)
        );
        if (info.Notice is string notice)
        {
            Message.Notice(notice).Show();
        }
        return info;
    }

    /// <summary>What was chosen, as records show it.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Describe(LinearAlgebraInfo info) =>
        [
            new("provider", info.Name),
            new("version", info.Version),
            new("library", info.LibraryPath ?? "none"),
            new("threadingLayer", info.ThreadingLayer),
            new("threads", info.Threads.ToString(CultureInfo.InvariantCulture)),
            new("branch", info.Branch),
        ];
}
