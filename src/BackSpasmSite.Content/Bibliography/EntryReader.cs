using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content.Bibliography;

/// <param name="start">Where the entry begins in the file.</param>
/// <param name="entry">The same, parsed; must be an object.</param>
/// <param name="number">Its position in the list, from 1, for messages if it has no id.</param>
internal sealed class EntryReader(
    SourceText source, int start, ReadOnlyMemory<byte> json, JsonElement entry, int number, ICollection<Diagnostic> diagnostics)
{
    private string _name = $"Reference number {number}";

    /// <summary>An offset in the file; that of the entry if there is no such value.</summary>
    public int At(params ReadOnlySpan<object> path) =>
        start + Encoding.UTF8.GetCharCount(json.Span[..JsonPosition.Of(json.Span, path)]);

    /// <summary>Null without an id or a title.</summary>
    public Reference? Read()
    {
        var id = Required("id") is { } written ? UnicodeText.Normalized(written, NormalizationForm.FormC) : null;
        if (id is not null) _name = $"“{BibliographyDiagnostics.Quote(id)}”";
        ReportRepeated(entry);
        var (type, title) = (Required("type"), Title());
        UnknownWords.Report(entry, source, _name, path => At(path), diagnostics);
        ReportUnprinted();
        if (id is null || title is null) return null;

        var custom = Field("custom") is { } found && Is(found, JsonValueKind.Object, "an object", "custom") ? found : default;
        var numbers = new Identifiers(source, _name, path => At(path), diagnostics);
        return new Reference
        {
            Id = id,
            // CSL's general type; a missing type has been reported.
            Type = type ?? "document",
            Title = title.Plain,
            MarkedUpTitle = title,
            Authors = Names("author"),
            AuthorsTruncated = Flag(custom, "authorsTruncated"),
            Issued = Date("issued"),
            ContainerTitle = Words("container-title"),
            // Older versions of CSL-JSON use the second.
            ContainerTitleShort = Words("container-title-short") ?? Words("journalAbbreviation"),
            Volume = TextOrNumber("volume"),
            Issue = TextOrNumber("issue"),
            Page = TextOrNumber("page"),
            Number = TextOrNumber("number"),
            Publisher = Words("publisher"),
            Doi = numbers.Doi(Text(entry, "DOI")),
            Pmid = numbers.Pmid(TextOrNumber("PMID")),
            Pmcid = numbers.Pmcid(Text(entry, "PMCID")),
            Url = numbers.Url(Text(entry, "URL")),
            Evidence = Text(custom, "evidence", "custom"),
            Finding = Text(custom, "finding", "custom"),
            Source = entry,
            Place = source.PositionOf(At("id")),
        };
    }

    private string? Required(string field)
    {
        var reported = diagnostics.Count;
        var text = field == "type" ? Text(entry, field) : TextOrNumber(field);
        if (text is null && diagnostics.Count == reported)
            diagnostics.Add(BibliographyDiagnostics.Missing(source, At(field), _name, field));
        return text;
    }

    private RichText? Title()
    {
        if (Required("title") is not { } written) return null;
        var title = RichText.Parse(written);
        // Tags around nothing do not count as a title.
        return string.IsNullOrWhiteSpace(title.Plain) ? RichText.OfWords(written) : title;
    }

    private string? Words(string field) => Text(entry, field) is { } written ? RichText.WordsOf(written) : null;

    /// <summary>Also inside “custom”, names and dates: JSON keeps the last of two values, and the other vanishes.</summary>
    private void ReportRepeated(JsonElement element, params object[] path)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, item) in element.EnumerateArray().Index()) ReportRepeated(item, [.. path, index]);
        }

        if (element.ValueKind != JsonValueKind.Object) return;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (!names.Add(property.Name))
                diagnostics.Add(BibliographyDiagnostics.Twice(source, At([.. path, property.Name]), _name, property.Name));
            ReportRepeated(property.Value, [.. path, property.Name]);
        }
    }

    /// <summary>AMA style prints these only if they have the right type.</summary>
    private void ReportUnprinted()
    {
        foreach (var field in (string[])["status", "genre", "collection-title", "event-title", "event", "event-place", "publisher-place"]) Text(entry, field);
        TextOrNumber("edition");
        Names("editor");
        foreach (var field in (string[])["accessed", "event-date"]) Date(field);
    }

    private List<AuthorName> Names(string field)
    {
        var names = new List<AuthorName>();
        if (Field(field) is not { } list || !Is(list, JsonValueKind.Array, "a list: [ … ]", field)) return names;
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            if (AuthorReader.Read(item) is { } name)
                names.Add(name);
            else
                diagnostics.Add(BibliographyDiagnostics.NotAName(source, At(field, index), _name, field));
        }

        return names;
    }

    private PartialDate? Date(string field)
    {
        if (Field(field) is not { } written) return null;
        var date = DateReader.Read(written);
        if (date is null) diagnostics.Add(BibliographyDiagnostics.NotADate(source, At(field), _name, field));
        return date;
    }

    private bool Flag(JsonElement parent, string field)
    {
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(field, out var value)) return false;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        diagnostics.Add(BibliographyDiagnostics.Mistyped(source, At("custom", field), _name, field, "true or false, without quotes"));
        return false;
    }

    private string? TextOrNumber(string field) =>
        Field(field) is { ValueKind: JsonValueKind.Number } value ? value.GetRawText() : Text(entry, field);

    // Empty and null count as missing: reference managers write both.
    private string? Text(JsonElement parent, string field, params ReadOnlySpan<object> path)
    {
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(field, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Null) return null;
        if (!Is(value, JsonValueKind.String, "text in double quotes", [.. path, field])) return null;
        var text = value.GetString();
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    private JsonElement? Field(string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private bool Is(JsonElement value, JsonValueKind kind, string expected, params ReadOnlySpan<object> path)
    {
        if (value.ValueKind == kind) return true;
        diagnostics.Add(BibliographyDiagnostics.Mistyped(source, At(path), _name, (string)path[^1], expected));
        return false;
    }
}

/// <summary>Each method returns the value, or null after reporting it.</summary>
internal sealed partial class Identifiers(
    SourceText source, string entry, Func<string, int> at, ICollection<Diagnostic> diagnostics)
{
    public string? Doi(string? value)
    {
        // Some libraries export characters of a DOI such as 10.1002/(SICI)…16<1661::AID… as entities.
        if (value is not null) value = WebUtility.HtmlDecode(value);
        if (value is null || DoiPattern().IsMatch(value)) return value;
        var bare = DoiPrefix().Replace(value, "");
        diagnostics.Add(BibliographyDiagnostics.NotADoi(
            source, at("DOI"), entry, value, DoiPattern().IsMatch(bare) ? bare : null));
        return null;
    }

    public string? Pmid(string? value)
    {
        if (value is null || PmidPattern().IsMatch(value)) return value;
        diagnostics.Add(BibliographyDiagnostics.NotAPmid(source, at("PMID"), entry, value));
        return null;
    }

    public string? Pmcid(string? value)
    {
        if (value is null || PmcidPattern().IsMatch(value)) return value;
        diagnostics.Add(BibliographyDiagnostics.NotAPmcid(source, at("PMCID"), entry, value));
        return null;
    }

    public string? Url(string? value)
    {
        if (value is null) return null;
        if (Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && !HasUserInfo(value)) return value;
        diagnostics.Add(HasUserInfo(value)
            ? BibliographyDiagnostics.AddressWithPassword(source, at("URL"), entry)
            : BibliographyDiagnostics.NotAnAddress(source, at("URL"), entry, value));
        return null;
    }

    /// <summary>Also for other schemes and invalid addresses: a message must not repeat a password.</summary>
    private static bool HasUserInfo(string value) => UserInfo().IsMatch(value);

    [GeneratedRegex(@"\A\s*(?:[a-z][a-z0-9+.\-]*:)?[/\\]*[^/\\?#]*@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();

    // Crossref's rule, https://www.crossref.org/blog/dois-and-matching-regular-expressions/, but any character after the slash.
    [GeneratedRegex(@"\A10\.[0-9]{4,9}/[^\s\p{C}]+\z")]
    private static partial Regex DoiPattern();

    [GeneratedRegex(@"\A(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/)?(?:doi:)?\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DoiPrefix();

    [GeneratedRegex(@"\A[1-9][0-9]{0,8}\z")]
    private static partial Regex PmidPattern();

    [GeneratedRegex(@"\APMC[1-9][0-9]{0,8}\z")]
    private static partial Regex PmcidPattern();
}
