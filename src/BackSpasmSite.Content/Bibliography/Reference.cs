using System.Text.Json;
using System.Text.RegularExpressions;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>CSL-JSON, with our additions under <c>custom</c>.</summary>
internal sealed record Reference
{
    public required string Id { get; init; }

    /// <summary>As in CSL, such as <c>article-journal</c> or <c>report</c>.</summary>
    public required string Type { get; init; }

    public required string Title { get; init; }

    /// <summary>With the formatting that CSL-JSON allows in a title.</summary>
    public RichText MarkedUpTitle
    {
        get => field ?? RichText.OfWords(Title);
        init;
    }

    public IReadOnlyList<AuthorName> Authors { get; init; } = [];

    /// <summary>The paper has more authors than the entry lists (<c>custom.authorsTruncated</c>).</summary>
    public bool AuthorsTruncated { get; init; }

    public PartialDate? Issued { get; init; }

    /// <summary>Of a web page. Only our own articles set it: CSL-JSON has no field for it.</summary>
    public PartialDate? Updated { get; init; }

    public string? ContainerTitle { get; init; }
    public string? ContainerTitleShort { get; init; }
    public string? Volume { get; init; }
    public string? Issue { get; init; }
    public string? Page { get; init; }
    public string? Number { get; init; }
    public string? Publisher { get; init; }

    /// <summary>Bare, such as <c>10.1136/bmj.n1446</c>.</summary>
    public string? Doi { get; init; }

    public string? Pmid { get; init; }

    /// <summary>With its letters, such as <c>PMC8262447</c>.</summary>
    public string? Pmcid { get; init; }

    public string? Url { get; init; }

    /// <summary>Such as "systematic review" (<c>custom.evidence</c>).</summary>
    public string? Evidence { get; init; }

    /// <summary>In our words (<c>custom.finding</c>).</summary>
    public string? Finding { get; init; }

    /// <summary>Whether it was retracted, doubted or corrected, according to the file of notices.</summary>
    public PaperStatus Status { get; init; } = PaperStatus.Sound;

    /// <summary>Where the file names its id; line and column from 1.</summary>
    public (int Line, int Column) Place { get; init; } = (1, 1);

    /// <summary>As written in the file, with all fields.</summary>
    public JsonElement Source { get; init; }

    /// <summary>For a web page.</summary>
    public PartialDate? Accessed => DateIn("accessed");

    /// <summary>Text in place of a date, such as "in press".</summary>
    public string? WordsOfDate => Field("issued") switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Object } date => ((string[])["literal", "raw"])
            .Select(name => date.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null)
            .FirstOrDefault(text => text is not null),
        _ => null,
    };

    /// <summary>Null if the date can't be read.</summary>
    public PartialDate? DateIn(string field) => Field(field) is { } date ? DateReader.Read(date) : null;

    public static bool IsOfTheWeb(string type) => type is "webpage" or "post" or "post-weblog";

    /// <summary>Null unless the field is a string or number.</summary>
    public string? Text(string field) => Field(field) switch
    {
        { ValueKind: JsonValueKind.String } text when !string.IsNullOrWhiteSpace(text.GetString()) => RichText.WordsOf(text.GetString()!.Trim()),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    /// <summary>For fields other than <c>author</c>, such as <c>editor</c>.</summary>
    public IReadOnlyList<AuthorName> Names(string field) => Field(field) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(AuthorReader.Read).OfType<AuthorName>()]
        : [];

    private JsonElement? Field(string name) =>
        Source.ValueKind == JsonValueKind.Object && Source.TryGetProperty(name, out var value) ? value : null;
}

/// <summary>Pages may have letters (S12-S20, CPG1-CPG60). <c>bmj-2020-0123</c> is not a range.</summary>
internal static partial class PageRange
{
    public static string With(string pages, string dash) => Range().Replace(pages, $"$1{dash}$2");

    /// <summary>The whole text is the first page if it is not a single range.</summary>
    public static (string First, string? Last) Of(string pages) =>
        Range().Match(pages) is { Success: true } range && range.Length == pages.Length
            ? (range.Groups[1].Value, range.Groups[2].Value)
            : (pages, null);

    [GeneratedRegex(@"(?<![\w-])([A-Za-z]{0,4}\d+[A-Za-z]?)\s*[-‐‑–—]{1,2}\s*([A-Za-z]{0,4}\d+[A-Za-z]?)(?![\w-])")]
    private static partial Regex Range();
}
