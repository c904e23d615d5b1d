using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace BackSpasmSite.Pages.Editor;

/// <summary>
/// Lets a page of the desk take a larger body than readers may send, and answers 413 to one that is larger still. The framework
/// alone would report an invalid antiforgery token.
/// </summary>
/// <param name="bytes">The most it takes.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LargestBodyAttribute(int bytes) : Attribute, IRequestSizeLimitMetadata, IAuthorizationFilter, IOrderedFilter
{
    public int Bytes => bytes;

    /// <summary>The limit of the server.</summary>
    public long? MaxRequestBodySize => bytes;

    /// <summary>Before the antiforgery filter, which reads the body.</summary>
    public int Order => 900;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (context.HttpContext.Request.ContentLength > bytes) context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
    }
}
