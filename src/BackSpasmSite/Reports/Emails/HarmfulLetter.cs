using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BackSpasmSite.Email;
using BackSpasmSite.Options;
using BackSpasmSite.Reports.Holds;
using BackSpasmSite.Reports.Queue;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Reports.Emails;

/// <summary>Tells an editor at once of what could hurt somebody: where it stands, and where to act.</summary>
internal sealed class HarmfulLetter(
    Database database, CurrentEdition current, IOptions<SmtpOptions> smtp, IOptions<SiteOptions> site, TimeProvider time)
    : EditorsLetter(database, current, smtp, site, time)
{
    public override MailKind Kind => MailKind.Harmful;

    protected override async Task<(string Subject, IReadOnlyList<string> Paragraphs)?> WordsAsync(
        SiteDatabase open, IQueryable<Report> waiting, IReadOnlyList<OutboxMail> rows, Edition? edition, CancellationToken cancellation)
    {
        var (article, since) = (rows[0].Article, rows.Min(row => row.Report));
        var reports = article is null
            ? waiting.Where(report => report.Id == since)
            : waiting.Where(report => report.Article == article && report.Id >= since && report.Concern == Concern.Harmful);
        return await reports.CountAsync(cancellation) switch
        {
            0 => null,
            1 => await reports.FirstOrDefaultAsync(cancellation) is { } report ? OfOne(report, edition) : null,
            var count => OfMany(count, article!, edition),
        };
    }

    private (string Subject, IReadOnlyList<string> Paragraphs) OfMany(int count, string article, Edition? edition)
    {
        var title = ArticleTitle.Of(article, edition);
        return (
            $"It could hurt someone: {InWords.Reports(count)} on “{title}”",
            [
                $"{InWords.Reports(count)} from readers say of an article: “{Concerns.Words(Concern.Harmful)}.”",
                $"The article: {title}\n{Link($"/articles/{article}")}",
                "What readers wrote is not in this mail, because it may tell of somebody’s health. Read it at the desk, where you can also put notices above passages, or take the article down, at once:\n" +
                Link($"/editor?concern={Concerns.Token(Concern.Harmful)}&article={article}"),
                "If more such reports on this article come in, the next mail comes in ten minutes at the earliest, and has their number.",
            ]);
    }

    private (string Subject, IReadOnlyList<string> Paragraphs) OfOne(Report report, Edition? edition)
    {
        var title = ArticleTitle.Of(report.Article, edition);
        string[] paragraphs =
        [
            $"A reader says of an article: “{Concerns.Words(Concern.Harmful)}.”",
            $"The article: {title}\n{Link($"/articles/{report.Article}")}",
            Passage(report, edition),
            "What the reader wrote is not in this mail, because it may tell of somebody’s health. Read it at the desk, where you can also put a notice above the passage, or take the article down, at once:\n" +
            Link(FormattableString.Invariant($"/editor/reports/{report.Id}")),
        ];
        return ($"It could hurt someone: a report on “{title}”", paragraphs);
    }

    /// <summary>In the article's own words, for a reader may have typed others.</summary>
    private static string Passage(Report report, Edition? edition)
    {
        if (report.Quote is null || edition is null) return $"The passage: {(report.Quote is null ? "none is named" : "see the desk")}.";
        var held = HeldPassage.Of(report, edition);
        if (held.Quote.Length == 0) return "The passage: it is not in the article as it is now.";
        var heading = Slug.TryParse(report.Article, out var slug) && edition.Articles.TryGetValue(slug, out var article)
            ? article.Headings.FirstOrDefault(heading => heading.Id == held.Section)?.Text
            : null;
        return $"The passage{(heading is null ? "" : $", below “{heading}”")}:\n\n“{held.Quote}”";
    }
}
