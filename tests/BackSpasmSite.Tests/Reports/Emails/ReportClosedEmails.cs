using BackSpasmSite.Reports;
using BackSpasmSite.Tests.Email;

namespace BackSpasmSite.Tests.Reports.Emails;

/// <summary>A site with reports whose readers left an address.</summary>
public abstract class ReportClosedEmails : EmailTests
{
    private protected const string Reader = "reader@example.org";

    private protected ReportClosedEmails() => Smtp.From = "editors@spine.example";

    private protected async Task<Report> KeepAsync(ReportState state, string email = Reader)
    {
        var report = Disk.New(state, email, Time.Now);
        await Disk.KeepAsync(report);
        return report;
    }
}
