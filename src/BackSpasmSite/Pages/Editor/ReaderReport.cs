using BackSpasmSite.Reports;

namespace BackSpasmSite.Pages.Editor;

/// <summary>One reader's words on a report's page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Report">The report.</param>
/// <param name="IsTogether">Whether the page's form is for it too.</param>
internal sealed record ReaderReport(ReportModel Page, Report Report, bool IsTogether)
{
    /// <summary>With one report alone there is nothing to choose.</summary>
    public bool IsChoice => IsTogether && Page.Found.Together.Count > 1;

    /// <summary>The passage; null where it is written as in the report above.</summary>
    public string? Quote => Report.Id == Page.Report.Id || Report.Quote != Page.Report.Quote ? Report.Quote : null;
}
