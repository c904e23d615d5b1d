using BackSpasmSite.Articles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

/// <summary>A page with a reader's own words: no cache keeps it and no search engine lists it.</summary>
internal abstract class PrivatePage(CurrentEdition current, IOptions<SiteOptions> options) : SitePage(current, options)
{
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        Response.Headers.CacheControl = "no-store";
        Response.Headers["X-Robots-Tag"] = "noindex";
    }

    /// <summary>303: the answer to what was sent stands at another address, which is safe to load again.</summary>
    protected StatusCodeResult SeeOther(string path)
    {
        Response.Headers.Location = path;
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
