using System.Buffers;
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

    /// <summary>Piece by piece, because with ten thousand articles the whole is a megabyte for each save.</summary>
    private static string Hash(IEnumerable<string?> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = new ArrayBufferWriter<byte>(16 * 1024);
        foreach (var part in parts)
        {
            Encoding.UTF8.GetBytes(part, bytes);
            bytes.Write("\n"u8);
            if (bytes.WrittenCount < 8 * 1024) continue;
            hash.AppendData(bytes.WrittenSpan);
            bytes.ResetWrittenCount();
        }

        hash.AppendData(bytes.WrittenSpan);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
