using System.Globalization;
using System.Text.RegularExpressions;

namespace BackSpasmSite.Content.Bibliography.Import;

internal static partial class DateText
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>
    /// Such as <c>2014-05-12</c>, <c>2014/05//</c>, <c>2014 May 12</c>, <c>12 May 2014</c>, <c>May 2014</c>, <c>05/2014</c>,
    /// <c>20140512</c>, <c>c2014</c>; of a span (<c>2019 Nov-Dec</c>) the first. Null without a year.
    /// </summary>
    public static PartialDate? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        text = text.Trim();
        if (Digits().Match(text) is { Success: true } digits) return Of(Number(digits.Groups[1]), Number(digits.Groups[2]), Number(digits.Groups[3]));
        if (YearFirst().Match(text) is { Success: true } numbers) return Of(Number(numbers.Groups[1]), Number(numbers.Groups[2]), Number(numbers.Groups[3]));
        if (YearLast().Match(text) is { Success: true } last) return Of(Number(last.Groups[2]), Number(last.Groups[1]), null);
        if (AnyYear().Match(text) is not { Success: true } year) return null;
        if (MonthName().Match(text) is not { Success: true } name) return Of(Number(year.Groups[1]), null, null);
        var month = Array.IndexOf(Months, name.Groups[2].Value[..3].ToLowerInvariant()) + 1;
        return Of(Number(year.Groups[1]), month, Number(name.Groups[1]) ?? Number(name.Groups[3]));
    }

    public static int? Month(string? text)
    {
        if (text is null) return null;
        if (MonthName().Match(text) is { Success: true } name) return Array.IndexOf(Months, name.Groups[2].Value[..3].ToLowerInvariant()) + 1;
        return int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 12 ? number : null;
    }

    public static PartialDate? Of(int? year, int? month, int? day)
    {
        if (year is not (>= 1 and <= 9999)) return null;
        if (month is not (>= 1 and <= 12)) return new PartialDate(year.Value);
        return day is { } one && one >= 1 && one <= DateTime.DaysInMonth(year.Value, month.Value) ? new PartialDate(year.Value, month, day) : new PartialDate(year.Value, month);
    }

    private static int? Number(Group group) => group.Success && group.Length > 0 ? int.Parse(group.Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"\A([0-9]{4})([0-9]{2})([0-9]{2})\z")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\A([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?(?![0-9])")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"\A([0-9]{1,2})[-/.]([0-9]{4})\z")]
    private static partial Regex YearLast();

    [GeneratedRegex(@"(?<![0-9])([12][0-9]{3})(?![0-9])")]
    private static partial Regex AnyYear();

    [GeneratedRegex(@"(?:(?<![0-9])([0-9]{1,2})(?:st|nd|rd|th)?\.?\s*)?\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:[\s/]{1,9}([0-9]{1,2})(?![0-9]))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MonthName();
}
