using BackSpasmSite.Content;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Reports.Emails;

/// <summary>Says once, at start, when there is a mail server and nobody for editors' mail.</summary>
internal sealed partial class EditorsMailCheck(
    EditorsMail editors, CurrentEdition current, IOptions<SmtpOptions> smtp, ILogger<EditorsMailCheck> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!smtp.Value.IsConfigured) return;
        // The site's contact comes with the content.
        await current.WaitForOtherThanAsync("", stoppingToken);
        if (editors.Recipients.Count == 0) LogNobody();
    }

    [LoggerMessage(LogLevel.Warning, "No editor gets mail about reports: set Smtp:To, or give site.yaml an e-mail address as its contact")]
    private partial void LogNobody();
}
