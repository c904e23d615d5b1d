using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Articles;
using MimeKit;

namespace BackSpasmSite.Feedback;

/// <summary>The one mail about a report: where it stands now, and why.</summary>
internal static class ClosingMail
{
    /// <param name="report">A closed report.</param>
    /// <param name="to">Whoever sent it.</param>
    /// <param name="from">Our address, as the settings have it, perhaps with a name.</param>
    /// <param name="baseUrl">What readers type before the first slash.</param>
    /// <param name="edition">Where the names of article and site are; null before there is one.</param>
    /// <param name="now">The date it bears.</param>
    public static MimeMessage Write(Report report, MailboxAddress to, string from, string baseUrl, Edition? edition, DateTimeOffset now)
    {
        var site = InOneLine(edition?.Site.Name ?? "");
        var title = InOneLine(TitleOf(report, edition));
        var sender = MailboxAddress.Parse(from);
        if (sender.Name is null or "") sender.Name = site;
        var mail = new MimeMessage
        {
            Subject = $"Your report on “{title}”",
            Date = now,
            MessageId = $"{Number(report)}@{sender.Domain}",
            Body = new TextPart("plain") { Text = Words(report, title, site, new Uri($"{baseUrl}/feedback/{report.Receipt}")) },
        };
        mail.From.Add(sender);
        mail.To.Add(to);
        // RFC 3834, 5: so that no absent reader's mailbox answers a program.
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return mail;
    }

    private static string Words(Report report, string title, string site, Uri receipt)
    {
        var standing = Standing.Of(report);
        var parts = new List<string>
        {
            $"You sent us a report on “{title}”{(site.Length > 0 ? $" ({site})" : "")}. It is closed now.",
            $"{standing.State}. {standing.Words}",
        };
        if (report.Answer is not null) parts.Add($"{(report.State is ReportState.Declined ? "Why" : "Our answer")}:\n\n{report.Answer}");
        parts.Add($"You find your report here:\n{receipt.AbsoluteUri}");
        parts.Add("This is the only mail we send you. We have erased your e-mail address.");
        return string.Join("\n\n", parts) + "\n";
    }

    private static string TitleOf(Report report, Edition? edition) =>
        Slug.TryParse(report.Article, out var slug) && edition?.Articles.TryGetValue(slug, out var article) == true ? article.Title : report.Article;

    /// <summary>
    /// The same for the same report, so that a mailbox can tell a second copy; and not its receipt, for mail servers on
    /// the way write it into their logs.
    /// </summary>
    private static string Number(Report report) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"closing mail {report.Receipt}")).AsSpan(0, 16));

    /// <summary>A line break in a header would begin another header; the library takes it out too, with nothing in its place.</summary>
    private static string InOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
