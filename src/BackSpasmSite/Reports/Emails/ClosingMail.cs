using BackSpasmSite.Content;
using BackSpasmSite.Email;
using MimeKit;

namespace BackSpasmSite.Reports.Emails;

/// <summary>The one mail about a report: where it stands now, and why.</summary>
internal static class ClosingMail
{
    /// <param name="report">A closed report.</param>
    /// <param name="to">Whoever sent it.</param>
    /// <param name="from">Our address, as the settings have it, perhaps with a name.</param>
    /// <param name="baseUrl">What readers type before the first slash.</param>
    /// <param name="edition">Where the names of article and site are; null before there is one.</param>
    /// <param name="now">The date it bears.</param>
    /// <param name="original">The report that this one is a duplicate of.</param>
    public static MimeMessage Write(
        Report report, MailboxAddress to, string from, string baseUrl, Edition? edition, DateTimeOffset now, Report? original = null)
    {
        var site = PlainMail.InOneLine(edition?.Site.Name ?? "");
        var title = ArticleTitle.Of(report.Article, edition);
        return new PlainMail
        {
            From = from,
            Site = site,
            To = to,
            Subject = $"Your report on “{title}”",
            Paragraphs = Words(Standing.Of(report, original), title, site, new Uri($"{baseUrl}/feedback/{report.Receipt}")),
            Date = now,
            Identity = $"closing mail {report.Receipt}",
        }.ToMessage();
    }

    private static List<string> Words(Standing standing, string title, string site, Uri receipt)
    {
        var parts = new List<string>
        {
            $"You sent us a report on “{title}”{(site.Length > 0 ? $" ({site})" : "")}. It is closed now.",
            $"{standing.State}. {standing.Words}",
        };
        if (standing.Answer is not null) parts.Add($"{standing.AnswerTitle}:\n\n{standing.Answer}");
        parts.Add($"You find your report here:\n{receipt.AbsoluteUri}");
        parts.Add("This is the only mail we send you. We have erased your e-mail address.");
        return parts;
    }
}
