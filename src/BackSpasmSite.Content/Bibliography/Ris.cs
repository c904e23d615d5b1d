using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>In UTF-8, for Zotero, JabRef and others.</summary>
/// <remarks>
/// The tags of the specification (Research Information Systems, 2011), used as Zotero does. Lines end with CRLF, and a value is on one line.
/// </remarks>
internal static class Ris
{
    public static string Write(IEnumerable<Reference> references) => string.Join("\r\n", references.Select(Entry));

    private static string Entry(Reference reference) => string.Concat(Lines(reference)
        .Where(line => !string.IsNullOrWhiteSpace(line.Value))
        .Select(line => $"{line.Tag}  - {LineText.InOneLine(line.Value!)}\r\n")
        .Append("ER  - \r\n"));

    private static IEnumerable<(string Tag, string? Value)> Lines(Reference reference)
    {
        var type = TypeOf(reference);
        var (first, last) = reference.Page is { } pages ? PageRange.Of(pages) : (null, null);
        return
        [
            ("TY", type),
            ("ID", reference.Id),
            .. reference.Authors.Select(author => ("AU", (string?)NameOf(author))),
            .. reference.Names("editor").Select(editor => ("ED", (string?)NameOf(editor))),
            ("TI", reference.Title),
            ("T2", reference.ContainerTitle ?? reference.ContainerTitleShort ?? (type == "CONF" ? reference.Text("event-title") ?? reference.Text("event") : null)),
            ("J2", reference.ContainerTitle is null ? null : reference.ContainerTitleShort),
            ("T3", reference.Text("collection-title")),
            ("PY", reference.Issued?.Year.ToString("0000")),
            ("DA", DateOf(reference.Issued)),
            ("VL", reference.Volume),
            ("IS", reference.Issue),
            ("SP", first),
            ("EP", last),
            // An article without pages is identified by its number.
            ("C7", type == "JOUR" && reference.Page is null ? reference.Number : null),
            ("ET", reference.Text("edition")),
            ("PB", reference.Publisher),
            ("CY", reference.Text("publisher-place")),
            ("M3", type is "RPRT" or "THES" or "UNPB" ? reference.Text("genre") : null),
            ("SN", type is "RPRT" or "STAND" ? reference.Number : reference.Text("ISSN") ?? reference.Text("ISBN")),
            ("DO", reference.Doi),
            ("UR", reference.Url),
            ("Y2", DateOf(reference.Accessed)),
            ("AN", reference.Pmid),
            ("C2", reference.Pmcid),
            ("LA", reference.Text("language")),
            ("KW", reference.Evidence),
            ("N1", NoticeText.Words(reference)),
            ("N1", reference.Updated is { } updated ? $"Updated {AmaStyle.DateOf(updated)}" : reference.Text("note")),
            ("N1", reference.AuthorsTruncated ? AuthorsTruncated : null),
        ];
    }

    /// <summary>RIS has no tag for this.</summary>
    public const string AuthorsTruncated = "There are more authors than are listed here.";

    private static string TypeOf(Reference reference) => reference.Type switch
    {
        "article-journal" or "review" or "review-book" => "JOUR",
        // A preprint, unless it says where it has been published since.
        "article" => reference.ContainerTitle is not null && (reference.Volume ?? reference.Issue) is not null ? "JOUR" : "UNPB",
        "article-magazine" => "MGZN",
        "article-newspaper" => "NEWS",
        "report" => "RPRT",
        "book" => "BOOK",
        "chapter" => "CHAP",
        "paper-conference" or "speech" => "CONF",
        "thesis" => "THES",
        "webpage" => "ELEC",
        "post" or "post-weblog" => "BLOG",
        "dataset" => "DATA",
        "entry-dictionary" => "DICT",
        "entry-encyclopedia" => "ENCYC",
        "manuscript" => "MANSCPT",
        "standard" => "STAND",
        "legislation" or "regulation" => "STAT",
        "bill" => "BILL",
        "legal_case" => "CASE",
        "patent" => "PAT",
        "software" => "COMP",
        _ => "GEN",
    };

    /// <summary>
    /// <c>Family, Given, Suffix</c>. The first comma ends the family name, so a group's name can't have one. A semicolon is a separator too.
    /// </summary>
    private static string NameOf(AuthorName name) => name.Literal is { } group
        ? group.Replace(',', ';')
        : string.Join(", ", new[] { AmaNames.FamilyOf(name)!.Replace(',', ';'), name.Given, name.Suffix }.OfType<string>());

    /// <summary>Year, month, day and a remark with slashes between them; an unknown part leaves its slash. The year alone has its own tag.</summary>
    private static string? DateOf(PartialDate? date) => date switch
    {
        { Month: { } month, Day: var day, Year: var year } => $"{year:0000}/{month:00}/{day:00}/",
        _ => null,
    };
}
