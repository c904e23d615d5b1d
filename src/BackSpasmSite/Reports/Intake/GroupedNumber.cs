using System.Globalization;

namespace BackSpasmSite.Reports.Intake;

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
