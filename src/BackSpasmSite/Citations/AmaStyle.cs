using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace BackSpasmSite.Citations;

/// <summary>
/// A reference in the style of the American Medical Association (AMA Manual of Style, 11th edition, chapter 3).
/// </summary>
internal static class AmaStyle
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Text(Reference reference) => string.Join(' ', Parts(reference).Select(part => part.Text));

    /// <summary>The same, encoded, with the title of the journal or report in <c>cite</c>.</summary>
    public static string Html(Reference reference) => string.Join(' ', Parts(reference).Select(Html));

    private static string Html(Part part)
    {
        var text = Encoder.Encode(part.Text);
        if (!part.Work) return text;
        // The full stop belongs to the reference and not to the work's name.
        return text.EndsWith('.') ? $"<cite>{text[..^1]}</cite>." : $"<cite>{text}</cite>";
    }

    // Each part brings its own full stop; DOI and address take none.
    private static IEnumerable<Part> Parts(Reference reference)
    {
        var journal = JournalOf(reference);
        if (AmaNames.Of(reference) is { Length: > 0 } authors) yield return new Part(Closed(authors));
        yield return new Part(Closed(reference.Title), Work: journal is null);
        if (journal is not null) yield return new Part(Closed(journal), Work: true);

        if (NumberOf(reference) is { } number) yield return new Part(Closed(number));
        var imprint = Reference.IsOfTheWeb(reference.Type) ? WebDates(reference) : journal is not null ? Place(reference) : PublisherAndDate(reference);
        if (imprint != "") yield return new Part(Closed(imprint));
        if (reference.Doi is { } doi)
            yield return new Part($"doi:{doi}");
        else if (reference.Url is { } url)
            yield return new Part(url);
    }

    private static string? JournalOf(Reference reference) =>
        reference.ContainerTitleShort?.Replace(".", "", StringComparison.Ordinal) ?? reference.ContainerTitle
        ?? (Reference.IsOfTheWeb(reference.Type) ? reference.Publisher : null);

    // A report's number is often part of its title already.
    private static string? NumberOf(Reference reference) =>
        reference is { ContainerTitle: null, ContainerTitleShort: null, Number: { } number }
        && !reference.Title.Contains(number, StringComparison.OrdinalIgnoreCase)
            ? number
            : null;

    // year;volume(issue):pages
    private static string Place(Reference reference)
    {
        var issue = reference.Volume + (reference.Issue is { } number ? $"({number})" : "");
        var year = reference.Issued?.Year.ToString(CultureInfo.InvariantCulture) ?? "";
        var pages = reference.Page is { } page ? $":{PageRange.With(page, "-")}" : "";
        return (year, issue, pages) switch
        {
            ("", "", { Length: > 0 }) => pages[1..],
            ({ Length: > 0 }, { Length: > 0 }, _) => $"{year};{issue}{pages}",
            _ => $"{year}{issue}{pages}",
        };
    }

    private static string PublisherAndDate(Reference reference) =>
        string.Join("; ", new[] { reference.Publisher, DateOf(reference.Issued) }.OfType<string>());

    // 3.15.3: for a page of the web each of its dates is named.
    private static string WebDates(Reference reference) => string.Join(' ', new[]
    {
        ("Published", reference.Issued), ("Updated", reference.Updated), ("Accessed", reference.Accessed),
    }.Where(date => date.Item2 is not null).Select(date => $"{date.Item1} {DateOf(date.Item2)}."));

    /// <summary>Such as "November 30, 2016", as far as it is known.</summary>
    public static string? DateOf(PartialDate? date) => date switch
    {
        null => null,
        { Month: { } month, Day: { } day } => $"{MonthName(month)} {day}, {date.Value.Year}",
        { Month: { } month } => $"{MonthName(month)} {date.Value.Year}",
        _ => $"{date.Value.Year}",
    };

    private static string MonthName(int month) => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);

    private static string Closed(string text)
    {
        text = text.Trim();
        return text.EndsWith('.') || text.EndsWith('?') || text.EndsWith('!') ? text : $"{text}.";
    }

    /// <param name="Text">With its closing full stop.</param>
    /// <param name="Work">Whether it names the work, which is set in italics.</param>
    private readonly record struct Part(string Text, bool Work = false);
}
