namespace Dynamics.Comparison.Reports;

/// <summary>A line for standard error: a notice, which begins with <c>notice:</c>, or an error, which begins with its place.</summary>
/// <param name="IsNotice">Whether nothing failed.</param>
/// <param name="Text">The line, without its prefix.</param>
public sealed record Message(bool IsNotice, string Text)
{
    /// <summary>Something expected that is good to know.</summary>
    public static Message Notice(string text) => new(true, text);

    /// <summary>Something that failed, or that was refused.</summary>
    public static Message Error(string text) => new(false, text);

    /// <summary>Writes the line to standard error.</summary>
    public void Show() => Console.Error.WriteLine(this);

    /// <summary><c>notice: …</c>, or the text of an error as it is, so that its <c>file:line:</c> comes first.</summary>
    public override string ToString() => IsNotice ? $"notice: {Text}" : Text;
}
