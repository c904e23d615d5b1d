namespace BackSpasmSite.Desk;

/// <summary>The one place that is told what editors do apart from single reports, which have a history of their own. Never readers' words.</summary>
internal sealed partial class DeskAudit(ILogger<DeskAudit> logger)
{
    /// <param name="editor">Who.</param>
    /// <param name="what">In a few words, such as “paused the readers' form”.</param>
    public void Record(string editor, string what) => LogDone(editor, what);

    [LoggerMessage(LogLevel.Information, "At the desk {Editor} {What}")]
    private partial void LogDone(string editor, string what);
}
