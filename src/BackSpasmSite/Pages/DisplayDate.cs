using BackSpasmSite.Content;
using BackSpasmSite.Reports.Queue;
using Microsoft.AspNetCore.Html;

namespace BackSpasmSite.Pages;

/// <summary>
/// Such as 25 Nov 2026. The months are the invariant culture's: those of en-GB come from the machine (its ICU says Sept or Sep), and two
/// machines must print the same bytes.
/// </summary>
internal static class DisplayDate
{
    public static string Text(DateOnly date) => date.ToString("d MMM yyyy");

    public static IHtmlContent Html(DateOnly date) =>
        new HtmlString($"<time datetime=\"{IsoDate.Of(date)}\">{Text(date)}</time>");
}

/// <summary>In UTC, as in the log and in exports.</summary>
internal static class DisplayTime
{
    /// <summary>Such as “22 Nov 2026, 12:00 UTC”.</summary>
    public static IHtmlContent Html(DateTime time) => Element(time, Text(time), title: null);

    /// <summary>Such as “26 hours”, with the exact time as the title.</summary>
    public static IHtmlContent Since(DateTime time, DateTime now) => Element(time, ReadableNumbers.Time(now - time), Text(time));

    private static string Text(DateTime time) => $"{DisplayDate.Text(DateOnly.FromDateTime(time))}, {time.ToString("HH:mm")} UTC";

    private static HtmlString Element(DateTime time, string words, string? title) => new(
        $"<time datetime=\"{IsoDate.Of(time)}\"{(title is null ? "" : $" title=\"{title}\"")}>{words}</time>");
}
