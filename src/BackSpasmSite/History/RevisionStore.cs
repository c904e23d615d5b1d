using BackSpasmSite.Data;
using BackSpasmSite.Options;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.History;

/// <summary>
/// Writes versions. Several processes may record the same change: a version's number is unique for its article, and whoever comes second
/// looks again and finds that it is recorded.
/// </summary>
internal sealed class RevisionStore(SerializedDatabase serializedDatabase, IOptions<DeskOptions> options, TimeProvider time)
{
    private const int MostTries = 5;

    /// <summary>Of each article's newest version: the text's hash, or null if the file was deleted.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<Dictionary<string, string?>> LatestAsync(CancellationToken cancellation) => serializedDatabase.ReadAsync(
        open => Newest(open.Set<Revision>().AsNoTracking()).ToDictionaryAsync(revision => revision.Article, revision => revision.Text, cancellation), cancellation);

    /// <summary>Records a save at the desk, after the file was written.</summary>
    /// <param name="before">The file as it was, in case the history does not have it yet; null for a new file.</param>
    /// <exception cref="DatabaseUnavailableException">Nothing is recorded.</exception>
    public Task SavedAsync(RevisionDraft? before, RevisionDraft after) => RetryAsync(async () =>
    {
        var latest = (await ReadAsync([after.Article])).GetValueOrDefault(after.Article);
        var rows = new List<(RevisionDraft Draft, Revision Row)>();
        // The site may have found the new file before this.
        var isFound = latest is { Row: { By: null, Kind: RevisionKind.Found or RevisionKind.FirstSeen } } && latest.Row.Text == after.Hash;
        if (!isFound && latest?.Row.Text == after.Hash) return true;
        if (!isFound)
        {
            if (before is not null && latest?.Row.Text != before.Hash)
                rows.Add((before, (before with { Kind = latest is null ? RevisionKind.FirstSeen : before.Kind }).After(latest?.Row, latest?.File, Now)));
            var last = rows.Count > 0 ? (rows[0].Row, before!.File) : (latest?.Row, latest?.File);
            rows.Add((after, after.After(last.Item1, last.Item2, Now)));
        }

        return await serializedDatabase.WriteAsync(async open =>
        {
            var number = await open.Set<Revision>().Where(revision => revision.Article == after.Article).MaxAsync(revision => (int?)revision.Number) ?? 0;
            if (number != (latest?.Row.Number ?? 0)) return false;
            if (isFound)
            {
                var found = await open.Set<Revision>().SingleAsync(revision => revision.Id == latest!.Row.Id);
                (found.By, found.Kind, found.Source) = (after.By, after.Kind, after.Source);
            }

            await AddAsync(open, rows);
            return true;
        });
    });

    /// <summary>Records changes found in the folder, unless they are recorded.</summary>
    /// <param name="found">Each with the text that this process saw before it; null if it saw none.</param>
    /// <exception cref="DatabaseUnavailableException">Nothing is recorded.</exception>
    public Task FoundAsync(IReadOnlyCollection<(RevisionDraft Draft, string? SeenBefore)> found) => RetryAsync(async () =>
    {
        var articles = found.Select(change => change.Draft.Article).ToArray();
        var latest = await ReadAsync(articles);
        var later = await LaterAsync([.. found.Where(change => change.SeenBefore is not null).Select(change => change.Draft.Article)]);
        var rows = new List<(RevisionDraft Draft, Revision Row)>();
        foreach (var (draft, seenBefore) in found)
        {
            var newest = latest.GetValueOrDefault(draft.Article);
            if (newest is null ? draft.Hash is null : newest.Row.Text == draft.Hash || IsRecorded(later[draft.Article], seenBefore, draft.Hash)) continue;
            rows.Add((draft, (draft with { Kind = newest is null ? RevisionKind.FirstSeen : draft.Kind }).After(newest?.Row, newest?.File, Now)));
        }

        return rows.Count == 0 || await serializedDatabase.WriteAsync(async open =>
        {
            var numbers = await open.Set<Revision>().Where(revision => articles.Contains(revision.Article)).GroupBy(revision => revision.Article)
                .Select(article => new { article.Key, Number = article.Max(revision => revision.Number) }).ToDictionaryAsync(article => article.Key, article => article.Number);
            if (rows.Exists(row => numbers.GetValueOrDefault(row.Draft.Article) != row.Row.Number - 1)) return false;
            await AddAsync(open, rows);
            return true;
        });
    });

    /// <summary>Deletes the oldest versions beyond the limit for everything together, but never those that <see cref="Old"/> leaves out.</summary>
    /// <exception cref="DatabaseUnavailableException">Some may be left to delete.</exception>
    public async Task TrimAsync(CancellationToken cancellation)
    {
        const int AtOnce = 100;
        var limit = options.Value.HistoryMegabytes * 1_000_000L;
        while (limit > 0 && await BytesAsync(cancellation) > limit)
        {
            var deleted = await serializedDatabase.WriteAsync(async open =>
            {
                var all = open.Set<Revision>();
                var old = await Old(all)
                    .OrderBy(revision => revision.Id).Select(revision => revision.Id).Take(AtOnce).ToListAsync();
                if (old.Count == 0) return 0;
                await all.Where(revision => old.Contains(revision.Id)).ExecuteDeleteAsync();
                await DeleteUnusedTextsAsync(open);
                return old.Count;
            });
            if (deleted == 0) return;
        }
    }

    /// <summary>What all versions together take in the database.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<long> BytesAsync(CancellationToken cancellation) =>
        serializedDatabase.ReadAsync(open => open.Set<RevisionText>().SumAsync(text => (long)text.Length, cancellation), cancellation);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Reads the index of numbers once, however many versions there are.</summary>
    public static IQueryable<Revision> Newest(IQueryable<Revision> all) => all
        .GroupBy(revision => revision.Article).Select(article => new { Article = article.Key, Number = article.Max(revision => revision.Number) })
        .Join(all, newest => newest, revision => new { revision.Article, revision.Number }, (_, revision) => revision);

    /// <summary>
    /// Versions that may be deleted: neither an article's newest, nor the last whose author wrote the words, because <see cref="SecondPairOfEyes"/> asks for it.
    /// </summary>
    private static IQueryable<Revision> Old(IQueryable<Revision> all) => all.Where(old => all.Any(later =>
        later.Article == old.Article && later.Number > old.Number && (RevisionHistory.Writing.Contains(later.Kind) || !RevisionHistory.Writing.Contains(old.Kind))));

    /// <summary>
    /// Whether another process has recorded this change already and others after it: a process whose content arrives late must not bring an
    /// older text back as the newest.
    /// </summary>
    private static bool IsRecorded(IEnumerable<(int Number, string? Text)> versions, string? seenBefore, string? now)
    {
        if (seenBefore is null) return false;
        var last = versions.Where(version => version.Text == seenBefore).Select(version => version.Number).DefaultIfEmpty(int.MaxValue).Max();
        return versions.Any(version => version.Number > last && version.Text == now);
    }

    private Task<ILookup<string, (int Number, string? Text)>> LaterAsync(string[] articles) => serializedDatabase.ReadAsync(
        async open => (await open.Set<Revision>().Where(revision => articles.Contains(revision.Article)).Select(revision => new { revision.Article, revision.Number, revision.Text }).ToListAsync())
            .ToLookup(revision => revision.Article, revision => (revision.Number, revision.Text)),
        default);

    /// <summary>The newest version of each article, and its file.</summary>
    private Task<Dictionary<string, Latest>> ReadAsync(string[] articles) => serializedDatabase.ReadAsync(
        async open =>
        {
            var rows = await Newest(open.Set<Revision>().AsNoTracking().Where(revision => articles.Contains(revision.Article))).ToListAsync();
            var hashes = rows.Select(row => row.Text).OfType<string>().Distinct().ToArray();
            var texts = await open.Set<RevisionText>().AsNoTracking().Where(text => hashes.Contains(text.Hash)).ToDictionaryAsync(text => text.Hash);
            return rows.ToDictionary(row => row.Article, row => new Latest(row, row.Text is null ? null : Packed.Unpack(texts[row.Text])));
        },
        default);

    private async Task AddAsync(SiteDbContext open, List<(RevisionDraft Draft, Revision Row)> rows)
    {
        var hashes = rows.Select(row => row.Draft.Hash).OfType<string>().Distinct().ToArray();
        var there = await open.Set<RevisionText>().Where(text => hashes.Contains(text.Hash)).Select(text => text.Hash).ToListAsync();
        open.AddRange(rows.Where(row => row.Draft.Hash is { } hash && !there.Contains(hash)).DistinctBy(row => row.Draft.Hash).Select(row => row.Draft.Text()));
        open.AddRange(rows.Select(row => row.Row));
        if (options.Value.VersionsPerArticle is not (> 0 and var most)) return;
        await open.SaveChangesAsync();
        var deleted = 0;
        foreach (var row in rows.Select(row => row.Row).Where(row => row.Number > most))
            deleted += await Old(open.Set<Revision>()).Where(old => old.Article == row.Article && old.Number <= row.Number - most).ExecuteDeleteAsync();
        if (deleted > 0) await DeleteUnusedTextsAsync(open);
    }

    private static Task<int> DeleteUnusedTextsAsync(SiteDbContext open) =>
        open.Set<RevisionText>().Where(text => !open.Set<Revision>().Any(revision => revision.Text == text.Hash)).ExecuteDeleteAsync();

    /// <summary>Again if somebody else recorded something meanwhile.</summary>
    private static async Task RetryAsync(Func<Task<bool>> record)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (await record() || tries == MostTries) return;
            }
            catch (DbUpdateException) when (tries < MostTries)
            {
                // The number or the text is there already.
            }
        }
    }

    private sealed record Latest(Revision Row, byte[]? File);
}
