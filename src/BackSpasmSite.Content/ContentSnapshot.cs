using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content;

/// <summary>Every file of the content folder at one moment, parsed, each in its last good version.</summary>
internal sealed record ContentSnapshot(
    ContentListing Listing,
    CachedFile<SiteMetadata>? Site,
    CachedFile<IReadOnlyList<ParsedPerson>>? People,
    CachedFile<Synonyms>? Synonyms,
    CachedFile<ReferenceLibrary>? Bibliography,
    CachedFile<RetractionList>? Retractions,
    IReadOnlyList<CachedFile<ImageFile>> Images,
    IReadOnlyList<CachedFile<ParsedArticle>> Articles,
    IReadOnlyList<CachedFile<ParsedPage>> Pages)
{
    /// <summary>The problems of each file on its own.</summary>
    public IEnumerable<Diagnostic> Diagnostics =>
    [
        .. Listing.Diagnostics,
        .. Site?.Diagnostics ?? [],
        .. People?.Diagnostics ?? [],
        .. Synonyms?.Diagnostics ?? [],
        .. Bibliography?.Diagnostics ?? [],
        .. Retractions?.Diagnostics ?? [],
        .. Images.SelectMany(image => image.Diagnostics),
        .. Articles.SelectMany(article => article.Diagnostics),
        .. Pages.SelectMany(page => page.Diagnostics),
    ];

    /// <summary>A hash of everything that all rendered articles depend on.</summary>
    public string Surroundings { get; } = Hash([Site?.Fingerprint, People?.Fingerprint, Bibliography?.Fingerprint, Retractions?.Fingerprint, .. Images.Select(image => image.Fingerprint)]);

    /// <summary>SHA-256 over all files and the date.</summary>
    public string HashOn(DateOnly date) => Hash(
    [
        $"{date:yyyy-MM-dd}",
        Surroundings,
        Synonyms?.Fingerprint,
        .. Listing.Files.Select(file => file.Path),
        .. Articles.Select(article => article.Fingerprint),
        .. Pages.Select(page => page.Fingerprint),
    ]);

    private static string Hash(IEnumerable<string?> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
}
