using System.Globalization;
using BackSpasmSite.Reports.Queue;

namespace BackSpasmSite.Pages.Editor;

internal static class ReportForm
{
    /// <summary>Only shows the report behind the typed number.</summary>
    public const string LookUp = "look-up";

    /// <summary>Null if none of the site's pages can have sent it.</summary>
    public static DeskForm? Of(long report, IFormCollection form)
    {
        var wanted = form["do"].ToString();
        // “look-up:12” is the button of a report in the list.
        var picked = wanted.StartsWith($"{LookUp}:", StringComparison.Ordinal) ? wanted[(LookUp.Length + 1)..] : null;
        var onlyLooksUp = picked is not null || wanted == LookUp;
        return (onlyLooksUp ? DeskAction.Duplicate : DeskActions.Parse(wanted)) is not { } action ? null : new DeskForm
        {
            Report = report,
            Seen = SeenIn(form),
            Chosen = form["chosen"].Where(one => picked is null || one != picked).Select(Number).OfType<long>().ToHashSet(),
            Action = action,
            Answer = form["answer"].ToString(),
            Note = form["note"].ToString(),
            Original = picked ?? form["original"].ToString(),
            OnlyLooksUp = onlyLooksUp,
            Confirmed = form["confirmed"].ToString(),
            AcrossArticles = form["across"] == "yes",
        };
    }

    public static string Seen(long report, Guid version) => $"{report}:{version}";

    /// <summary>The reports that the form carries, with their versions.</summary>
    public static Dictionary<long, Guid> SeenIn(IFormCollection form) =>
        form["seen"].Select(Seen).OfType<KeyValuePair<long, Guid>>().DistinctBy(seen => seen.Key).ToDictionary();

    private static KeyValuePair<long, Guid>? Seen(string? text) =>
        text?.Split(':') is [var number, var version] && Number(number) is { } report && Guid.TryParse(version, out var seen) ? new(report, seen) : null;

    public static long? Number(string? text) => long.TryParse(text, NumberStyles.None, null, out var number) ? number : null;
}
