namespace ComparisonTests.House.Claims;

/// <summary>Terms with + - * / between blanks, from left to right; brackets, parentheses and |…| hold a term together.</summary>
internal static class Arithmetic
{
    private const string operators = "+-*/";

    /// <summary>The value of a text, given that of its terms.</summary>
    public static double Of(string text, Func<string, double> term)
    {
        IReadOnlyList<string> parts = Split(text, operators);
        double value = Bracketed(parts[0], term);
        for (int i = 1; i < parts.Count; i += 2)
        {
            double next = Bracketed(parts[i + 1], term);
            value = parts[i] switch
            {
                "+" => value + next,
                "-" => value - next,
                "*" => value * next,
                _ => value / next,
            };
        }
        return value;
    }

    /// <summary>Operands and the signs between them, in their order.</summary>
    public static IReadOnlyList<string> Split(string text, string signs)
    {
        List<string> parts = [];
        int depth = 0;
        bool bar = false;
        int from = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            depth +=
                c is '[' or '(' ? 1
                : c is ']' or ')' ? -1
                : 0;
            bar ^= c == '|';
            bool between = i > 0 && i + 1 < text.Length && text[i - 1] == ' ' && text[i + 1] == ' ';
            if (depth == 0 && !bar && between && signs.Contains(c, StringComparison.Ordinal))
            {
                parts.Add(text[from..i].Trim());
                parts.Add(c.ToString());
                from = i + 1;
            }
        }
        parts.Add(text[from..].Trim());
        return parts;
    }

    private static double Bracketed(string text, Func<string, double> term) =>
        text switch
        {
            ['|', .. string inner, '|'] => Math.Abs(Of(inner, term)),
            ['(', .. string inner, ')'] => Of(inner, term),
            _ => term(text),
        };
}
