using System.Collections.Frozen;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>CSL 1.0.2, https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types</summary>
internal static class ReferenceTypes
{
    private static readonly string[] All =
    [
        "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter", "classic",
        "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing",
        "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference",
        "patent", "performance", "periodical", "personal_communication", "post", "post-weblog", "regulation", "report", "review",
        "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
    ];

    private static readonly FrozenSet<string> Known = All.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>As used by Zotero's own files, BibTeX, RIS and Crossref.</summary>
    private static readonly FrozenDictionary<string, string> OfOtherPrograms = new Dictionary<string, string>
    {
        ["journalArticle"] = "article-journal",
        ["journal-article"] = "article-journal",
        ["journal"] = "article-journal",
        ["jour"] = "article-journal",
        ["magazineArticle"] = "article-magazine",
        ["newspaperArticle"] = "article-newspaper",
        ["preprint"] = "article",
        ["posted-content"] = "article",
        ["bookSection"] = "chapter",
        ["book-chapter"] = "chapter",
        ["inbook"] = "chapter",
        ["incollection"] = "chapter",
        ["conferencePaper"] = "paper-conference",
        ["proceedings-article"] = "paper-conference",
        ["inproceedings"] = "paper-conference",
        ["blogPost"] = "post-weblog",
        ["website"] = "webpage",
        ["online"] = "webpage",
        ["phdthesis"] = "thesis",
        ["mastersthesis"] = "thesis",
        ["dissertation"] = "thesis",
        ["techreport"] = "report",
        ["guideline"] = "report",
        ["misc"] = "document",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool IsKnown(string type) => Known.Contains(type);

    public static string? Meant(string type) => OfOtherPrograms.GetValueOrDefault(type) ?? DidYouMean.To(type, All);
}
