using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.History;

/// <summary>Reads versions.</summary>
internal sealed class RevisionHistory(SerializedDatabase serializedDatabase, CurrentEdition current)
{
    public const int PageSize = 50;

    /// <summary>Versions whose author is the author of the words; the others only change what readers get.</summary>
    public static readonly RevisionKind[] Writing =
        [RevisionKind.FirstSeen, RevisionKind.Found, RevisionKind.Created, RevisionKind.Saved, RevisionKind.Corrected, RevisionKind.BroughtBack];

    /// <param name="page">From 1, newest first.</param>
    public Task<(IReadOnlyList<Revision> Shown, int Count)> ListAsync(string article, int page, CancellationToken cancellation) =>
        serializedDatabase.ReadAsync<(IReadOnlyList<Revision>, int)>(
            async open =>
            {
                var all = open.Set<Revision>().AsNoTracking().Where(revision => revision.Article == article);
                var shown = await all.OrderByDescending(revision => revision.Number).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
                await BringUpToDateAsync(open, shown, cancellation);
                return (shown, await all.CountAsync(cancellation));
            },
            cancellation);

    /// <summary>The newest version of every article that ever had one, by slug.</summary>
    public Task<List<Revision>> NewestAsync(CancellationToken cancellation) => serializedDatabase.ReadAsync(
        open => RevisionStore.Newest(open.Set<Revision>().AsNoTracking()).OrderBy(revision => revision.Article).ToListAsync(cancellation), cancellation);

    /// <param name="number">Null for the newest that has a text.</param>
    /// <returns>Null if there is no such version.</returns>
    public Task<StoredRevision?> FindAsync(string article, int? number, CancellationToken cancellation) => serializedDatabase.ReadAsync(
        async open =>
        {
            var revision = await open.Set<Revision>().AsNoTracking()
                .Where(revision => revision.Article == article && (number == null ? revision.Text != null : revision.Number == number))
                .OrderByDescending(revision => revision.Number).FirstOrDefaultAsync(cancellation);
            if (revision is null) return null;
            await BringUpToDateAsync(open, [revision], cancellation);
            var text = revision.Text is null ? null : await open.Set<RevisionText>().AsNoTracking().SingleAsync(text => text.Hash == revision.Text, cancellation);
            return new StoredRevision(revision, text is null ? null : Packed.Unpack(text));
        },
        cancellation);

    /// <summary>The last version before this one that has a text: the one before may be a deletion, or no longer kept. Null if there is none.</summary>
    public Task<int?> NumberBeforeAsync(string article, int number, CancellationToken cancellation) => serializedDatabase.ReadAsync(
        open => open.Set<Revision>().Where(revision => revision.Article == article && revision.Number < number && revision.Text != null)
            .MaxAsync(revision => (int?)revision.Number, cancellation),
        cancellation);

    /// <summary>Who wrote the text as it is now; null if nobody knows, because it was changed in the folder.</summary>
    public Task<Revision?> LastWritingAsync(string article, CancellationToken cancellation) => serializedDatabase.ReadAsync(
        open => open.Set<Revision>().AsNoTracking().Where(revision => revision.Article == article && Writing.Contains(revision.Kind))
            .OrderByDescending(revision => revision.Number).FirstOrDefaultAsync(cancellation),
        cancellation);

    /// <summary>Whether the article's newest version is another text than this file.</summary>
    /// <param name="isNew">It was made at the desk. Another article without any version waits for <see cref="RevisionWatcher"/>, and lacks nothing.</param>
    public Task<bool> LacksAsync(string article, string hash, bool isNew, CancellationToken cancellation) => serializedDatabase.ReadAsync(
        async open => await open.Set<Revision>().Where(revision => revision.Article == article)
            .OrderByDescending(revision => revision.Number).Select(revision => revision.Text ?? "").FirstOrDefaultAsync(cancellation) is { } newest ? newest != hash : isNew,
        cancellation);

    /// <summary>Whether readers ever had the article, as far as the history goes back.</summary>
    public Task<bool> WasPublicAsync(string article, CancellationToken cancellation) => serializedDatabase.ReadAsync(
        async open =>
        {
            var all = open.Set<Revision>().AsNoTracking().Where(revision => revision.Article == article);
            if (await all.AnyAsync(revision => revision.State == PublicationState.Published || revision.State == PublicationState.Withdrawn, cancellation)) return true;
            var scheduled = await all.Where(revision => revision.State == PublicationState.Scheduled).ToListAsync(cancellation);
            await BringUpToDateAsync(open, scheduled, cancellation);
            return scheduled.Exists(revision => revision.State is not PublicationState.Scheduled);
        },
        cancellation);

    /// <summary>A scheduled version is stored as such, but readers got it on its day, unless another version had replaced it before.</summary>
    private async Task BringUpToDateAsync(SiteDbContext open, IReadOnlyList<Revision> revisions, CancellationToken cancellation)
    {
        if (current.Edition is not { } edition) return;
        foreach (var scheduled in revisions.Where(revision => revision is { State: PublicationState.Scheduled, Text: not null }))
        {
            var replaced = await open.Set<Revision>().Where(later => later.Article == scheduled.Article && later.Number > scheduled.Number)
                .OrderBy(later => later.Number).Select(later => (DateTime?)later.At).FirstOrDefaultAsync(cancellation);
            var text = await open.Set<RevisionText>().AsNoTracking().SingleAsync(text => text.Hash == scheduled.Text, cancellation);
            if (!Slug.TryParse(scheduled.Article, out var slug) || PreviewBuilder.FrontMatterOf(slug, new StoredRevision(scheduled, Packed.Unpack(text)).Text!) is not { } front) continue;
            scheduled.State = PublicationStates.Of(
                front, replaced is null ? edition.Date : DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(replaced.Value, edition.Site.TimeZone)));
        }
    }
}

/// <param name="File">Null if the file was deleted.</param>
internal sealed record StoredRevision(Revision Revision, byte[]? File)
{
    public string? Text => File is null ? null : System.Text.Encoding.UTF8.GetString(File);
}
