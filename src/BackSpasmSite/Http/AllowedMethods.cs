using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace BackSpasmSite.Http;

/// <summary>
/// Razor Pages answers wrong methods with 400, and OPTIONS with 200; with this metadata, routing answers them with 405 and
/// <c>Allow</c>.
/// </summary>
internal static class AllowedMethods
{
    public static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];
    public static readonly string[] Form = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post];

    /// <summary>The last call that includes a page decides.</summary>
    /// <param name="folder">A page or a folder of pages, such as <c>/Editor</c>.</param>
    public static void TakeOnly(this PageConventionCollection pages, string folder, params string[] methods)
    {
        pages.AddFolderRouteModelConvention(folder, Restrict);
        pages.AddPageRouteModelConvention(folder, Restrict);

        void Restrict(PageRouteModel page)
        {
            foreach (var selector in page.Selectors) selector.EndpointMetadata.Add(new HttpMethodMetadata(methods));
        }
    }

    /// <summary>For an address that would otherwise match a route with a parameter.</summary>
    public static void MapOtherMethods(this IEndpointRouteBuilder routes, string path, params string[] allowed) =>
        routes.Map(path, context =>
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = string.Join(", ", allowed);
            return Task.CompletedTask;
        });
}
