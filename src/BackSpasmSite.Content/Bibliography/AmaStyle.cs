using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>AMA Manual of Style, 11th edition, chapter 3. Each method below is one of the manual's forms.</summary>
internal static class AmaStyle
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Text(Reference reference) => string.Join(' ', Parts(reference).Select(part => part.Text));

    /// <summary>The same as HTML, with the title of the journal, book or report in <c>cite</c>, and the DOI or URL as a link.</summary>
    public static string Html(Reference reference) => string.Join(' ', Parts(reference).Select(part => part.Html));

    public static string? DateOf(PartialDate? date) => AmaImprint.DateOf(date);

    private static IEnumerable<Part> Parts(Reference reference)
    {
        var editors = EditorsOf(reference);
        var leads = reference.Authors.Count == 0 && editors is not null && IsWhole(reference);
        var lead = leads ? editors : AmaNames.Of(reference.Authors, reference.AuthorsTruncated);
        if (lead is { Length: > 0 }) yield return Part.Sentence(lead);
        foreach (var part in FormOf(reference, leads ? null : editors)) yield return part;

        // 3.15: with a DOI, neither the URL nor the access date is needed.
        if (reference.Accessed is { } accessed && (reference.Doi is null || Reference.IsOfTheWeb(reference.Type) || reference.Type == "dataset"))
            yield return Part.Sentence($"Accessed {DateOf(accessed)}");
        var links = ReferenceLinks.Of(reference);
        if (reference.Doi is { } doi) yield return Part.Link($"doi:{doi}", links.Doi);
        else if (reference.Url is { } url) yield return Part.Link(url, links.Url);
    }

    /// <summary>For such works, editors may take the place of authors.</summary>
    private static bool IsWhole(Reference reference) => reference.Type is "book" or "report" or "standard" or "document" or "collection" or "periodical" or "dataset" || Reference.IsOfTheWeb(reference.Type);

    private static IEnumerable<Part> FormOf(Reference reference, string? editors) => reference.Type switch
    {
        _ when Reference.IsOfTheWeb(reference.Type) => WebPage(reference, editors),
        "chapter" or "entry-encyclopedia" or "entry-dictionary" or "entry" when reference.ContainerTitle is not null => Chapter(reference, editors),
        "paper-conference" when reference.ContainerTitle is not null && !HasPlaceInJournal(reference) => Chapter(reference, editors),
        "paper-conference" or "speech" when reference.ContainerTitle is null && AmaImprint.EventOf(reference) is { } meeting => Presentation(reference, meeting),
        "book" or "collection" or "periodical" or "chapter" => Book(reference, editors),
        "report" or "standard" when !HasPlaceInJournal(reference) => Report(reference, editors),
        "thesis" => Thesis(reference),
        "article" when !HasPlaceInJournal(reference) && ServerOf(reference) is { } server => Preprint(reference, server),
        "dataset" => Dataset(reference, editors),
        "article-newspaper" => Newspaper(reference),
        "article-magazine" when !HasPlaceInJournal(reference) => Newspaper(reference),
        "legislation" or "bill" or "legal_case" or "regulation" or "treaty" => Law(reference),
        _ when JournalOf(reference) is { } journal => Journal(reference, journal),
        _ => Other(reference, editors),
    };

    // 3.11: Authors. Title. Journal. Year;Volume(Issue):pages.
    private static IEnumerable<Part> Journal(Reference reference, string journal)
    {
        yield return Part.Title(reference);
        yield return Part.Work(journal);
        if (AmaImprint.OfJournal(reference) is { Length: > 0 } imprint) yield return Part.Sentence(imprint);
    }

    // 3.12.4: Authors. Chapter. In: Editors, eds. Book. Volume. Edition. Publisher; Year:pages.
    private static IEnumerable<Part> Chapter(Reference reference, string? editors)
    {
        var authors = AmaNames.Of(reference.Names("container-author"));
        yield return Part.Title(reference);
        yield return authors.Length > 0 ? Part.Sentence($"In: {authors}") : editors is not null ? Part.Sentence($"In: {editors}") : Part.Words("In:");
        yield return Part.Work(reference.ContainerTitle!);
        if (authors.Length > 0 && editors is not null) yield return Part.Sentence(editors);
        foreach (var part in Volume(reference, withPages: true)) yield return part;
    }

    // 3.12: Authors. Book. Editors, eds. Volume. Edition. Publisher; Year. Series; number.
    private static IEnumerable<Part> Book(Reference reference, string? editors)
    {
        yield return Part.WorkTitle(reference);
        if (editors is not null) yield return Part.Sentence(editors);
        if (AmaNames.Of(reference.Names("translator")) is { Length: > 0 } translators) yield return Part.Sentence($"{translators}, trans");
        foreach (var part in Volume(reference, withPages: true)) yield return part;
    }

    private static IEnumerable<Part> Volume(Reference reference, bool withPages)
    {
        if (reference.Volume is { } volume) yield return Part.Sentence($"Vol {volume}");
        if (AmaImprint.EditionOf(reference) is { } edition) yield return Part.Sentence(edition);
        var year = reference.Issued is { } issued ? AmaImprint.DateOf(new PartialDate(issued.Year)) : null;
        var imprint = Joined(reference.Publisher, year);
        var pages = withPages && reference.Page is { } page ? PageRange.With(page, "-") : "";
        if (imprint.Length + pages.Length > 0) yield return Part.Sentence(imprint.Length > 0 && pages.Length > 0 ? $"{imprint}:{pages}" : imprint + pages);
        if (AmaImprint.IsInPress(reference)) yield return Part.Sentence("In press");
        if (AmaImprint.SeriesOf(reference) is { } series) yield return Part.Sentence(series);
    }

    // 3.13.1: Organisation. Report. Publisher; date. Series and number.
    private static IEnumerable<Part> Report(Reference reference, string? editors)
    {
        yield return Part.WorkTitle(reference);
        if (editors is not null) yield return Part.Sentence(editors);
        if (AmaImprint.EditionOf(reference) is { } edition) yield return Part.Sentence(edition);
        if (Joined(reference.Publisher, DateOf(reference.Issued)) is { Length: > 0 } imprint) yield return Part.Sentence(imprint);
        if (AmaImprint.IsInPress(reference)) yield return Part.Sentence("In press");
        if ((AmaImprint.NumberOf(reference) ?? (reference.Number is null ? AmaImprint.SeriesOf(reference) : null)) is { } number) yield return Part.Sentence(number);
        if (reference.Updated is { } updated) yield return Part.Sentence($"Updated {DateOf(updated)}");
    }

    // 3.13.7: Author. Thesis. Dissertation. University; Year.
    private static IEnumerable<Part> Thesis(Reference reference)
    {
        yield return Part.WorkTitle(reference);
        yield return Part.Sentence(AmaImprint.Capitalized(reference.Text("genre") ?? "Dissertation"));
        foreach (var part in Volume(reference, withPages: false)) yield return part;
    }

    // 3.13.9: Authors. Title. Paper presented at: Meeting; date; place.
    private static IEnumerable<Part> Presentation(Reference reference, string meeting)
    {
        var kind = reference.Text("genre") is { } genre && genre.Contains("poster", StringComparison.OrdinalIgnoreCase) ? "Poster presented at"
            : reference.Type == "speech" ? "Presented at" : "Paper presented at";
        yield return Part.Title(reference);
        yield return Part.Sentence($"{kind}: {meeting}");
    }

    // 3.11.4.1: Authors. Title. Server. Preprint posted online date.
    private static IEnumerable<Part> Preprint(Reference reference, string server)
    {
        yield return Part.Title(reference);
        yield return Part.Work(server);
        yield return Part.Sentence(reference.Issued is { } issued ? $"Preprint posted online {DateOf(issued)}" : "Preprint");
    }

    // 3.13.2: Author. Title. Newspaper. Date:pages.
    private static IEnumerable<Part> Newspaper(Reference reference)
    {
        var pages = reference.Page is { } page ? $":{PageRange.With(page, "-")}" : "";
        yield return Part.Title(reference);
        if (reference.ContainerTitle is { } paper) yield return Part.Work(paper);
        if ($"{DateOf(reference.Issued)}{pages}" is { Length: > 0 } imprint) yield return Part.Sentence(imprint.TrimStart(':'));
    }

    // 3.15.3: Authors. Page. Site. Each date with its meaning (published, updated, accessed).
    private static IEnumerable<Part> WebPage(Reference reference, string? editors)
    {
        var site = reference.ContainerTitleShort ?? reference.ContainerTitle ?? reference.Publisher;
        yield return site is null ? Part.WorkTitle(reference) : Part.Title(reference);
        if (site is not null) yield return Part.Work(site);
        if (editors is not null) yield return Part.Sentence(editors);
        foreach (var part in Dates(reference)) yield return part;
    }

    // 3.15.10: Authors. Data. Version. Repository. Published date.
    private static IEnumerable<Part> Dataset(Reference reference, string? editors)
    {
        yield return Part.Title(reference);
        if (editors is not null) yield return Part.Sentence(editors);
        if (reference.Text("version") is { } version)
            yield return Part.Sentence(char.IsAsciiDigit(version[0]) ? $"Version {version}" : AmaImprint.Capitalized(version));
        if ((reference.Publisher ?? reference.ContainerTitle ?? reference.Text("archive")) is { } repository) yield return Part.Work(repository);
        foreach (var part in Dates(reference)) yield return part;
    }

    private static IEnumerable<Part> Dates(Reference reference)
    {
        if (reference.Issued is { } issued) yield return Part.Sentence($"Published {DateOf(issued)}");
        if (reference.Updated is { } updated) yield return Part.Sentence($"Updated {DateOf(updated)}");
    }

    // 3.16: Title, volume Code §section (year).
    private static IEnumerable<Part> Law(Reference reference)
    {
        var section = reference.Text("section") is { } number ? $"§{number.TrimStart('§', ' ')}" : null;
        string?[] place = [reference.Volume, reference.ContainerTitleShort ?? reference.ContainerTitle, section ?? reference.Page ?? reference.Number];
        var cited = string.Join(' ', place.OfType<string>());
        var year = reference.Issued is { } issued ? AmaImprint.DateOf(new PartialDate(issued.Year)) : null;
        var says = year is null || reference.Title.Contains(year, StringComparison.Ordinal) ? "" : $" ({year})";
        yield return Part.Title(reference, cited.Length > 0 ? $", {cited}{says}" : says);
    }

    private static IEnumerable<Part> Other(Reference reference, string? editors)
    {
        yield return Part.WorkTitle(reference);
        if (editors is not null) yield return Part.Sentence(editors);
        if (AmaImprint.NumberOf(reference) is { } number) yield return Part.Sentence(number);
        if (Joined(reference.Publisher, DateOf(reference.Issued)) is { Length: > 0 } imprint) yield return Part.Sentence(imprint);
        if (AmaImprint.IsInPress(reference)) yield return Part.Sentence("In press");
    }

    private static string? JournalOf(Reference reference) =>
        reference.ContainerTitleShort?.Replace(".", "", StringComparison.Ordinal) ?? reference.ContainerTitle;

    private static bool HasPlaceInJournal(Reference reference) =>
        JournalOf(reference) is not null && (reference.Volume ?? reference.Issue) is not null;

    private static string? ServerOf(Reference reference) =>
        reference.ContainerTitle ?? reference.Publisher ?? reference.Text("archive");

    private static string? EditorsOf(Reference reference) => reference.Names("editor") is { Count: > 0 } editors
        ? $"{AmaNames.Of(editors)}, {(editors.Count == 1 ? "ed" : "eds")}"
        : null;

    private static string Joined(params string?[] parts) => string.Join("; ", parts.OfType<string>());

    private readonly record struct Part(string Text, string Html)
    {
        public static Part Words(string text) => new(text, Encoder.Encode(text));

        /// <param name="href">Null if it is not an address that can be opened.</param>
        public static Part Link(string text, string? href) => href is null ? Words(text) : new(text, $"<a href=\"{Encoder.Encode(href)}\">{Encoder.Encode(text)}</a>");

        public static Part Sentence(string text) => Words($"{text.Trim()}{StopAfter(text)}");

        public static Part Title(Reference reference, string more = "")
        {
            var stop = StopAfter(reference.Title + more);
            return new($"{reference.Title}{more}{stop}", $"{reference.MarkedUpTitle.Html}{Encoder.Encode(more)}{stop}");
        }

        public static Part WorkTitle(Reference reference) => Work(reference.Title, reference.MarkedUpTitle.Html);

        public static Part Work(string name) => Work(name.Trim(), Encoder.Encode(name.Trim()));

        // The full stop is not part of the work's title.
        private static Part Work(string name, string html) => new(
            $"{name}{StopAfter(name)}",
            html.EndsWith('.') ? $"<cite>{html[..^1]}</cite>." : $"<cite>{html}</cite>{StopAfter(name)}");

        private static string StopAfter(string text) => text.AsSpan().TrimEnd() is [.., '.' or '?' or '!'] ? "" : ".";
    }
}
