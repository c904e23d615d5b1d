using BackSpasmSite.Content;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Reports.Intake;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Reports.Holds;

internal sealed class HoldEntity
{
    public long Id { get; init; }

    public required string Article { get; init; }

    public long? Report { get; init; }

    public string? Passage { get; init; }

    /// <summary>
    /// Sentences of the article, never a reader's words; empty if the article no longer has them; null for the whole article.
    /// </summary>
    public string? Quote { get; init; }

    public string? QuotePrefix { get; init; }

    public string? QuoteSuffix { get; init; }

    public string? Section { get; init; }

    public required string By { get; init; }

    public required DateTime Since { get; init; }

    public bool IsOfWholeArticle => Quote is null;
}

/// <summary>Lifting a hold deletes its row.</summary>
internal sealed class HoldConfiguration : IEntityTypeConfiguration<HoldEntity>
{
    public void Configure(EntityTypeBuilder<HoldEntity> builder) => builder.ToTable("Holds");
}

internal sealed class HoldLift
{
    public required string Article { get; init; }

    public required DateTime At { get; set; }
}

/// <summary>One row for each article, never deleted: the feed's times depend on it and must never go back.</summary>
internal sealed class HoldLiftConfiguration : IEntityTypeConfiguration<HoldLift>
{
    public void Configure(EntityTypeBuilder<HoldLift> builder) => builder.ToTable("HoldLifts").HasKey(lift => lift.Article);
}

/// <param name="Report">The report whose page it is; null for the article alone.</param>
internal sealed record HoldView(string Article, Report? Report, IReadOnlyList<HoldEntity> Holds, string Back)
{
    public static HoldView Of(Report report, IEnumerable<HoldEntity> all, string back) => new(report.Article, report, Of(report.Article, all), back);

    public static HoldView Of(string article, IEnumerable<HoldEntity> all, string back) => new(article, null, Of(article, all), back);

    public bool IsDown => Holds.Any(hold => hold.IsOfWholeArticle);

    /// <summary>Whichever report the notice was placed for.</summary>
    public bool HoldsPassage => Report is not null && Holds.Any(hold =>
        !hold.IsOfWholeArticle && (hold.Report == Report.Id || (hold.Passage is not null && hold.Passage == Report.Passage)));

    private static List<HoldEntity> Of(string article, IEnumerable<HoldEntity> all) => [.. all.Where(hold => hold.Article == article)];
}

/// <summary>
/// A hold covers whole sentences in the article's current words. So two reports on one sentence hold the same thing, nothing a reader
/// typed survives when the report is erased, and the passage is found again after more edits.
/// </summary>
internal static class HeldPassage
{
    public static Quotation Of(Report report, Edition edition)
    {
        var unknown = new Quotation("", Section: report.Section);
        if (report.Quoted() is not { } quote) return unknown;
        if (edition.Find(report.Article) is not { } article) return unknown;
        var text = ReadingText.Of(article);
        return QuoteAnchor.Find(text, quote) is AnchoredPassage.Found found ? Sentences(text.Text, found) : unknown;
    }

    private static Quotation Sentences(string text, AnchoredPassage.Found found)
    {
        var (first, last) = (found.Parts[0], found.Parts[^1]);
        var (start, end) = (first.Block.Start + first.Sentences.Start, last.Block.Start + last.Sentences.End);
        return new Quotation(
            text[start..end],
            text[Math.Max(0, start - FormLimits.Context)..start],
            text[end..Math.Min(text.Length, end + FormLimits.Context)],
            first.Block.Section);
    }
}
