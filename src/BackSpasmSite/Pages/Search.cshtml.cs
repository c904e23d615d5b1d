using System.Globalization;
using System.Text;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Markdown;
using BackSpasmSite.Hosting;
using BackSpasmSite.Options;
using BackSpasmSite.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

/// <summary>The answer to a search. It is made for each request and kept nowhere.</summary>
internal sealed class SearchModel(CurrentEdition current, IOptions<SiteOptions> options, SiteSearch search, SearchQueue queue, SearchLimit limit, SearchMisses misses) : SitePage(current, options)
{
    // Without an address, the layout says noindex.
    public override string Title => Typed.Length > 0 ? $"Search: {Typed}" : "Search";

    /// <summary>What was typed, as far as it is read.</summary>
    public string Typed { get; private set; } = "";

    public Topic? Topic { get; private set; }

    public int Number { get; private set; } = 1;

    /// <summary>Null if nothing was searched for, or if search is not available.</summary>
    public SearchResults? Results { get; private set; }

    public bool IsAvailable { get; private set; } = true;

    /// <summary>The site's warning signs, if the query names one; also if search is not available.</summary>
    public string? HelpBoxHtml { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);

        Response.Headers.CacheControl = "no-store";
        Typed = string.Concat(Request.Query["q"].ToString().EnumerateRunes().Where(IsShown).Take(SearchQuery.LongestText)).Trim();
        Topic = Request.Query["topic"].ToString() is { Length: > 0 } topic ? Edition.Lists.ByTopic.GetValueOrDefault(topic) : null;
        Number = int.TryParse(Request.Query["page"], out var number) ? Math.Clamp(number, 1, SiteSearch.LastPage) : 1;
        if (Typed.Length > 0)
        {
            if (limit.Take(HttpContext.Connection.RemoteIpAddress) is { } wait)
            {
                Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds)}";
                return StatusCode(StatusCodes.Status429TooManyRequests);
            }

            using var turn = await queue.EnterAsync(cancellation);
            using (var measurement = Instruments.Begin("search", Instruments.SearchDuration))
            {
                Results = turn is null ? null : search.Find(Typed, Edition, Number, Topic?.Key);
                measurement?.Tag("result", Results switch { null => "unavailable", { Hits.Count: > 0 } => "hits", _ => "none" });
            }

            IsAvailable = Results is not null;
            if (Number == 1) misses.Count(Results?.Missed ?? [], HttpContext.Connection.RemoteIpAddress);
        }

        if (Results?.NamesWarningSign ?? SiteSearch.NamesWarningSign(Typed, Edition)) HelpBoxHtml = HelpBox.Html(Edition.Site);
        return Page();
    }

    /// <summary>Nothing that turns round the sentence it is repeated in; the two joiners belong to words of some languages.</summary>
    private static bool IsShown(Rune rune) =>
        !Rune.IsControl(rune) && rune != Rune.ReplacementChar && (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format || rune.Value is 0x200C or 0x200D);

    public string AddressOf(int page) => AddressOf(Typed, Topic) + (page > 1 ? $"&page={page}" : "");

    public static string AddressOf(string typed, Topic? topic = null) => $"/search?q={Uri.EscapeDataString(typed)}{(topic is null ? "" : $"&topic={Uri.EscapeDataString(topic.Key)}")}";
}
