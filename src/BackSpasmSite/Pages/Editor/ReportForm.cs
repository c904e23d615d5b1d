using System.Globalization;
using BackSpasmSite.Reports.Queue;

namespace BackSpasmSite.Pages.Editor;

/// <summary>Reads an editor's form from a request.</summary>
internal static class ReportForm
{
    /// <summary>The button that only shows the report behind the typed number.</summary>
    public const string LookUp = "look-up";

    /// <summary>The form, or null when none of the site's pages can have sent it.</summary>
    /// <param name="report">The report whose page it came from.</param>
    /// <param name="form">What was sent.</param>
    public static DeskForm? Of(long report, IFormCollection form) => (form["do"] == LookUp ? DeskAction.Duplicate : DeskActions.Parse(form["do"])) is { } action
        ? new DeskForm
        {
            Report = report,
            Seen = SeenIn(form),
            Chosen = form["chosen"].Select(Number).OfType<long>().ToHashSet(),
            Action = action,
            Answer = form["answer"].ToString(),
            Note = form["note"].ToString(),
            Original = form["original"].ToString(),
            OnlyLooksUp = form["do"] == LookUp,
            Confirmed = form["confirmed"].ToString(),
            AcrossArticles = form["across"] == "yes",
        }
        : null;

    /// <summary>A report and its version, as the form carries them.</summary>
    public static string Seen(long report, Guid version) => $"{report}:{version}";

    /// <summary>The reports that a form carries, and the version of each.</summary>
    public static Dictionary<long, Guid> SeenIn(IFormCollection form) =>
        form["seen"].Select(Seen).OfType<KeyValuePair<long, Guid>>().DistinctBy(seen => seen.Key).ToDictionary();

    private static KeyValuePair<long, Guid>? Seen(string? text) =>
        text?.Split(':') is [var number, var version] && Number(number) is { } report && Guid.TryParse(version, out var seen) ? new(report, seen) : null;

    public static long? Number(string? text) => long.TryParse(text, NumberStyles.None, null, out var number) ? number : null;
}
