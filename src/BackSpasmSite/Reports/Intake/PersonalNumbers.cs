using System.Text.RegularExpressions;

namespace BackSpasmSite.Reports.Intake;

/// <summary>Tells telephone, patient and card numbers from the other numbers of a text; <see cref="GroupedNumber"/> has the rule.</summary>
internal static partial class PersonalNumbers
{
    /// <summary>Where they stand, in their order.</summary>
    /// <param name="text">Plain characters, without dates, addresses and named identifiers.</param>
    public static List<Range> In(string text)
    {
        var found = new List<Range>();
        var groups = DigitGroup.In(text);
        var announced = Announcement().Matches(text).Select(match => match.Index + match.Length).ToHashSet();
        for (var i = 0; i < groups.Count; i++)
        {
            // Behind one that was found, its groups are done with.
            if (found.Count > 0 && groups[i].Start < found[^1].End.Value) continue;

            var start = Beginning(text, groups[i]);
            var isAnnounced = announced.Contains(groups[i].Start);
            if (HangsOn(text, start) && !isAnnounced) continue;
            if (EndOf(text, groups, i, isAnnounced) is { } end) found.Add(start..end);
        }

        return found;
    }

    // The longest counts. It may end before the run of groups does: “020 7946 0958 - 10 to 4”.
    private static int? EndOf(string text, List<DigitGroup> groups, int first, bool isAnnounced)
    {
        int? end = null;
        for (var number = new GroupedNumber(text, groups, first, 1); number is not null; number = number.Longer())
            if (!GoesOn(text, number.End) && number.IsPersonal(isAnnounced)) end = number.End;
        return end;
    }

    // With its plus, and the bracket of a code: (+44) 20, (020) 79.
    private static int Beginning(string text, DigitGroup group)
    {
        var start = group.Start;
        if (start > 0 && text[start - 1] == '+') start--;
        var isBracketed = start > 0 && text[start - 1] == '(' && group.End < text.Length && text[group.End] == ')';
        return isBracketed ? start - 1 : start;
    }

    // What hangs on a word or a number is a part of it: PMC6354893, bmj-2020-0123, 0.000123456, an @handle.
    private static bool HangsOn(string text, int start)
    {
        var before = start > 0 ? text[start - 1] : ' ';
        var further = start > 1 ? text[start - 2] : ' ';
        return before switch
        {
            '-' => char.IsAsciiLetterOrDigit(further),
            '/' => char.IsAsciiLetter(further),
            '.' or ',' or ':' => char.IsAsciiDigit(further),
            _ => char.IsAsciiLetterOrDigit(before) || before is '_' or '@',
        };
    }

    // A unit, a check letter, half a range, decimals; but x12 is an extension.
    private static bool GoesOn(string text, int end)
    {
        var after = end < text.Length ? text[end] : ' ';
        var isBeforeDigit = end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]);
        return after switch
        {
            'x' => !isBeforeDigit,
            '-' or '.' or ':' => isBeforeDigit,
            _ => char.IsAsciiLetterOrDigit(after) || after == '_',
        };
    }

    // A word that asks for a number, and the small words up to it: “tel.:”, “my number is”, “WhatsApp me on”; after
    // “call me” any words, “call me after six on”.
    [GeneratedRegex(
        @"\b(?:(?:call|phone|ring|text|message|whatsapp|contact|reach) (?:me|us)\b[^0-9.!?\n]{0,40}" +
        @"|(?:tel|telephone|phone|ph|mobile|mob|cell|cellphone|landline|fax|whatsapp|sms|text|call|ring|dial|mrn|number)" +
        @"(?:[ :.,;=#(+-]+(?:me|us|him|her|them|my|our|on|at|is|no|nr|number|phone|telephone|mobile|cell|home|work|whatsapp|back|under|via))*)" +
        @"[ :.,;=#(+-]*",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Announcement();
}
