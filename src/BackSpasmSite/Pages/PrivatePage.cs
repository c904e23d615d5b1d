using BackSpasmSite.Content;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

/// <summary>A page that comes after something was sent, or takes it. Delivery sees to it that nobody keeps or lists it.</summary>
internal abstract class PrivatePage(CurrentEdition current, IOptions<SiteOptions> options) : SitePage(current, options)
{
    /// <summary>303: the answer to what was sent stands at another address, which is safe to load again.</summary>
    protected StatusCodeResult SeeOther(string path)
    {
        Response.Headers.Location = path;
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
