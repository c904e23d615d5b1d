using System.Globalization;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>In UTF-8, for biber, BibTeX, JabRef and Zotero.</summary>
/// <remarks>
/// BibTeX's own types and fields (Patashnik, BibTeXing, 1988) and the additions that all of these programs know: DOI, PMID, URL and the
/// like.
/// </remarks>
internal static class BibTex
{
    public static string Write(IEnumerable<Reference> references)
    {
        var keys = new BibTexKeys();
        return string.Join('\n', references.Select(reference => Entry(reference, keys.Next(reference.Id))));
    }

    private static string Entry(Reference reference, string key)
    {
        var type = TypeOf(reference);
        var fields = Fields(reference, type).Where(field => field.Value is { Length: > 0 }).Select(field => $"  {field.Name} = {field.Value},\n");
        return $"@{type}{{{key},\n{string.Concat(fields)}}}\n";
    }

    private static string TypeOf(Reference reference) => reference.Type switch
    {
        "article-journal" or "article-magazine" or "article-newspaper" or "review" or "review-book" => "article",
        // A preprint, unless it says where it has been published since.
        "article" => reference.ContainerTitle is not null && (reference.Volume ?? reference.Issue) is not null ? "article" : "misc",
        "report" => "techreport",
        "book" => "book",
        "chapter" or "entry" or "entry-encyclopedia" or "entry-dictionary" => "incollection",
        "paper-conference" => "inproceedings",
        "thesis" => reference.Text("genre")?.Contains("master", StringComparison.OrdinalIgnoreCase) == true ? "mastersthesis" : "phdthesis",
        "manuscript" => "unpublished",
        _ => "misc",
    };

    private static IEnumerable<(string Name, string? Value)> Fields(Reference reference, string type) =>
    [
        ("author", BibTexNames.Of(reference.Authors, reference.AuthorsTruncated)),
        ("editor", BibTexNames.Of(reference.Names("editor"))),
        ("title", BibTexText.Title(reference.MarkedUpTitle)),
        (WorkOf(type), BibTexText.Of(WorkIn(reference, type))),
        ("shortjournal", type == "article" && reference.ContainerTitle is not null ? BibTexText.Of(reference.ContainerTitleShort) : null),
        ("series", WorkOf(type) == "series" ? null : BibTexText.Of(reference.Text("collection-title"))),
        ("edition", BibTexText.Of(reference.Text("edition"))),
        (PublisherOf(type), BibTexText.Of(reference.Publisher)),
        ("address", BibTexText.Of(reference.Text("publisher-place"))),
        ("type", type is "techreport" or "phdthesis" or "mastersthesis" ? BibTexText.Of(reference.Text("genre")) : null),
        ("year", reference.Issued is { Year: var year } ? $"{{{year.ToString("0000")}}}" : null),
        ("month", reference.Issued?.Month is { } month ? MonthOf(month) : null),
        ("day", BibTexText.Of(reference.Issued?.Day?.ToString())),
        ("volume", BibTexText.Of(reference.Volume)),
        ("number", BibTexText.Of(reference.Issue ?? (type == "article" ? null : reference.Number))),
        ("pages", BibTexText.Of(reference.Page is { } pages ? PageRange.With(pages, "--") : null)),
        // An article without pages is identified by its number.
        ("eid", type == "article" && reference.Page is null ? BibTexText.Of(reference.Number) : null),
        ("doi", BibTexText.Verbatim(reference.Doi)),
        ("pmid", BibTexText.Of(reference.Pmid)),
        ("pmcid", BibTexText.Of(reference.Pmcid)),
        ("issn", BibTexText.Of(reference.Text("ISSN"))),
        ("isbn", BibTexText.Of(reference.Text("ISBN"))),
        ("url", BibTexText.Verbatim(reference.Url)),
        ("urldate", BibTexText.Of(reference.Accessed?.ToString())),
        ("language", BibTexText.Of(reference.Text("language"))),
        ("keywords", BibTexText.Of(reference.Evidence)),
        ("note", BibTexText.Of(NoteOf(reference))),
    ];

    private static string WorkOf(string type) => type switch
    {
        "article" => "journal",
        "incollection" or "inproceedings" => "booktitle",
        "book" or "techreport" => "series",
        _ => "howpublished",
    };

    private static string? WorkIn(Reference reference, string type) => reference.ContainerTitle ?? type switch
    {
        "article" => reference.ContainerTitleShort,
        "inproceedings" => reference.Text("event-title") ?? reference.Text("event"),
        // The server of a preprint or the repository of a data set: styles print no publisher here.
        "misc" => reference.Publisher,
        _ => null,
    };

    private static string PublisherOf(string type) => type switch
    {
        "techreport" => "institution",
        "phdthesis" or "mastersthesis" => "school",
        _ => "publisher",
    };

    // Month names are macros that every style translates, so they have no braces.
    private static string MonthOf(int month) => CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month).ToLowerInvariant();

    private static string NoteOf(Reference reference) => string.Join(' ', new[]
    {
        NoticeText.Words(reference),
        reference.Updated is { } updated ? $"Updated {AmaStyle.DateOf(updated)}" : reference.Text("note"),
    }.OfType<string>());
}

internal sealed class BibTexKeys
{
    /// <summary>BibTeX ignores case in keys.</summary>
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Without characters that BibTeX, biber or JabRef reject, and with a number if the key is taken.</summary>
    public string Next(string id)
    {
        var plain = id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or ':' or '.' or '+') ? id : PlainKey.Of(id);
        if (plain.Length == 0) plain = "paper";
        var key = plain;
        for (var number = 2; !_taken.Add(key); number++) key = $"{plain}-{number}";
        return key;
    }
}
