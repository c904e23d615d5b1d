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

    /// <summary>Longer than from the writing of a file to the end of the last try to record it.</summary>
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(1);

    /// <summary>Of each article's newest version: the text's hash, or null if the file was deleted.</summary>
    public Task<Dictionary<string, string?>> LatestAsync(CancellationToken cancellation) => serializedDatabase.ReadAsync(
        open => Newest(open.Set<Revision>().AsNoTracking()).ToDictionaryAsync(revision => revision.Article, revision => revision.Text, cancellation), cancellation);

    /// <summary>
    /// Records a save at the desk, after the file was written. What the site or a colleague has recorded since comes after it, so that the save's
    /// version has its own words only, and the newest version is the file as it is.
    /// </summary>
    /// <param name="before">The file as it was, in case the history does not have it yet; null for a new file.</param>
    /// <exception cref="DatabaseUnavailableException">Nothing is recorded.</exception>
    public Task SavedAsync(RevisionDraft? before, RevisionDraft after) => RetryAsync(async () =>
    {
        var versions = await serializedDatabase.ReadAsync(
            open => open.Set<Revision>().AsNoTracking().Where(revision => revision.Article == after.Article).OrderBy(revision => revision.Number).ToListAsync(), default);
        var (place, found) = PlaceOf(before, after, versions);
        if (found is null && versions is [.., var newest] && newest.Text == after.Hash) return true;
        var previous = place > 0 ? versions[place - 1] : null;
        var next = found is null && place < versions.Count ? versions[place] : null;
        var (number, at) = place < versions.Count ? (versions[place].Number, versions[place].At) : ((previous?.Number ?? 0) + 1, Now);
        var files = await FilesAsync([previous?.Text, next?.Text]);
        var rows = new List<(RevisionDraft Draft, Revision Row)>();
        if (before is not null && previous?.Text != before.Hash)
            rows.Add((before, (before with { Kind = number == 1 ? RevisionKind.FirstSeen : before.Kind }).After(previous, File(previous), at)));
        rows.Add((after, rows is [var (_, row)] ? after.After(row, before!.File, at) : after.After(previous, File(previous), at)));
        foreach (var (index, (_, added)) in rows.Index()) added.Number = number + index;

        return await serializedDatabase.WriteAsync(async open =>
        {
            var all = open.Set<Revision>().Where(revision => revision.Article == after.Article);
            if ((await all.MaxAsync(revision => (int?)revision.Number) ?? 0) != (versions is [.., var last] ? last.Number : 0)) return false;
            if (found is not null && await all.Where(revision => revision.Id == found.Id && revision.By == null).ExecuteDeleteAsync() == 0) return false;
            if (next is not null)
            {
                var counted = RevisionDraft.Of(next, File(next)).After(rows[^1].Row, after.File, next.At);
                await all.Where(revision => revision.Id == next.Id).ExecuteUpdateAsync(set => set
                    .SetProperty(revision => revision.Added, counted.Added).SetProperty(revision => revision.Removed, counted.Removed).SetProperty(revision => revision.Reports, counted.Reports));
            }

            if (place < versions.Count) await MoveUpAsync(all, number, rows.Count - (found is null ? 0 : 1));
            await AddAsync(open, rows);
            return true;
        });

        byte[]? File(Revision? of) => of?.Text is { } text ? files.GetValueOrDefault(text) : null;
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

    /// <summary>Where among the versions a save belongs, and the version there if the site found this very change first.</summary>
    private (int Place, Revision? Found) PlaceOf(RevisionDraft? before, RevisionDraft after, List<Revision> versions)
    {
        // Texts come back: an older version with one of these two texts is not this save.
        var since = versions.FindIndex(version => version.At > Now - JustNow) is >= 0 and var first ? first : versions.Count;
        var replaced = versions.FindLastIndex(version => version.Text == before?.Hash);
        if (replaced < since - 1) replaced = -1;
        var found = versions.FindIndex(Math.Max(since, replaced + 1), version => version is { By: null, Kind: RevisionKind.Found or RevisionKind.FirstSeen } && version.Text == after.Hash);
        return found >= 0 ? (found, versions[found]) : (replaced >= 0 ? replaced + 1 : versions.Count, null);
    }

    /// <summary>Makes room for this number and the next. Not in one step, in which two versions would have the same number for a moment.</summary>
    private static async Task MoveUpAsync(IQueryable<Revision> all, int number, int by)
    {
        if (by == 0) return;
        await all.Where(revision => revision.Number >= number).ExecuteUpdateAsync(set => set.SetProperty(revision => revision.Number, revision => -revision.Number - by));
        await all.Where(revision => revision.Number < 0).ExecuteUpdateAsync(set => set.SetProperty(revision => revision.Number, revision => -revision.Number));
    }

    private Task<Dictionary<string, byte[]>> FilesAsync(IEnumerable<string?> hashes) => serializedDatabase.ReadAsync(
        async open => (await TextsAsync(open, hashes)).ToDictionary(text => text.Key, text => Packed.Unpack(text.Value)), default);

    private static Task<Dictionary<string, RevisionText>> TextsAsync(SiteDbContext open, IEnumerable<string?> hashes)
    {
        var some = hashes.OfType<string>().Distinct().ToArray();
        return open.Set<RevisionText>().AsNoTracking().Where(text => some.Contains(text.Hash)).ToDictionaryAsync(text => text.Hash);
    }

    /// <summary>The newest version of each article, and its file.</summary>
    private Task<Dictionary<string, Latest>> ReadAsync(string[] articles) => serializedDatabase.ReadAsync(
        async open =>
        {
            var rows = await Newest(open.Set<Revision>().AsNoTracking().Where(revision => articles.Contains(revision.Article))).ToListAsync();
            var texts = await TextsAsync(open, rows.Select(row => row.Text));
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
