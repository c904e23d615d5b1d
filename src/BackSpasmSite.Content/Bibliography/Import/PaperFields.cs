using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Content.Bibliography.Import;

/// <summary>Cleans the fields of an imported paper: whatever a program or publisher did to them, they end as CSL-JSON that the site reads.</summary>
/// <remarks>
/// Abstracts, keywords, notes and files are left out, because readers can save every field of the bibliography. Numbers found in notes
/// are kept.
/// </remarks>
internal static partial class PaperFields
{
    private static readonly string[] Words =
    [
        "container-title", "container-title-short", "collection-title", "collection-number", "event-title", "event-place", "volume", "issue", "page", "number", "edition",
        "genre", "status", "publisher", "publisher-place", "authority", "jurisdiction", "medium", "version", "number-of-pages", "number-of-volumes", "section", "part-number",
        "chapter-number", "original-title", "volume-title", "ISSN", "ISBN", "language",
    ];

    private static readonly string[] OtherNames = ["editor", "translator", "collection-editor", "container-author", "director", "recipient", "interviewer", "compiler", "chair"];

    private static readonly string[] Places = ["volume", "issue", "page"];

    public static JsonObject Clean(JsonObject from)
    {
        var clean = new JsonObject { ["type"] = TypeOf(Text(from["type"])) };
        if (Title(from) is { } title) clean["title"] = title;
        var truncated = AddNames(clean, "author", from["author"]);
        foreach (var field in OtherNames) AddNames(clean, field, from[field]);
        AddWords(clean, from);
        AddDates(clean, from);
        AddNumbers(clean, from);
        AddCustom(clean, from["custom"], truncated);
        return clean;
    }

    /// <summary>A string; also the first of a list, as Crossref writes titles, or a number.</summary>
    public static string? Text(JsonNode? node) => node switch
    {
        JsonArray { Count: > 0 } list => Text(list[0]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>().Trim() is { Length: > 0 } text ? text : null,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => value.ToJsonString(),
        _ => null,
    };

    public static JsonObject DateParts(PartialDate date) =>
        new() { ["date-parts"] = new JsonArray(new JsonArray([.. new[] { date.Year, date.Month, date.Day }.OfType<int>().Select(part => (JsonNode?)JsonValue.Create(part))])) };

    private static string? Title(JsonObject from)
    {
        if (Text(from["title"]) is not { } written || MarkedText.Title(written) is not { Length: > 0 } title || string.IsNullOrWhiteSpace(RichText.WordsOf(title))) return null;
        return Text(from["subtitle"]) is { } more && MarkedText.Title(more) is { Length: > 0 } subtitle && !title.Contains(subtitle, StringComparison.OrdinalIgnoreCase)
            ? $"{title}{(title[^1] is '?' or '!' or ':' ? "" : ":")} {subtitle}"
            : title;
    }

    private static string TypeOf(string? type) => type switch
    {
        null => "document",
        _ when ReferenceTypes.IsKnown(type) => type,
        "monograph" or "edited-book" or "reference-book" or "book-set" => "book",
        "reference-entry" => "entry-encyclopedia",
        "report-component" or "report-series" => "report",
        "proceedings" => "book",
        "peer-review" => "review",
        _ when ReferenceTypes.IsKnown(ReferenceTypes.Meant(type) ?? "") => ReferenceTypes.Meant(type)!,
        _ => "document",
    };

    private static bool AddNames(JsonObject clean, string field, JsonNode? names)
    {
        if (names is JsonValue or JsonObject) names = new JsonArray(names.DeepClone());
        if (names is not JsonArray list) return false;
        var (written, truncated) = (new JsonArray(), false);
        foreach (var name in list.Select(NameOf).OfType<AuthorName>())
        {
            if (NameText.IsOthers(name.Literal ?? (name.Given is null ? name.Family! : ""))) truncated = true;
            else written.Add(NameJson(name));
        }

        if (written.Count > 0) clean[field] = written;
        return truncated;
    }

    private static AuthorName? NameOf(JsonNode? node)
    {
        if (Text(node) is { } whole) return NameText.Read(whole);
        if (node is not JsonObject parts) return null;
        var name = NameText.Clean(new AuthorName(
            Text(parts["family"]), Text(parts["given"]), Text(parts["non-dropping-particle"]), Text(parts["dropping-particle"]), Text(parts["suffix"]),
            // Crossref calls a group's name “name”.
            Text(parts["literal"]) ?? Text(parts["name"])));
        return name.Family is null && name.Literal is null ? null : name;
    }

    private static JsonObject NameJson(AuthorName name)
    {
        var json = new JsonObject();
        foreach (var (part, value) in new[]
        {
            ("literal", name.Literal), ("non-dropping-particle", name.NonDroppingParticle), ("dropping-particle", name.DroppingParticle),
            ("family", name.Family), ("given", name.Given), ("suffix", name.Suffix),
        })
        {
            if (value is not null) json[part] = value;
        }

        return json;
    }

    private static void AddWords(JsonObject clean, JsonObject from)
    {
        foreach (var field in Words)
        {
            if (Text(from[field] ?? Alias(from, field)) is { } text && MarkedText.Words(text) is { Length: > 0 } words) clean[field] = words;
        }

        foreach (var place in Places)
        {
            if (clean[place] is not { } value || !NoPlace().IsMatch((string)value!)) continue;
            clean.Remove(place);
            if (StatusOf((string)value!) is { } status) clean["status"] ??= status;
        }

        // Crossref has one for every article, and no style prints it.
        if ((string)clean["type"]! == "article-journal") clean.Remove("publisher");
        if ((string)clean["type"]! == "article-journal") clean.Remove("publisher-place");
        // A volume of 0 is how some publishers say that there is none yet.
        if (Text(clean["volume"]) == "0") clean.Remove("volume");
        if (Text(clean["issue"]) == "0") clean.Remove("issue");
        if (Text(clean["page"]) is { } page) clean["page"] = Pages(page);
        if (Text(clean["status"]) is { } written && StatusOf(written) is { } known) clean["status"] = known;
        else if (Text(from["note"]) is { } note && NoteStatus().Match(note) is { Success: true } found && !clean.ContainsKey("volume")) clean["status"] = StatusOf(found.Value);
        // Before it has a place, publishers count an article's pages from 1.
        if (clean["volume"] is null && Text(clean["status"]) == "ahead of print" && FirstPages().IsMatch(Text(clean["page"]) ?? "")) clean.Remove("page");
        if (clean["page"] is null && clean["number"] is null && Text(from["article-number"]) is { } number) clean["number"] = number;
    }

    private static JsonNode? Alias(JsonObject from, string field) => field switch
    {
        "container-title-short" => from["journalAbbreviation"] ?? from["short-container-title"],
        "publisher" => from["institution"] is JsonArray { Count: > 0 } servers ? (servers[0] as JsonObject)?["name"] : null,
        "event-title" => from["event"] is JsonObject meeting ? meeting["name"] : from["event"],
        "event-place" => (from["event"] as JsonObject)?["location"],
        "edition" => from["edition-number"],
        "publisher-place" => from["publisher-location"],
        _ => null,
    };

    /// <summary>With one hyphen between them, and the last page in full: PubMed writes 1388-94.</summary>
    private static string Pages(string pages)
    {
        pages = PagesWord().Replace(Dashes().Replace(pages, "-"), "");
        return ShortRange().Replace(pages, range => range.Groups[2].Length < range.Groups[1].Length && int.Parse(range.Groups[2].Value) <= 99_999_999
            && string.CompareOrdinal(range.Groups[1].Value[^range.Groups[2].Length..], range.Groups[2].Value) < 0
            ? $"{range.Groups[1].Value}-{range.Groups[1].Value[..^range.Groups[2].Length]}{range.Groups[2].Value}"
            : range.Value);
    }

    private static void AddDates(JsonObject clean, JsonObject from)
    {
        // Crossref: the earliest of print and online is “issued”.
        foreach (var field in (string[])["issued", "accessed", "event-date", "original-date", "submitted"])
        {
            var written = from[field] ?? (field == "issued" ? from["published"] ?? from["published-print"] ?? from["published-online"] : null);
            if (written is null) continue;
            if (DateOf(written) is { } date) clean[field] = DateParts(date);
            else if (field == "issued" && WordsOfDate(written) is { } words && StatusOf(words) is { } status) clean["status"] ??= status;
        }
    }

    private static PartialDate? DateOf(JsonNode date)
    {
        using var document = JsonDocument.Parse(date.ToJsonString());
        return DateReader.Read(document.RootElement) ?? DateText.Read(WordsOfDate(date)) ?? FirstPart(date);
    }

    /// <summary>Parts that make no date together, such as a 31st of June.</summary>
    private static PartialDate? FirstPart(JsonNode date) =>
        date is JsonObject parts && parts["date-parts"] is JsonArray { Count: > 0 } dates && dates[0] is JsonArray { Count: > 0 } first
            ? DateText.Of(Number(first, 0), Number(first, 1), Number(first, 2))
            : null;

    private static int? Number(JsonArray parts, int index) => index < parts.Count && int.TryParse(Text(parts[index]), out var number) ? number : null;

    private static string? WordsOfDate(JsonNode date) => date is JsonObject parts ? Text(parts["raw"]) ?? Text(parts["literal"]) : Text(date);

    private static void AddNumbers(JsonObject clean, JsonObject from)
    {
        var (noteDoi, notePmid, notePmcid) = PaperNumbers.In(Text(from["note"]) ?? "");
        var address = Text(from["URL"]) ?? Text(from["link"]);
        if ((PaperNumbers.Doi(Text(from["DOI"])) ?? DoiOf(address) ?? noteDoi) is { } doi) clean["DOI"] = doi;
        if ((PaperNumbers.Pmid(Text(from["PMID"])) ?? PaperNumbers.Pmid(address) ?? notePmid) is { } pmid) clean["PMID"] = pmid;
        if ((PaperNumbers.Pmcid(Text(from["PMCID"])) ?? PaperNumbers.Pmcid(address) ?? notePmcid) is { } pmcid) clean["PMCID"] = pmcid;
        if (address is not null && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))) clean["URL"] = address;

        static string? DoiOf(string? address) => address is not null && DoiAddress().IsMatch(address) ? PaperNumbers.Doi(address) : null;
    }

    private static void AddCustom(JsonObject clean, JsonNode? custom, bool truncated)
    {
        var kept = custom is JsonObject ours ? (JsonObject)ours.DeepClone() : [];
        foreach (var field in (string[])["evidence", "finding"])
        {
            if (!kept.ContainsKey(field)) continue;
            if (Text(kept[field]) is { } text) kept[field] = UnprintableCharacters.RemoveFrom(text).Text;
            else kept.Remove(field);
        }

        if (kept["authorsTruncated"] is not JsonValue flag || flag.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False)) kept.Remove("authorsTruncated");
        if (truncated) kept["authorsTruncated"] = true;
        if (kept.Count > 0) clean["custom"] = kept;
    }

    private static string? StatusOf(string words) =>
        Ahead().IsMatch(words) ? "ahead of print" : Press().IsMatch(words) ? "in press" : null;

    [GeneratedRegex(@"\A[\s\[(]*(?:(?:e-?pub(?:lish)?|publish(?:ed)?|online)?[\s-]*ahead[\s-]+of[\s-]+print|e?pub|(?:published )?online(?: first| ahead of print)?|early view|advance (?:access|article)|in[\s-]press|forthcoming|accepted|to appear|n/?a|no[\s-]?pagination|null|undefined|-+|\?+)[\s\]).]*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoPlace();

    [GeneratedRegex(@"ahead[\s-]*of[\s-]*print|\be-?pub\b|online first|early view|advance|online", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ahead();

    [GeneratedRegex(@"\bin[\s-]?press\b|inpress|forthcoming|accepted|to appear|\bsubmitted\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Press();

    [GeneratedRegex(@"\bahead[\s-]of[\s-]print\b|\bin press\b|\bforthcoming\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoteStatus();

    [GeneratedRegex(@"\s*[-‐‑‒–—]+\s*")]
    private static partial Regex Dashes();

    [GeneratedRegex(@"\A(?:pp?\.|pages?)\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PagesWord();

    [GeneratedRegex(@"(?<![\w-])([0-9]{1,8})-([0-9]{1,8})(?![\w-])")]
    private static partial Regex ShortRange();

    [GeneratedRegex(@"\A1(?:-[0-9]{1,2})?\z")]
    private static partial Regex FirstPages();

    [GeneratedRegex(@"\bdoi\.org/|/doi/", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DoiAddress();
}
