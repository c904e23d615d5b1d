using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace BackSpasmSite.Pages.Editor;

/// <summary>
/// Takes a larger body than readers may send, and answers 413 to one that is larger still; the framework alone would report an invalid
/// antiforgery token.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LargestBodyAttribute(int bytes) : Attribute, IRequestSizeLimitMetadata, IAuthorizationFilter, IOrderedFilter
{
    public int Bytes => bytes;

    /// <summary>Raises the server's own limit.</summary>
    public long? MaxRequestBodySize => bytes;

    /// <summary>Before the antiforgery filter, which reads the body.</summary>
    public int Order => 900;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (context.HttpContext.Request.ContentLength > bytes) context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
    }
}
