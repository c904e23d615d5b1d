using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Reports.Holds;

/// <summary>A passage, or a whole article, that readers are told is being checked.</summary>
internal sealed class HoldEntity
{
    public long Id { get; init; }

    /// <summary>The article's slug.</summary>
    public required string Article { get; init; }

    /// <summary>The report it was placed for; null if an editor placed it without one.</summary>
    public long? Report { get; init; }

    /// <summary>What reports on the passage have in common: <see cref="BackSpasmSite.Reports.Report.Passage"/>.</summary>
    public string? Passage { get; init; }

    /// <summary>
    /// The passage's sentences as the article has them, never a reader's words; empty if the article no longer has them; null
    /// for a hold on the whole article.
    /// </summary>
    public string? Quote { get; init; }

    public string? QuotePrefix { get; init; }

    public string? QuoteSuffix { get; init; }

    /// <summary>The id of the heading it is under.</summary>
    public string? Section { get; init; }

    /// <summary>The editor's name.</summary>
    public required string By { get; init; }

    public required DateTime Since { get; init; }

    public bool IsOfWholeArticle => Quote is null;
}

/// <summary>Lifting a hold deletes its row.</summary>
internal sealed class HoldConfiguration : IEntityTypeConfiguration<HoldEntity>
{
    public void Configure(EntityTypeBuilder<HoldEntity> builder) => builder.ToTable("Holds");
}

/// <summary>When the last hold on an article was lifted.</summary>
internal sealed class HoldLift
{
    /// <summary>The article's slug.</summary>
    public required string Article { get; init; }

    public required DateTime At { get; set; }
}

/// <summary>One row for each article, never deleted: the feed's times depend on it and must never go back.</summary>
internal sealed class HoldLiftConfiguration : IEntityTypeConfiguration<HoldLift>
{
    public void Configure(EntityTypeBuilder<HoldLift> builder) => builder.ToTable("HoldLifts").HasKey(lift => lift.Article);
}

/// <summary>The holds of an article, for a page of the desk that can change them.</summary>
/// <param name="Article">The article's slug.</param>
/// <param name="Report">The report whose page it is; null for the article alone.</param>
/// <param name="Back">The address to return to.</param>
internal sealed record HoldView(string Article, Report? Report, IReadOnlyList<HoldEntity> Holds, string Back)
{
    /// <param name="all">Every hold: <see cref="HoldKeeper.ListAsync"/>.</param>
    public static HoldView Of(Report report, IEnumerable<HoldEntity> all, string back) => new(report.Article, report, Of(report.Article, all), back);

    public static HoldView Of(string article, IEnumerable<HoldEntity> all, string back) => new(article, null, Of(article, all), back);

    /// <summary>Whether the whole article is hidden.</summary>
    public bool IsDown => Holds.Any(hold => hold.IsOfWholeArticle);

    /// <summary>Whether there is a notice above this report's passage, whichever report it was placed for.</summary>
    public bool HoldsPassage => Report is not null && Holds.Any(hold =>
        !hold.IsOfWholeArticle && (hold.Report == Report.Id || (hold.Passage is not null && hold.Passage == Report.Passage)));

    private static List<HoldEntity> Of(string article, IEnumerable<HoldEntity> all) => [.. all.Where(hold => hold.Article == article)];
}
