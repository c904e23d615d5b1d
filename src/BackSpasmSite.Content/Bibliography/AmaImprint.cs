using System.Globalization;
using System.Text.RegularExpressions;

namespace BackSpasmSite.Content.Bibliography;

internal static partial class AmaImprint
{
    private static readonly string[] OrdinalWords = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    /// <summary>Such as "November 30, 2016", as far as known.</summary>
    public static string? DateOf(PartialDate? date) => date switch
    {
        null => null,
        { Month: { } month, Day: { } day } => $"{MonthName(month)} {day}, {date.Value.Year}",
        { Month: { } month } => $"{MonthName(month)} {date.Value.Year}",
        _ => $"{date.Value.Year}",
    };

    /// <summary>
    /// <c>year;volume(issue):pages</c>; for an article without these "Published online" and the date (3.11.4.1), or without a date "In press"
    /// (3.11.4.2).
    /// </summary>
    public static string OfJournal(Reference reference)
    {
        var status = reference.Text("status") ?? "";
        if (reference is { Volume: null, Issue: null, Page: null, Number: null })
        {
            if (reference.Issued is null) return IsInPress(reference) ? "In press" : "";
            if (reference.Issued is { Month: not null } || reference.Doi is not null || status.Contains("online", StringComparison.OrdinalIgnoreCase) || AheadOfPrint().IsMatch(status))
                return $"Published online {DateOf(reference.Issued)}";
        }

        // Some journals use article numbers instead of pages (3.11.3).
        var pages = (reference.Page is { } page ? PageRange.With(page, "-") : reference.Number) is { } place ? $":{place}" : "";
        var issue = reference.Volume + (reference.Issue is { } number ? $"({Supplement().Replace(number, "suppl ").TrimEnd()})" : "");
        var year = DateOf(reference.Issued is { } issued ? new PartialDate(issued.Year) : null) ?? "";
        return (year, issue, pages) switch
        {
            ("", "", { Length: > 0 }) => pages[1..],
            ({ Length: > 0 }, { Length: > 0 }, _) => $"{year};{issue}{pages}",
            _ => $"{year}{issue}{pages}",
        };
    }

    /// <summary>Not published yet, according to the status or the text in place of the date.</summary>
    public static bool IsInPress(Reference reference) =>
        reference.Issued is null && (InPress().IsMatch(reference.Text("status") ?? "") || InPress().IsMatch(reference.WordsOfDate ?? ""));

    /// <summary>"Health Policy Series; vol 3". Null without a series.</summary>
    public static string? SeriesOf(Reference reference)
    {
        if (reference.Text("collection-title") is not { } series || series == reference.ContainerTitle) return null;
        return reference.Text("collection-number") is { } number ? $"{series}; {(char.IsAsciiDigit(number[0]) ? $"vol {number}" : number)}" : series;
    }

    /// <summary>"3rd ed" or "Rev ed"; null for a first edition, which is not named (3.12.6).</summary>
    public static string? EditionOf(Reference reference)
    {
        if (reference.Text("edition") is not { } written) return null;
        var bare = EditionWord().Replace(written, "").Trim(' ', '.', ',');
        if (bare.Length == 0) return null;
        var number = Array.FindIndex(OrdinalWords, word => word.Equals(bare, StringComparison.OrdinalIgnoreCase)) + 1;
        if (number > 0 || (OrdinalNumber().Match(bare) is { Success: true } digits && int.TryParse(digits.Groups[1].Value, out number)))
            return number == 1 ? null : $"{number}{Ending(number)} ed";
        return bare.Equals("revised", StringComparison.OrdinalIgnoreCase) ? "Rev ed" : $"{Capitalized(bare)} ed";
    }

    /// <summary>Null if the title already contains the number.</summary>
    public static string? NumberOf(Reference reference)
    {
        if (reference.Number is not { } number || reference.Title.Contains(number, StringComparison.OrdinalIgnoreCase)) return null;
        var series = reference.Text("genre") ?? reference.Text("collection-title") ?? reference.ContainerTitle;
        if (series is not null && !number.Contains(series, StringComparison.OrdinalIgnoreCase)) return $"{Capitalized(series)} {number}";
        return char.IsAsciiDigit(number[0]) ? $"Report {number}" : number;
    }

    /// <summary>"Meeting; November 6-10, 2015; St Louis, MO".</summary>
    public static string? EventOf(Reference reference)
    {
        if ((reference.Text("event-title") ?? reference.Text("event")) is not { } meeting) return null;
        var date = DateOf(reference.DateIn("event-date") ?? reference.Issued);
        return string.Join("; ", new[] { meeting, date, reference.Text("event-place") }.OfType<string>());
    }

    public static string Capitalized(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";

    private static string MonthName(int month) => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);

    private static string Ending(int number) => (number % 100, number % 10) switch
    {
        (11 or 12 or 13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };

    [GeneratedRegex(@"\s*\b(?:ed|edn|edition)\.?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EditionWord();

    [GeneratedRegex(@"\A([0-9]{1,4})(?:st|nd|rd|th)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OrdinalNumber();

    [GeneratedRegex(@"\bin[- ]press\b|\bforthcoming\b|\baccepted\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InPress();

    [GeneratedRegex(@"\b(?:ahead[- ]of[- ]print|early view|first)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AheadOfPrint();

    /// <summary>AMA style uses lower case: 2019;11(suppl 1).</summary>
    [GeneratedRegex(@"\bsuppl(?:ement)?\b\.?\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Supplement();
}
