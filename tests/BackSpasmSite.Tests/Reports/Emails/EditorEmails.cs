using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Tests.Email;

namespace BackSpasmSite.Tests.Reports.Emails;

/// <summary>A site whose readers report and whose editor rita gets e-mail.</summary>
public abstract class EditorEmails() : EmailTests("rita@spine.example")
{
    private protected Report New(Concern? concern, string? quote = null, string article = Reader.Article, Suspicion? suspicion = null) => new()
    {
        Receipt = $"{Guid.NewGuid():N}"[..27] + "00000",
        Article = article,
        ArticleText = "sha256:0",
        Concern = concern,
        Quote = quote,
        Message = "What I wrote",
        Email = "reader@example.org",
        Suspicion = suspicion,
        ReceivedAt = Time.Now.UtcDateTime,
        ChangedAt = Time.Now.UtcDateTime,
        Fingerprint = $"{Guid.NewGuid()}",
    };

    private protected Task<Report> ReceiveAsync(Concern? concern, string? quote = null, string article = Reader.Article, Suspicion? suspicion = null) =>
        KeepAsync(New(concern, quote, article, suspicion));

    private protected async Task<Report> KeepAsync(Report report)
    {
        var version = new ArticleVersion { Stamp = "sha256:0", Article = report.Article, Text = "", SeenAt = report.ReceivedAt };
        await Disk.Service<ReportStore>().KeepAsync(report, null, version, null);
        return report;
    }
}
