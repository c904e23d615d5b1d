using System.IO.Compression;
using System.Text;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Reviews;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.History;

/// <summary>A version that is not stored yet. Comparing and compressing are done before the database is asked to wait.</summary>
internal sealed record RevisionDraft(string Article, RevisionKind Kind, string? By)
{
    /// <summary>Null if the file was deleted.</summary>
    public byte[]? File { get; init; }

    public string? Hash { get; private init; }

    public PublicationState? State { get; init; }

    public RevisionReview Review { get; init; }

    /// <summary>All reports that its corrections name.</summary>
    public IReadOnlyList<int> Reports { get; init; } = [];

    public int? Source { get; init; }

    /// <param name="article">The same text as an article; null if the site can't make one of it.</param>
    public static RevisionDraft Of(Slug slug, RevisionKind kind, string? by, byte[] file, Article? article, Edition edition) => new(slug.ToString(), kind, by)
    {
        File = file,
        Hash = ArticleFile.HashOf(file),
        State = article is null ? null : PublicationStates.Of(article.FrontMatter, edition.Date),
        // Without a signature there is no need to render the text for its fingerprint.
        Review = article?.FrontMatter.Review is null ? RevisionReview.None : ReviewState.Of(article, edition) switch
        {
            ReviewState.Reviewed => RevisionReview.Reviewed,
            ReviewState.EditedSinceReview => RevisionReview.EditedSince,
            _ => RevisionReview.None,
        },
        Reports = article is null ? [] : [.. article.FrontMatter.Corrections.SelectMany(correction => correction.Reports).Distinct().Order()],
    };

    /// <summary>For counting a stored version again.</summary>
    public static RevisionDraft Of(Revision stored, byte[]? file)
    {
        var draft = new RevisionDraft(stored.Article, stored.Kind, stored.By) { File = file };
        return file is null ? draft : draft with { Reports = [.. draft.ReportsIn(file).Distinct().Order()] };
    }

    /// <summary>As the row after another version of the article.</summary>
    /// <param name="before">Null for an article's first version.</param>
    public Revision After(Revision? before, byte[]? fileBefore, DateTime at)
    {
        var (added, removed) = File is null ? (0, Words.In(fileBefore ?? []))
            : fileBefore is null ? (Words.In(File), 0)
            : WordChanges.Count(Words.Of(fileBefore), Words.Of(File));
        var answered = fileBefore is null ? Reports : Reports.Except(ReportsIn(fileBefore));
        var reports = string.Join(", ", answered);
        return new Revision
        {
            Article = Article,
            Number = (before?.Number ?? 0) + 1,
            At = at,
            By = By,
            Kind = Kind,
            Text = Hash,
            State = State,
            Review = Review,
            Added = added,
            Removed = removed,
            Reports = reports.Length > Revision.LongestReports ? reports[..reports.LastIndexOf(',', Revision.LongestReports - 1)] : reports,
            Source = Source,
        };
    }

    public RevisionText Text() => Packed.Of(Hash!, File!);

    private IEnumerable<int> ReportsIn(byte[] file) =>
        Slug.TryParse(Article, out var slug) && PreviewBuilder.FrontMatterOf(slug, Encoding.UTF8.GetString(file)) is { } front
            ? front.Corrections.SelectMany(correction => correction.Reports)
            : [];
}

/// <summary>An article's words below its front matter, which the numbers of a version count.</summary>
internal static class Words
{
    public static string Of(byte[] file)
    {
        var text = TypedText.Shown(Encoding.UTF8.GetString(file));
        return FrontMatterSplit.Fences(text) is var (_, end, _) ? text[end..] : text;
    }

    public static int In(byte[] file) => WordChanges.WordsIn(Of(file));
}

/// <summary>A file as it is stored.</summary>
internal static class Packed
{
    public static RevisionText Of(string hash, byte[] file)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true)) brotli.Write(file);
        return new RevisionText { Hash = hash, Bytes = packed.ToArray(), Length = (int)packed.Length };
    }

    public static byte[] Unpack(RevisionText text)
    {
        using var brotli = new BrotliStream(new MemoryStream(text.Bytes), CompressionMode.Decompress);
        using var file = new MemoryStream();
        brotli.CopyTo(file);
        return file.ToArray();
    }
}
