using BackSpasmSite.Content;
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
