namespace Dynamics.Comparison.Scenarios.Source;

/// <summary>A value of the source as a number, a text, a list, or an error that says what it should have been.</summary>
internal static class SourceReading
{
    public static double Number(this SourceValue value, NumberRange range)
    {
        if (value.Kind is SourceKind.Number or SourceKind.Bare)
        {
            return StrictNumber.WhyNot(value.Raw, range, out double number) is { } advice
                ? throw value.Wrong(range.Words, advice)
                : number;
        }
        throw value.Wrong(range.Words, NumberAdvice(value, range));
    }

    public static int Whole(this SourceValue value, int minimum)
    {
        string words =
            minimum == int.MinValue ? "a whole number of 32 bits"
            : minimum == 0 ? "a whole number, 0 or more"
            : $"a whole number, {minimum} or more";
        NumberRange range = new(words, minimum, IncludesMinimum: true, Example: $"{Math.Max(minimum, 1)}");
        double number = value.Number(range);
        return number != Math.Floor(number) ? throw value.Wrong(words, $"Example: {range.Example}.")
            : number > int.MaxValue ? throw value.Wrong(words, $"The largest is {int.MaxValue}.")
            : (int)number;
    }

    public static string Text(this SourceValue value, string example) =>
        value.Kind is SourceKind.Text or SourceKind.Bare
            ? value.Raw
            : throw value.Wrong("text in double quotes", $"Example: {Display.Text(example)}.");

    public static bool Flag(this SourceValue value) =>
        value.Kind is SourceKind.Truth or SourceKind.Bare && value.Raw is "true" or "false"
            ? value.Raw == "true"
            : throw value.Wrong("true or false", "Write it without quotes.");

    public static string Choice(this SourceValue value, IReadOnlyList<string> words)
    {
        if (value.Kind is not (SourceKind.Text or SourceKind.Bare))
        {
            throw value.Wrong(Display.Choices(words), $"Example: {Display.Text(words[0])}.");
        }
        return words.Contains(value.Raw, StringComparer.Ordinal)
            ? value.Raw
            : throw value.Wrong(Display.Choices(words), NearestName.Advice(value.Raw, words, "Take one of these."));
    }

    public static NumberOrWord NumberOrWord(this SourceValue value, NumberRange range, IReadOnlyList<string> words)
    {
        if (value.Kind is SourceKind.Text or SourceKind.Bare && words.Contains(value.Raw, StringComparer.Ordinal))
        {
            return new NumberOrWord(double.NaN, value.Raw);
        }
        string must = Display.Joined([range.Words, .. words.Select(Display.Text)], "or");
        if (value.Kind is SourceKind.Number or SourceKind.Bare)
        {
            return StrictNumber.WhyNot(value.Raw, range, out double number) is { } advice
                ? throw value.Wrong(must, NearestName.Advice(value.Raw, words, advice))
                : new NumberOrWord(number, null);
        }
        throw value.Wrong(
            must,
            value.Kind == SourceKind.Text && NearestName.Find(value.Raw, words) is { } nearest
                ? $"Did you mean {Display.Text(nearest)}?"
                : NumberAdvice(value, range)
        );
    }

    public static IReadOnlyList<SourceValue> List(this SourceValue value, string example, bool mayBeEmpty = false) =>
        value.Kind != SourceKind.List ? throw value.Wrong("a list [ … ]", $"Example: {example}.")
        : value.Items.Count == 0 && !mayBeEmpty ? throw value.Wrong("a list of at least one", $"Example: {example}.")
        : value.Items;

    private static string NumberAdvice(SourceValue value, NumberRange range) =>
        value.Kind != SourceKind.Text
            ? $"Example: {range.Example}."
            : StrictNumber.WhyNot(value.Raw, range, out _) ?? "Numbers stand without quotes.";
}
