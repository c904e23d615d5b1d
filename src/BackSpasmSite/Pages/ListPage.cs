using BackSpasmSite.Content;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

/// <summary>A page with a list, of which <c>?page=N</c> asks for one part.</summary>
internal abstract class ListPage<T>(CurrentEdition current, IOptions<SiteOptions> options) : SitePage(current, options)
{
    private const int Most = 20;

    public PageLinks Links { get; private set; } = null!;

    /// <summary>What stands on this page of the list.</summary>
    public IReadOnlyList<T> Shown { get; private set; } = [];

    /// <summary>How many there are on all pages.</summary>
    public int Count { get; private set; }

    public override string Title => Links.Number == 1 ? Name : $"{Name}, {Part}";
    public override string Address => Links.Href(Links.Number);
    public override Trail Trail => Links.Number == 1 ? Way : Way.Then(char.ToUpperInvariant(Part[0]) + Part[1..], Address);

    /// <summary>What the whole list is called.</summary>
    public abstract string Name { get; }

    /// <summary>The way to its first page.</summary>
    protected abstract Trail Way { get; }

    private string Part => FormattableString.Invariant($"page {Links.Number} of {Links.Last}");

    /// <summary>The part that is asked for; 404 where there is none, and one address for the first.</summary>
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
