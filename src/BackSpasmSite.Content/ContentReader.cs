using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content;

/// <summary>Reads the files of a listing, each only if it has changed since the last time.</summary>
internal sealed class ContentReader
{
    /// <summary>
    /// A long article has a tenth of this. An unusual text of a megabyte can keep the Markdown parser busy for half a minute.
    /// </summary>
    public const long MostMarkdownBytes = 256 * 1024;

    public const long MostBibliographyBytes = 32 * 1024 * 1024;

    private const long MostYamlBytes = 1024 * 1024;
    private const long MostRetractionsBytes = 256 * 1024 * 1024;
    private const long MostImageBytes = 20 * 1024 * 1024;

    private readonly ParsedFileCache<SiteMetadata> _site = new(MostYamlBytes, AsText(SiteMetadataReader.Read));
    private readonly ParsedFileCache<IReadOnlyList<ParsedPerson>> _people = new(MostYamlBytes, AsText(PeopleReader.Read));
    private readonly ParsedFileCache<Synonyms> _synonyms = new(MostYamlBytes, AsText(SynonymsReader.Read));
    private readonly ParsedFileCache<ReferenceLibrary> _bibliography = new(MostBibliographyBytes, AsText(BibliographyReader.Read));
    private readonly ParsedFileCache<RetractionList> _retractions = new(MostRetractionsBytes, RetractionReader.Read);
    private readonly ParsedFileCache<ImageFile> _images = new(MostImageBytes, ImageReader.Read);
    private readonly ParsedFileCache<ParsedArticle> _articles;
    private readonly ParsedFileCache<ParsedArticle> _fronts = new(MostMarkdownBytes, ReadFront);
    private readonly ParsedFileCache<ParsedPage> _pages = new(MostMarkdownBytes, AsMarkdown(PageParser.Parse));

    private Func<ParsedArticle, ArticleTree, ParsedArticle>? _parsed;

    public ContentReader() => _articles = new(MostMarkdownBytes, ReadArticle);

    /// <summary>Called after each article is read; from any thread.</summary>
    public Action? ArticleRead { get; init; }

    public ContentSnapshot Read(ContentListing listing) => ReadArticles(ReadAllButArticles(listing));

    /// <summary>Of the articles only their front matter, a tenth of the work; everything else is not read again by the next <see cref="Read(ContentListing)"/>.</summary>
    public ContentSnapshot ReadFronts(ContentListing listing)
    {
        var articles = _fronts.Read([.. listing.Markdown("articles")], ArticleRead);
        // They are needed only once.
        _fronts.Read([]);
        return ReadAllButArticles(listing) with { Articles = articles };
    }

    /// <summary>The article of one file; null if it is not this version any more, or can't be shown.</summary>
    public static ParsedArticle? ReadAlone(ContentFile file)
    {
        var diagnostics = new List<Diagnostic>();
        return FileReader.Read(file, MostMarkdownBytes, diagnostics) is { } bytes && FileStamp.Of(new FileInfo(file.FullPath)) == file.Stamp ? ParseArticle(file, bytes, diagnostics).Article : null;
    }

    public ContentSnapshot ReadAllButArticles(ContentListing listing) => new(
        listing,
        ReadOne(_site, listing, "site.yaml"),
        ReadOne(_people, listing, "people.yaml"),
        ReadOne(_synonyms, listing, "synonyms.yaml"),
        ReadOne(_bibliography, listing, ContentFolder.Bibliography),
        ReadOne(_retractions, listing, ContentFolder.RetractionsFile),
        _images.Read([.. listing.Images]),
        [],
        _pages.Read([.. listing.Markdown("pages")]));

    /// <summary>The snapshot with its articles.</summary>
    /// <param name="parsed">Called for each article that has changed, with its syntax tree, which is then forgotten; from any thread. Returns what is kept.</param>
    public ContentSnapshot ReadArticles(ContentSnapshot others, Func<ParsedArticle, ArticleTree, ParsedArticle>? parsed = null)
    {
        _parsed = parsed;
        var articles = _articles.Read([.. others.Listing.Markdown("articles")], ArticleRead);
        _parsed = null;
        return others with { Articles = articles };
    }

    /// <summary>The SHA-256 of a file as last read; null if it could not be read.</summary>
    public string? FingerprintOf(string path) =>
        _articles.FingerprintOf(path) ?? _pages.FingerprintOf(path) ?? _images.FingerprintOf(path) ??
        _site.FingerprintOf(path) ?? _people.FingerprintOf(path) ?? _synonyms.FingerprintOf(path) ?? _bibliography.FingerprintOf(path) ??
        _retractions.FingerprintOf(path);

    private static CachedFile<T>? ReadOne<T>(ParsedFileCache<T> memory, ContentListing listing, string path)
        where T : class =>
        memory.Read(listing.Find(path) is { } file ? [file] : []).SingleOrDefault();

    private ParsedArticle? ReadArticle(ContentFile file, byte[] bytes, ICollection<Diagnostic> diagnostics)
    {
        var (article, tree) = ParseArticle(file, bytes, diagnostics);
        return article is not null && _parsed is not null ? _parsed(article, tree!) : article;
    }

    private static (ParsedArticle? Article, ArticleTree? Tree) ParseArticle(ContentFile file, byte[] bytes, ICollection<Diagnostic> diagnostics)
    {
        ArticleTree? tree = null;
        var parsed = AsMarkdown((slug, source, found) => ArticleParser.Parse(slug, source, found, out tree))(file, bytes, diagnostics);
        return parsed is null ? default : (parsed with { FileHash = ArticleFile.HashOf(bytes) }, tree);
    }

    private static ParsedArticle? ReadFront(ContentFile file, byte[] bytes, ICollection<Diagnostic> diagnostics)
    {
        // What follows the second line of hyphens is not even decoded.
        var end = bytes.AsSpan().IndexOf("\n---\n"u8);
        return AsMarkdown((slug, source, _) => ArticleParser.ParseFront(slug, source))(file, end < 0 ? bytes : bytes[..(end + 5)], diagnostics);
    }

    private static Func<ContentFile, byte[], ICollection<Diagnostic>, T?> AsText<T>(Func<SourceText, ICollection<Diagnostic>, T?> read)
        where T : class =>
        (file, bytes, diagnostics) => TextFile.Decode(file.Path, bytes, diagnostics) is { } source ? read(source, diagnostics) : null;

    private static Func<ContentFile, byte[], ICollection<Diagnostic>, T?> AsMarkdown<T>(Func<Slug, SourceText, ICollection<Diagnostic>, T?> read)
        where T : class =>
        (file, bytes, diagnostics) =>
            TextFile.Decode(file.Path, bytes, diagnostics) is { } source &&
            Slug.TryParse(System.IO.Path.GetFileNameWithoutExtension(file.Path), out var slug)
                ? read(slug, source, diagnostics)
                : null;
}

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
        .. Articles.Where(article => article.Diagnostics.Count > 0).SelectMany(article => article.Diagnostics),
        .. Pages.SelectMany(page => page.Diagnostics),
    ];

    /// <summary>A hash of everything that all rendered articles depend on.</summary>
    public string SharedFingerprint { get; } = Hash(
    [
        Site?.Fingerprint,
        People?.Fingerprint,
        Bibliography?.Fingerprint,
        Retractions?.Fingerprint,
        .. Images.Select(image => image.Fingerprint),
        .. Listing.Images.Select(image => image.Path),
    ]);

    /// <summary>SHA-256 over all files and the date.</summary>
    public string HashOn(DateOnly date)
    {
        return Hash(Parts());

        // One by one: with ten thousand articles, making a list of them took twice as long as the hash.
        IEnumerable<string?> Parts()
        {
            yield return $"{date:yyyy-MM-dd}";
            yield return SharedFingerprint;
            yield return Synonyms?.Fingerprint;
            foreach (var file in Listing.Files) yield return file.Path;
            foreach (var article in Articles) yield return article.Fingerprint;
            foreach (var page in Pages) yield return page.Fingerprint;
        }
    }

    /// <summary>Piece by piece, because with ten thousand articles the whole is a megabyte for each save.</summary>
    private static string Hash(IEnumerable<string?> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (bytes, length) = (new byte[16 * 1024], 0);
        foreach (var part in parts)
        {
            if (Encoding.UTF8.GetMaxByteCount(part?.Length ?? 0) >= bytes.Length - length)
            {
                hash.AppendData(bytes.AsSpan(..length));
                length = 0;
            }

            length += Encoding.UTF8.GetBytes(part, bytes.AsSpan(length));
            bytes[length++] = (byte)'\n';
        }

        hash.AppendData(bytes.AsSpan(..length));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
