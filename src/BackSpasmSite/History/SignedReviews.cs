using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Reviews;
using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.History;

/// <summary>Proves that a review was signed at the desk: a file alone cannot prove who wrote it.</summary>
internal sealed class SignedReview : IEntityTypeConfiguration<SignedReview>
{
    public long Id { get; init; }

    public DateTime At { get; init; }

    /// <summary>The reviewer's key, which was the account's name.</summary>
    public string By { get; init; } = "";

    public string Article { get; init; } = "";

    /// <summary>The <see cref="TextFingerprint"/> of the signed text.</summary>
    public string Text { get; init; } = "";

    public void Configure(EntityTypeBuilder<SignedReview> builder)
    {
        builder.ToTable("SignedReviews");
        builder.Property(signed => signed.By).HasMaxLength(256);
        builder.Property(signed => signed.Article).HasMaxLength(300);
        builder.Property(signed => signed.Text).HasMaxLength(100);
        builder.HasIndex(signed => signed.Article);
    }
}

internal sealed class SignedReviews(SerializedDatabase serializedDatabase, ReviewSigner reviews, ArticleSaver saver, TimeProvider time)
{
    /// <param name="by">The reviewer's key, which is the account's name.</param>
    /// <exception cref="DatabaseUnavailableException">Nothing is signed.</exception>
    public async Task<SaveResult> SignAsync(Slug slug, string stamp, string by)
    {
        // Before the file, so that no file is signed without a record.
        var signed = new SignedReview { At = time.GetUtcNow().UtcDateTime, By = by, Article = slug.ToString(), Text = stamp };
        await serializedDatabase.WriteAsync(open =>
        {
            open.Add(signed);
            return Task.FromResult(true);
        });
        var result = reviews.Sign(slug, stamp, by);
        if (result is SaveResult.Done done) await saver.SavedAsync(slug, done.Before, done.After, RevisionKind.Signed, by);
        else await ForgetAsync(signed);
        return result;
    }

    /// <summary>If it fails, as on a disk that is full for the file too, the reviewer is still told why the file was not written.</summary>
    private async Task ForgetAsync(SignedReview unsigned)
    {
        try
        {
            await serializedDatabase.WriteAsync(open => open.Set<SignedReview>().Where(kept => kept.Id == unsigned.Id).ExecuteDeleteAsync());
        }
        catch (DatabaseUnavailableException)
        {
            // What is left counts only for a file that has this very review, or one whose own can't be read.
        }
    }

    /// <summary>The published review, or else the last one signed at the desk; null if there is neither.</summary>
    public async Task<Review?> KnownAsync(Slug slug, Edition? edition, CancellationToken cancellation)
    {
        if (edition?.FindAny(slug) is { } shown) return shown.FrontMatter.Review;
        var article = slug.ToString();
        try
        {
            var last = await serializedDatabase.ReadAsync(
                open => open.Set<SignedReview>().AsNoTracking().Where(kept => kept.Article == article).OrderByDescending(kept => kept.Id).FirstOrDefaultAsync(cancellation), cancellation);
            if (last is null) return null;
            var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(last.At, edition?.Site.TimeZone ?? TimeZoneInfo.Utc));
            return new Review(last.By, day, last.Text, day.AddYears(1), 1);
        }
        catch (DatabaseUnavailableException)
        {
            // A file with a broken review then has to be fixed by hand.
            return null;
        }
    }

    /// <summary>Leaves out articles whose review is only in the file.</summary>
    public async Task<IReadOnlyDictionary<Slug, DateTime>> FindAsync(IReadOnlyCollection<Article> articles, CancellationToken cancellation)
    {
        var reviewed = articles.Where(article => article.FrontMatter.Review is not null).ToList();
        if (reviewed.Count == 0) return new Dictionary<Slug, DateTime>();
        var only = reviewed is [var one] ? one.Slug.ToString() : null;
        var signed = await serializedDatabase.ReadAsync(
            open => open.Set<SignedReview>().AsNoTracking().Where(kept => only == null || kept.Article == only).ToListAsync(cancellation), cancellation);
        var newest = signed.GroupBy(kept => (kept.Article, kept.By, kept.Text)).ToDictionary(same => same.Key, same => same.Max(kept => kept.At));
        return reviewed.Select(article => (article.Slug, At: newest.TryGetValue((article.Slug.ToString(), article.FrontMatter.Review!.By, article.FrontMatter.Review.Text), out var at) ? at : (DateTime?)null))
            .Where(entry => entry.At is not null).ToDictionary(entry => entry.Slug, entry => entry.At!.Value);
    }
}
