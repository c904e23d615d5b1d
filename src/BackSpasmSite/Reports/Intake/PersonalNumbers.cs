using System.Globalization;
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

/// <summary>Neighbouring groups of digits, read as one number. The rule of what is personal is here.</summary>
/// <remarks>
/// <para>
/// A number that begins as only a telephone number does (<c>+</c>, <c>00</c>, a zero before two more digits) needs no
/// more than the right count of digits. One that could be anything needs one of a few forms, must stand by itself and
/// must not be a series of amounts. Behind words such as “call me on”, seven digits will do.
/// </para>
/// <para>
/// In none is a group of one digit but at the beginning, for a country or an area: <c>0.5 1.0 1.5</c> is a list. A dot
/// is a decimal point, unless two or more part all the groups that are left.
/// </para>
/// </remarks>
/// <param name="text">Plain characters.</param>
/// <param name="groups">All groups of the text.</param>
/// <param name="first">The place of the number's first group among them.</param>
/// <param name="count">How many groups it has.</param>
internal sealed class GroupedNumber(string text, List<DigitGroup> groups, int first, int count)
{
    /// <summary>E.164 has at most 15 digits with the country's; <c>00</c> may stand before them.</summary>
    private const int MostDigits = 17;

    private readonly List<DigitGroup> _parts = groups.GetRange(first, count);

    // What joins its groups, in their order.
    private readonly List<char> _joints = [.. groups.GetRange(first + 1, count - 1).Select(group => group.Joint)];

    private readonly DigitGroup? _next = first + count < groups.Count ? groups[first + count] : null;

    /// <summary>Behind its last digit.</summary>
    public int End => _parts[^1].End;

    private int Digits => _parts.Sum(group => group.Digits.Length);

    private string Opening => _parts[0].Digits;

    private bool HasPlus => _parts[0].Start is > 0 and var start && text[start - 1] == '+';

    /// <summary>It with the group that is joined to it, if there is one and they can be one number.</summary>
    public GroupedNumber? Longer() =>
        _next is not null && _next.Joint != DigitGroup.Nothing && Digits < MostDigits ? new(text, groups, first, count + 1) : null;

    /// <summary>Whether it looks like a telephone, patient or card number.</summary>
    /// <param name="isAnnounced">Whether words before it ask for one.</param>
    public bool IsPersonal(bool isAnnounced) =>
        Digits <= MostDigits && HoldsTogether() &&
        (BeginsAsTelephone() || (!IsSeries() && ((isAnnounced && IsLocal()) || (StandsAlone() && HasForm()))));

    // A group of one digit only at the beginning; once a dot, no other mark, and not just one.
    private bool HoldsTogether()
    {
        var singles = HasPlus || Opening.StartsWith("00", StringComparison.Ordinal) ? 3 : 1;
        var dotted = _joints.SkipWhile(joint => joint != '.').ToList();
        return _parts.Skip(singles).All(group => group.Digits.Length > 1) && dotted.Count != 1 && dotted.TrueForAll(joint => joint == '.');
    }

    private bool BeginsAsTelephone() => Opening switch
    {
        [not '0', ..] => HasPlus && Digits is >= 8 and <= 15,
        // Not “001”, “002”, which is how people count.
        ['0', '0', not '0', _, ..] => Digits is >= 10 and <= MostDigits,
        ['0', not '0', _, ..] => Digits is >= 9 and <= 12,
        _ => false,
    };

    private bool IsLocal() => Opening.Length > 1 && Digits is >= 7 and <= 15 && IsEven();

    private bool HasForm() => string.Join(' ', _parts.Select(group => group.Digits.Length)) switch
    {
        // A round one is an amount.
        "10" or "11" or "12" when Opening[0] != '0' => !Opening.EndsWith("00000", StringComparison.Ordinal),
        // North America, where no area begins with 0 or 1, and the patients of the NHS.
        "3 3 4" => Opening[0] >= '2',
        "1 3 3 4" or "3 3 3 4" => Opening is "1" or "001" && _parts[1].Digits[0] >= '2',
        // Social security in the United States.
        "3 2 4" => _joints.TrueForAll(joint => joint == '-'),
        "15" or "16" or "4 4 4 4" or "4 6 5" => CheckDigits.IsCard(string.Concat(_parts.Select(group => group.Digits))),
        _ => Opening switch
        {
            "00" => count > 1 && _parts[1].Digits[0] != '0' && Digits is >= 10 and <= MostDigits && IsEven(),
            ['0', not '0'] => Digits is >= 9 and <= 12 && IsEven(),
            _ => false,
        },
    };

    // Behind an area's code, people keep to one mark.
    private bool IsEven() => _joints.Skip(1).Distinct().Count() < 2;

    // Not a stretch of a longer list, nor an end of a range.
    private bool StandsAlone()
    {
        var joint = count > 1 ? _joints[^1] : DigitGroup.Dash;
        return _parts[0].Joint != joint && _next?.Joint != joint;
    }

    // Ranges (4321-10987), doses (250 500 1000) and counts (02-04-06-08-10) rise; but 555-1234 is how people write a local number.
    private bool IsSeries()
    {
        var amounts = _parts.Skip(Opening == "1" ? 1 : 0).Select(group => long.Parse(group.Digits, CultureInfo.InvariantCulture)).ToList();
        var steps = amounts.Zip(amounts.Skip(1), (one, next) => next - one).ToList();
        if (steps.Exists(step => step <= 0)) return false;

        return steps.Count == 1
            ? _joints[^1] is '-' or DigitGroup.Dash && Opening[0] != '0' && (Opening.Length, _parts[^1].Digits.Length) != (3, 4)
            : steps.Count > 1 && (amounts.TrueForAll(amount => amount % 5 == 0) || steps.TrueForAll(step => step < 10 && step == steps[0]));
    }
}

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
