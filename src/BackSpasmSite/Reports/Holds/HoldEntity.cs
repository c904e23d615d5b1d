using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Reports.Holds;

/// <summary>A passage, or a whole article, that readers are told is being checked.</summary>
internal sealed class HoldEntity
{
    public long Id { get; init; }

    /// <summary>The article's slug.</summary>
    public required string Article { get; init; }

    /// <summary>The report it was placed on; null when an editor placed it without one.</summary>
    public long? Report { get; init; }

    /// <summary>What reports on the passage have in common: <see cref="BackSpasmSite.Reports.Report.Passage"/>.</summary>
    public string? Passage { get; init; }

    /// <summary>
    /// The passage's sentences as the article has them, never a reader's words; empty when they are not in it any more; null
    /// when the notice takes the place of the whole article.
    /// </summary>
    public string? Quote { get; init; }

    public string? QuotePrefix { get; init; }

    public string? QuoteSuffix { get; init; }

    /// <summary>The id of the heading it stands below.</summary>
    public string? Section { get; init; }

    /// <summary>The editor's name.</summary>
    public required string By { get; init; }

    public required DateTime Since { get; init; }

    public bool IsOfWholeArticle => Quote is null;
}

/// <summary>How holds are kept; lifting one deletes its row.</summary>
internal sealed class HoldConfiguration : IEntityTypeConfiguration<HoldEntity>
{
    public void Configure(EntityTypeBuilder<HoldEntity> builder) => builder.ToTable("Holds");
}

/// <summary>When the last notice in an article was taken away.</summary>
internal sealed class HoldLift
{
    /// <summary>The article's slug.</summary>
    public required string Article { get; init; }

    public required DateTime At { get; set; }
}

/// <summary>One row an article, for as long as the database: the feed's times follow from it and must never go back.</summary>
internal sealed class HoldLiftConfiguration : IEntityTypeConfiguration<HoldLift>
{
    public void Configure(EntityTypeBuilder<HoldLift> builder) => builder.ToTable("HoldLifts").HasKey(lift => lift.Article);
}

/// <summary>What an editor can hold at one place of the desk, and what is held there.</summary>
/// <param name="Article">The article's slug.</param>
/// <param name="Report">The report it is about; null where it is about the article alone.</param>
/// <param name="Holds">What readers are told is being checked in this article.</param>
/// <param name="Back">The desk's address to come back to.</param>
internal sealed record HoldView(string Article, Report? Report, IReadOnlyList<HoldEntity> Holds, string Back)
{
    /// <param name="all">Every hold there is: <see cref="HoldKeeper.ListAsync"/>.</param>
    public static HoldView Of(Report report, IEnumerable<HoldEntity> all, string back) => new(report.Article, report, Of(report.Article, all), back);

    public static HoldView Of(string article, IEnumerable<HoldEntity> all, string back) => new(article, null, Of(article, all), back);

    /// <summary>Whether readers see the notice in place of the article.</summary>
    public bool IsDown => Holds.Any(hold => hold.IsOfWholeArticle);

    /// <summary>Whether a notice stands above the passage of this report, whichever report it was placed on.</summary>
    public bool HoldsPassage => Report is not null && Holds.Any(hold =>
        !hold.IsOfWholeArticle && (hold.Report == Report.Id || (hold.Passage is not null && hold.Passage == Report.Passage)));

    private static List<HoldEntity> Of(string article, IEnumerable<HoldEntity> all) => [.. all.Where(hold => hold.Article == article)];
}
