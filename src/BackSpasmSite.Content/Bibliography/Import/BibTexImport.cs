using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Bibliography.Import;

/// <summary>Reads BibTeX and BibLaTeX as Zotero, JabRef, EndNote, Google Scholar and publishers write it.</summary>
internal static partial class BibTexImport
{
    public static void Read(SourceText source, ICollection<ImportedPaper> papers, ICollection<Diagnostic> diagnostics)
    {
        var entries = new BibTexParser(source, diagnostics).Entries();
        var parents = new Dictionary<string, BibTexEntry>(StringComparer.OrdinalIgnoreCase);
        if (source.Text.Contains("crossref", StringComparison.OrdinalIgnoreCase) || source.Text.Contains("xdata", StringComparison.OrdinalIgnoreCase))
        {
            // A parent may come after its children.
            entries = entries.ToList();
            foreach (var entry in entries) parents.TryAdd(entry.Key, entry);
        }

        foreach (var entry in entries)
        {
            // A container for others, or program data.
            if (entry.Type is "xdata" or "set" or "control" or "proceedings" && !entry.Fields.ContainsKey("title")) continue;
            if (ImportedPaper.Of(Fields(BibTexParents.Inherit(entry, parents)), source, entry.Offset, entry.Key, diagnostics) is { } paper) papers.Add(paper);
        }
    }

    private static JsonObject Fields(BibTexEntry entry)
    {
        var isArticle = entry.Type is "article" or "suppperiodical" or "periodical";
        var json = new JsonObject
        {
            ["type"] = TypeOf(entry),
            ["title"] = Of("title"),
            ["subtitle"] = Of("subtitle"),
            ["author"] = Names("author"),
            ["editor"] = Names("editor"),
            ["translator"] = Names("translator"),
            ["container-title"] = Of("journal", "journaltitle", "journal-title", "booktitle", "maintitle") ?? Of("fjournal") ?? (entry.Type is "misc" or "online" or "unpublished" ? HowPublished() : null),
            ["container-title-short"] = Of("shortjournal", "journal-iso", "journal-abbreviation", "abbrev_source_title"),
            ["collection-title"] = Of("series"),
            ["volume"] = Of("volume"),
            ["issue"] = isArticle ? Of("number", "issue") : Of("issue"),
            ["number"] = isArticle ? Of("eid", "elocation-id", "article-number", "articleno") : Of("number", "eid"),
            ["page"] = Of("pages", "page"),
            ["edition"] = Of("edition"),
            ["publisher"] = Of("publisher", "institution", "school", "organization"),
            ["publisher-place"] = Of("address", "location"),
            // EndNote's “Journal Article” says nothing new.
            ["genre"] = isArticle ? null : Of("type"),
            ["event-title"] = Of("eventtitle"),
            ["event-place"] = Of("venue"),
            ["status"] = Of("pubstate", "status"),
            ["language"] = Of("language", "langid"),
            ["ISSN"] = Of("issn"),
            ["ISBN"] = Of("isbn"),
            ["DOI"] = Verbatim("doi"),
            ["URL"] = Verbatim("url", "link", "ee") ?? HowPublishedAddress(),
            ["PMID"] = Of("pmid", "pubmedid") ?? (IsPubMed("pubmed") || IsPubMed("pmid") ? Of("eprint") : null),
            ["PMCID"] = Of("pmcid", "pmc") ?? (IsPubMed("pmc") || IsPubMed("pmcid") ? Of("eprint") : null),
            ["note"] = string.Join("; ", new[] { Of("note"), Of("annote"), Of("extra"), Of("medline-pst"), IsPlain("howpublished") ? Of("howpublished") : null }.OfType<string>()),
            ["accessed"] = Of("urldate", "lastchecked"),
        };
        if (Date() is { } date) json["issued"] = PaperFields.DateParts(date);
        else if (Of("year", "date") is { } words) json["issued"] = words;
        if (entry.Type == "mastersthesis") json["genre"] ??= "Master’s thesis";
        if (entry.Type is "misc" or "online" && Of("archiveprefix", "eprinttype") is { } server && !IsPubMed("pubmed") && !IsPubMed("pmc")) json["publisher"] ??= server;
        return json;

        string? Of(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
                if (entry.Fields.GetValueOrDefault(name) is { } tex && LatexText.Decode(tex) is { Length: > 0 } text) return text;
            return null;
        }

        string? Verbatim(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
                if (entry.Fields.GetValueOrDefault(name) is { } tex && LatexText.Address(tex) is { Length: > 0 } address) return address;
            return null;
        }

        JsonArray? Names(string field) => entry.Fields.GetValueOrDefault(field) is { } tex
            ? new JsonArray([.. BibTexPeople.Split(tex).Select(person => (JsonNode?)NameJson(BibTexPeople.Read(person)))])
            : null;

        bool IsPubMed(string name) => (Of("eprinttype", "archiveprefix") ?? "").Equals(name, StringComparison.OrdinalIgnoreCase);

        bool IsPlain(string field) => HowPublishedAddress() is null && entry.Fields.ContainsKey(field);

        string? HowPublished() => HowPublishedAddress() is null ? Of("howpublished") : null;

        string? HowPublishedAddress() => entry.Fields.GetValueOrDefault("howpublished") is { } tex && AddressIn().Match(LatexText.Address(tex)) is { Success: true } found ? found.Value : null;

        PartialDate? Date()
        {
            if (Of("date") is { } written && DateText.Read(written) is { } date) return date;
            if (Of("year") is not { } year || DateText.Read(year) is not { } found) return null;
            var month = Of("month");
            // A month such as “12 May” or “May~12” has the day in it.
            var inMonth = month is null ? null : DateText.Read($"{found.Year} {month}") ?? DateText.Read($"{month} {found.Year}");
            return DateText.Of(found.Year, DateText.Month(month) ?? found.Month, int.TryParse(Of("day"), out var day) ? day : inMonth?.Day ?? found.Day);
        }
    }

    private static JsonObject NameJson(AuthorName name)
    {
        var json = new JsonObject();
        if (name.Literal is not null) json["literal"] = name.Literal;
        if (name.NonDroppingParticle is not null) json["non-dropping-particle"] = name.NonDroppingParticle;
        if (name.Family is not null) json["family"] = name.Family;
        if (name.Given is not null) json["given"] = name.Given;
        if (name.Suffix is not null) json["suffix"] = name.Suffix;
        return json;
    }

    private static string TypeOf(BibTexEntry entry) => entry.Type switch
    {
        "article" when entry.Fields.GetValueOrDefault("entrysubtype") is { } kind && kind.Contains("magazine", StringComparison.OrdinalIgnoreCase) => "article-magazine",
        "article" when entry.Fields.GetValueOrDefault("entrysubtype") is { } kind && kind.Contains("newspaper", StringComparison.OrdinalIgnoreCase) => "article-newspaper",
        "article" or "suppperiodical" or "review" => "article-journal",
        "book" or "mvbook" or "collection" or "mvcollection" or "reference" or "proceedings" or "mvproceedings" or "manual" => "book",
        "booklet" => "pamphlet",
        "inbook" or "bookinbook" or "incollection" or "suppbook" or "suppcollection" => "chapter",
        "inreference" => "entry-encyclopedia",
        "inproceedings" or "conference" => "paper-conference",
        "techreport" or "report" => "report",
        "phdthesis" or "mastersthesis" or "thesis" => "thesis",
        "online" or "electronic" or "www" or "webpage" => "webpage",
        "unpublished" => "manuscript",
        "dataset" => "dataset",
        "software" => "software",
        "patent" => "patent",
        "misc" when entry.Fields.ContainsKey("archiveprefix") || entry.Fields.ContainsKey("eprinttype") => "article",
        "misc" when entry.Fields.ContainsKey("url") && !entry.Fields.ContainsKey("doi") => "webpage",
        _ => "document",
    };

    [GeneratedRegex(@"https?://[^\s{}]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AddressIn();
}

internal static class BibTexParents
{
    /// <summary>Parents have parents: a chapter, its book, the book's series. Not more, because they may form a circle.</summary>
    private const int MostGenerations = 3;

    /// <summary>What identifies or describes the parent itself. With its DOI, every chapter would pass for the whole book.</summary>
    private static readonly string[] Own = ["title", "subtitle", "titleaddon", "doi", "url", "urldate", "eprint", "eprinttype", "pmid", "pmcid", "pages", "abstract", "note", "annote", "file", "crossref", "xdata"];

    public static BibTexEntry Inherit(BibTexEntry entry, Dictionary<string, BibTexEntry> parents, int generation = 1)
    {
        if (parents.Count == 0 || generation > MostGenerations) return entry;
        var fields = new Dictionary<string, string>(entry.Fields, StringComparer.Ordinal);
        foreach (var shared in Named("xdata"))
            foreach (var (name, value) in shared.Fields) fields.TryAdd(name, value);
        foreach (var whole in Named("crossref"))
        {
            foreach (var (name, value) in whole.Fields)
                if (!Own.Contains(name)) fields.TryAdd(name, value);
            if (whole.Fields.GetValueOrDefault("title") is { } title) fields.TryAdd("booktitle", title);
        }

        return entry with { Fields = fields };

        IEnumerable<BibTexEntry> Named(string field) => (entry.Fields.GetValueOrDefault(field) ?? "").Split(',', StringSplitOptions.TrimEntries)
            .Select(key => parents.GetValueOrDefault(key)).OfType<BibTexEntry>().Select(parent => Inherit(parent, parents, generation + 1));
    }
}

internal static class BibTexPeople
{
    public static IEnumerable<string> Split(string tex)
    {
        var (depth, start) = (0, 0);
        for (var at = 0; at < tex.Length; at++)
        {
            if (tex[at] == '\\') at++;
            else if (tex[at] == '{') depth++;
            else if (tex[at] == '}') depth--;
            else if (depth == 0 && IsAnd(tex, at))
            {
                yield return tex[start..at].Trim();
                start = at + 4;
                at += 3;
            }
        }

        if (tex[start..].Trim() is not { Length: > 0 } last) yield break;
        foreach (var name in start == 0 ? NameText.Divide(last) : [last]) yield return name;
    }

    public static AuthorName Read(string tex)
    {
        // In braces as a whole: a group, or a name that must not be divided.
        if (IsBraced(tex)) return NameText.IsGroup(LatexText.Decode(tex)) || !LatexText.Decode(tex).Contains(',') ? new AuthorName(Literal: LatexText.Decode(tex)) : NameText.Read(LatexText.Decode(tex));
        if (ExtendedForm(tex) is { } name) return name;
        // “Family, {Jr., and Sons}, Given”: commas inside braces divide nothing.
        var parts = SplitAtCommas(tex).Select(part => LatexText.Decode(part)).ToList();
        return parts.Count switch
        {
            1 => NameText.Read(parts[0]),
            2 => NameText.Clean(new AuthorName(parts[0], parts[1])),
            // Also what people write against BibTeX's rule: a degree, or the suffix last.
            _ when !parts.Exists(part => part.Contains(',')) => NameText.Read(string.Join(", ", parts)),
            _ => NameText.Clean(new AuthorName(parts[0], parts[2], Suffix: parts[1])),
        };
    }

    private static AuthorName? ExtendedForm(string tex)
    {
        var parts = SplitAtCommas(tex).Select(part => part.Split('=', 2)).ToList();
        if (!parts.TrueForAll(part => part.Length == 2)) return null;
        var byName = parts.GroupBy(part => part[0].Trim().ToLowerInvariant()).ToDictionary(part => part.Key, part => LatexText.Decode(part.First()[1].Trim('"', ' ')));
        return byName.TryGetValue("family", out var family)
            ? NameText.Clean(new AuthorName(family, byName.GetValueOrDefault("given"), byName.GetValueOrDefault("prefix"), Suffix: byName.GetValueOrDefault("suffix")))
            : null;
    }

    private static List<string> SplitAtCommas(string tex)
    {
        var (depth, start, parts) = (0, 0, new List<string>());
        for (var at = 0; at < tex.Length; at++)
        {
            if (tex[at] == '\\') at++;
            else if (tex[at] == '{') depth++;
            else if (tex[at] == '}') depth--;
            else if (tex[at] == ',' && depth == 0)
            {
                parts.Add(tex[start..at]);
                start = at + 1;
            }
        }

        parts.Add(tex[start..]);
        return parts;
    }

    private static bool IsAnd(string tex, int at) =>
        at > 0 && char.IsWhiteSpace(tex[at - 1]) && at + 3 < tex.Length && char.IsWhiteSpace(tex[at + 3]) && tex.AsSpan(at, 3).Equals("and", StringComparison.OrdinalIgnoreCase);

    private static bool IsBraced(string tex)
    {
        if (tex is not ['{', .., '}']) return false;
        var depth = 0;
        for (var at = 0; at < tex.Length; at++)
        {
            if (tex[at] == '\\') at++;
            else if (tex[at] == '{') depth++;
            else if (tex[at] == '}' && --depth == 0) return at == tex.Length - 1;
        }

        return false;
    }
}
