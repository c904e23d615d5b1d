using System.Globalization;
using BackSpasmSite.Content;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace BackSpasmSite.Pages;

/// <summary>A page of a list; <c>?page=N</c> asks for one part of it.</summary>
internal abstract class ListPage<T>(CurrentEdition current, IOptions<SiteOptions> options) : SitePage(current, options)
{
    private const int Most = 20;

    public PageLinks Links { get; private set; } = null!;

    public IReadOnlyList<T> Shown { get; private set; } = [];

    public int Count { get; private set; }

    public override string Title => Links.Number == 1 ? Name : $"{Name}, {Part}";
    public override string Address => Links.Href(Links.Number);
    public override Breadcrumbs Trail => Links.Number == 1 ? Way : Way.Then(char.ToUpperInvariant(Part[0]) + Part[1..], Address);

    public abstract string Name { get; }

    /// <summary>Of the first page.</summary>
    protected abstract Breadcrumbs Way { get; }

    private string Part => $"page {Links.Number} of {Links.Last}";

    /// <summary>404 if there is no such part; <c>?page=1</c> is redirected to the list's own address.</summary>
    protected IActionResult Show(IReadOnlyList<T> all, string address)
    {
        var last = Math.Max(1, (all.Count + Most - 1) / Most);
        var asked = Request.Query["page"];
        if (PageLinks.Asked(asked, last) is not { } number) return NotFound();
        if (number == 1 && asked.Count > 0) return RedirectPermanent(address);

        Links = new PageLinks(address, number, last);
        Count = all.Count;
        Shown = [.. all.Skip((number - 1) * Most).Take(Most)];
        return Page();
    }
}

/// <param name="List">The list's address, which is that of its first page.</param>
internal sealed record PageLinks(string List, int Number, int Last)
{
    public string Href(int page) => page == 1 ? List : $"{List}{(List.Contains('?', StringComparison.Ordinal) ? '&' : '?')}page={page}";

    /// <summary>The first, the last and those around the current one, with null for each gap.</summary>
    public IEnumerable<int?> Numbers()
    {
        var before = 0;
        foreach (var page in Enumerable.Range(1, Last).Where(page => page == 1 || page == Last || Math.Abs(page - Number) <= 1))
        {
            // Dots in place of a single number would save nothing.
            if (page - before == 2) yield return page - 1;
            else if (page - before > 2) yield return null;
            yield return before = page;
        }
    }

    /// <summary>The page asked for: the first if <c>?page=</c> is absent, null if there is no such page.</summary>
    public static int? Asked(StringValues query, int last) => query switch
    {
        [] => 1,
        // One spelling of each number: 2, but not 02 or +2.
        [var text] when int.TryParse(text, NumberStyles.None, null, out var page) &&
                        page >= 1 && page <= last && text == page.ToString() => page,
        _ => null,
    };
}
