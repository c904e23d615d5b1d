using BackSpasmSite.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace BackSpasmSite.Accounts;

/// <summary>
/// Lets only who is signed in to the desk: to every address there is, or is not, below <c>/editor</c>, unless its endpoint
/// allows everybody (<see cref="IAllowAnonymous"/>).
/// </summary>
internal static class DeskAuthorization
{
    public const string SignIn = "/editor/sign-in";

    /// <summary>Takes a form that came too late, and has it sent again after signing in.</summary>
    private const string SignInAgain = "/editor/sign-in-again";

    public static void UseDeskAuthorization(this IApplicationBuilder app) => app.Use((context, next) =>
        context.Request.Path.StartsWithSegments(ReturnAddress.Desk) ? AnswerAsync(context, next) : next(context));

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.RequestServices.GetRequiredService<DatabaseState>().IsOpen)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        try
        {
            if (!await IsLetInAsync(context)) Lead(context);
            else if (context.User.Identity?.IsAuthenticated == true) await next(context);
            else await context.RequestServices.GetRequiredService<AnonymousBodies>().InvokeAsync(context, next);
        }
        catch (Exception failure) when (!context.Response.HasStarted && DatabaseUnavailableException.Explains(failure))
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private static async Task<bool> IsLetInAsync(HttpContext context)
    {
        var found = await context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        if (found.Principal is { } editor) context.User = editor;
        var endpoint = context.GetEndpoint();
        return found.Succeeded
            // That a method is wrong is no secret: routing's own endpoint only says which are right.
            || endpoint is not (null or RouteEndpoint)
            || endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
    }

    /// <summary>To sign-in and back; what was sent can't be sent again by an address, so from there only to its page, unless it holds words.</summary>
    private static void Lead(HttpContext context)
    {
        var request = context.Request;
        if (HoldsWords(context))
        {
            // The browser sends the same form there.
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = Back(SignInAgain, ReturnAddress.Of($"{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}"));
            return;
        }

        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        var back = ReturnAddress.Of(isRead ? $"{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}" : request.Path.ToUriComponent());
        context.Response.StatusCode = isRead ? StatusCodes.Status302Found : StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = Back(SignIn, back);
    }

    private static bool HoldsWords(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<KeepsWordsAttribute>() is not null;

    private static string Back(string step, string back) => back == ReturnAddress.Desk ? step : $"{step}?return={Uri.EscapeDataString(back)}";
}

/// <summary>
/// Marks a page whose form holds what an editor wrote. When it is sent after the session ended, the door sends it on to a
/// page that keeps the words until the editor is signed in again. Never for a form with a password in it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class KeepsWordsAttribute : Attribute;
