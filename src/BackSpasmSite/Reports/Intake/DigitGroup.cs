namespace BackSpasmSite.Reports.Intake;

/// <summary>A run of digits, and what joins it to the run before it.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Digits">The digits.</param>
/// <param name="Joint">
/// A space, <c>-</c>, <c>.</c> or <c>/</c>; <see cref="Dash"/> for a hyphen among spaces; <see cref="Nothing"/> where
/// something else stands between, or nothing before.
/// </param>
internal sealed record DigitGroup(int Start, string Digits, char Joint)
{
    public const char Nothing = '\0';

    /// <summary>A hyphen among spaces: “555 - 123 - 4567”, but also “10 – 15”.</summary>
    public const char Dash = '–';

    /// <summary>Behind its last digit.</summary>
    public int End => Start + Digits.Length;

    /// <summary>All groups of a text, in their order.</summary>
    /// <param name="text">Plain characters.</param>
    public static List<DigitGroup> In(string text)
    {
        var groups = new List<DigitGroup>();
        for (var start = 0; start < text.Length; start++)
        {
            if (!char.IsAsciiDigit(text[start])) continue;
            var end = start + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            var joint = groups.Count == 0 ? Nothing : JointOf(text.AsSpan(groups[^1].End..start));
            groups.Add(new DigitGroup(start, text[start..end], joint));
            start = end;
        }

        return groups;
    }

    private static char JointOf(ReadOnlySpan<char> between)
    {
        if (between.Length > 4) return Nothing;
        return between.Trim(" ()") switch
        {
            "" => ' ',
            "-" => between.Contains(' ') ? Dash : '-',
            "/" => '/',
            // A full stop and a space end a sentence.
            "." when between.Length == 1 => '.',
            _ => Nothing,
        };
    }
}
