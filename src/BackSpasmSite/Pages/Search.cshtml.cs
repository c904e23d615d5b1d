using System.Text;
using System.Text.Encodings.Web;
using BackSpasmSite.Content;
using BackSpasmSite.Options;
using BackSpasmSite.Search;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

internal sealed class SearchModel(CurrentEdition current, IOptions<SiteOptions> options, SearchIndex index, SearchQueue queue, HtmlEncoder encoder) : SitePage(current, options)
{
    private const int LastPage = 50;

    // Without an address, the layout says noindex.
    public override string Title => Typed.Length > 0 ? $"Search: {Typed}" : "Search";

    /// <summary>What was typed, as far as it is read.</summary>
    public string Typed { get; private set; } = "";

    public int Number { get; private set; } = 1;

    /// <summary>Null if nothing was searched for, or if the index is not available.</summary>
    public SearchResults? Results { get; private set; }

    public bool IsAvailable { get; private set; } = true;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);

        var typed = Request.Query["q"].ToString();
        Typed = string.Concat(typed.EnumerateRunes().Take(SearchQuery.LongestText).Where(rune => !Rune.IsControl(rune))).Trim();
        Number = int.TryParse(Request.Query["page"], out var number) ? Math.Clamp(number, 1, LastPage) : 1;
        var query = SearchQuery.Parse(typed);
        IsAvailable = index.IsReady;
        if (!IsAvailable || query.IsEmpty) return Page();
        using var turn = await queue.EnterAsync(cancellation);
        if (turn is null)
        {
            IsAvailable = false;
            return Page();
        }

        try
        {
            Results = index.Find(query, Edition, Number);
        }
        catch (SqliteException)
        {
            // The file was deleted or damaged since it was built. The indexer builds it anew.
            index.Distrust();
            IsAvailable = false;
        }

        return Page();
    }

    public string AddressOf(int page) => $"/search?q={Uri.EscapeDataString(Typed)}&page={page}";

    public IHtmlContent Marked(string snippet) => new HtmlString(encoder.Encode(snippet.Replace('\n', ' '))
        .Replace(encoder.Encode(SearchIndex.MarkStart.ToString()), "<mark>", StringComparison.Ordinal)
        .Replace(encoder.Encode(SearchIndex.MarkEnd.ToString()), "</mark>", StringComparison.Ordinal));
}
