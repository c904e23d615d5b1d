using BackSpasmSite.Articles;
using BackSpasmSite.Feedback;
using BackSpasmSite.Mail;
using BackSpasmSite.Storage;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Desk;

/// <summary>Tells an editor at once of what could hurt somebody: where it stands, and where to act.</summary>
internal sealed class HarmfulLetter(
    Database database, CurrentEdition current, IOptions<SmtpOptions> smtp, IOptions<SiteOptions> site, TimeProvider time)
    : EditorsLetter(database, current, smtp, site, time)
{
    public override MailKind Kind => MailKind.Harmful;

    protected override Task<(string Subject, IReadOnlyList<string> Paragraphs)> WordsAsync(
        SiteDatabase open, IReadOnlyList<Report> reports, Edition? edition, CancellationToken cancellation)
    {
        var report = reports[0];
        var title = ArticleTitle.Of(report.Article, edition);
        string[] paragraphs =
        [
            $"A reader says of an article: “{Concerns.Words(Concern.Harmful)}.”",
            $"The article: {title}\n{Link($"/articles/{report.Article}")}",
            Passage(report, edition),
            "What the reader wrote is not in this mail, because it may tell of somebody’s health. Read it at the desk, where you can also put a notice above the passage, or take the article down, at once:\n" +
            Link(FormattableString.Invariant($"/editor/reports/{report.Id}")),
        ];
        return Task.FromResult<(string, IReadOnlyList<string>)>(($"It could hurt someone: a report on “{title}”", paragraphs));
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
