using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Data;

namespace BackSpasmSite.History;

/// <summary>
/// At start and with every edition, records the versions of files that the history does not have: what was changed in the folder, by whomever,
/// also while the site was not running. In the background and a few files at a time, because the first look may find thousands.
/// </summary>
internal sealed partial class RevisionWatcher(CurrentEdition current, DatabaseState state, RevisionStore store, ContentFolder folder, TimeProvider time, ILogger<RevisionWatcher> logger) : BackgroundService
{
    private const int AtOnce = 25;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(2);

    /// <summary>By slug, the text this process saw last; null if the file was deleted.</summary>
    private Dictionary<string, string?>? _known;

    /// <summary>The edition that was looked at last, if every version in it is recorded.</summary>
    private Edition? _looked;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await state.WhenTriedAsync(stoppingToken);
        for (var seen = ""; !stoppingToken.IsCancellationRequested;)
        {
            var edition = await current.WaitForOtherThanAsync(seen, stoppingToken);
            try
            {
                await LookAsync(edition, stoppingToken);
                seen = edition.Hash;
            }
            catch (DatabaseUnavailableException)
            {
                // The database's own log says why.
                await Task.Delay(BetweenTries, time, stoppingToken);
            }
        }
    }

    /// <exception cref="DatabaseUnavailableException">Something may be left to record.</exception>
    public async Task LookAsync(Edition edition, CancellationToken cancellation)
    {
        var isFirst = _known is null;
        _known ??= await store.LatestAsync(cancellation);
        var changed = edition.ChangedSince(_looked).Concat(edition.Hidden).Where(article => article.FileHash is not null && _known.GetValueOrDefault(article.Slug.ToString()) != article.FileHash).ToList();
        _looked = null;
        var count = 0;
        foreach (var some in changed.Chunk(AtOnce))
            count += await RecordAsync([.. some.Select(article => Read(article, edition)).OfType<RevisionDraft>()], isFirst, cancellation);
        var isRecorded = changed.TrueForAll(article => _known.GetValueOrDefault(article.Slug.ToString()) == article.FileHash);
        // Usually as many are known as there are, and then none was deleted.
        if (!isRecorded || _known.Values.Count(hash => hash is not null) != edition.Articles.Count + edition.Hidden.Count)
        {
            foreach (var some in Deleted(edition).Chunk(AtOnce))
                count += await RecordAsync([.. some.Select(article => new RevisionDraft(article, RevisionKind.Deleted, null))], isFirst, cancellation);
        }

        if (isRecorded) _looked = edition;
        if (count == 0) return;
        LogFound(count);
        await store.TrimAsync(cancellation);
    }

    private List<string> Deleted(Edition edition)
    {
        var there = edition.Articles.Values.Concat(edition.Hidden).Select(article => article.Slug.ToString()).Concat(edition.HeldBack.Select(Path.GetFileNameWithoutExtension)).ToHashSet();
        return [.. _known!.Where(known => known.Value is not null && !there.Contains(known.Key)).Select(known => known.Key)];
    }

    private async Task<int> RecordAsync(RevisionDraft[] drafts, bool isFirst, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await store.FoundAsync([.. drafts.Select(draft => (draft, isFirst ? null : _known!.GetValueOrDefault(draft.Article)))]);
        foreach (var draft in drafts) _known![draft.Article] = draft.Hash;
        return drafts.Length;
    }

    /// <summary>Null if the file has changed again: the next edition has it.</summary>
    private RevisionDraft? Read(Article article, Edition edition)
    {
        try
        {
            var file = ArticleFile.Read(Path.Combine(folder.Root, article.Path));
            return file.Hash == article.FileHash ? RevisionDraft.Of(article.Slug, RevisionKind.Found, null, ArticleFile.BytesOf(file.Text), article, edition) : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or System.Text.DecoderFallbackException)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Information, "Checked {Files} changed files for the history of the articles")]
    private partial void LogFound(int files);
}
