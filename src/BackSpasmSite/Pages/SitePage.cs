using BackSpasmSite.Content;
using BackSpasmSite.Feeds;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

internal abstract class SitePage(CurrentEdition current, IOptions<SiteOptions> options) : PageModel
{
    /// <summary>Null until the first edition is published.</summary>
    public Edition? Edition => field ??= RequestEdition.Of(HttpContext, current);

    public Uri BaseUrl => new(options.Value.BaseUrl);

    public abstract string Title { get; }

    public virtual string? Description => null;

    /// <summary>Such as <c>/about</c>; null for pages without an address of their own, such as a 404.</summary>
    public virtual string? Address => null;

    public virtual Breadcrumbs? Trail => null;

    /// <summary>Relative to the content folder: the file whose problems the page shows in Development.</summary>
    public virtual string? Source => null;

    /// <summary>For search engines and for print. Never taken from the request.</summary>
    public Uri? Canonical => Address is null ? null : new Uri(BaseUrl, Address);

    /// <summary>What social sites show of a link to it: each property with its content.</summary>
    public virtual IEnumerable<(string Property, string Content)> SocialCard =>
        Canonical is { } address && Edition is not null ? OpenGraph.Of(Title, Description, address, Edition.Site) : [];

    /// <summary>Blocks of JSON-LD.</summary>
    public virtual IEnumerable<string> LinkedData => Trail is { } trail ? [BreadcrumbList.Of(trail, BaseUrl)] : [];
}

/// <summary>Takes a form or answers one, so its response is never cached or indexed.</summary>
internal abstract class PrivatePage(CurrentEdition current, IOptions<SiteOptions> options) : SitePage(current, options)
{
    /// <summary>303, to an address that is safe to reload.</summary>
    protected StatusCodeResult SeeOther(string path)
    {
        Response.Headers.Location = path;
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
