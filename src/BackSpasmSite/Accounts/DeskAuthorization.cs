using BackSpasmSite.Data;
using BackSpasmSite.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Accounts;

/// <summary>Requires an account whose role may do it (<see cref="DeskAccess"/>) for every path below <c>/editor</c>, known or not, unless its endpoint has <c>[AllowAnonymous]</c>.</summary>
internal static class DeskAuthorization
{
    private const string SignIn = "/editor/sign-in";

    /// <summary>Keeps a form whose session had ended, and lets it be sent again after signing in.</summary>
    private const string SignInAgain = "/editor/sign-in-again";

    public static void UseDeskAuthorization(this IApplicationBuilder app)
    {
        app.UseWhen(IsDesk, desk => desk.Use(HandBackAsync).Use(AnswerWithoutDatabaseAsync));
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseWhen(context => IsDesk(context) && context.User.Identity?.IsAuthenticated != true, anonymous =>
            anonymous.Use((context, next) => context.RequestServices.GetRequiredService<AnonymousBodies>().InvokeAsync(context, next)));
    }

    /// <summary>
    /// Redirects to the sign-in page with a way back: to the address itself, or to a form's page, because a form can't be repeated from an
    /// address. A form that holds an editor's words goes to a page that keeps them.
    /// </summary>
    public static Task LeadToSignInAsync(RedirectContext<CookieAuthenticationOptions> challenge)
    {
        var (request, response) = (challenge.Request, challenge.Response);
        var whole = ReturnAddress.Of($"{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}");
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            (response.StatusCode, response.Headers.Location) = (StatusCodes.Status302Found, ReturnAddress.After(SignIn, whole));
        }
        else if (!HttpMethods.IsPost(request.Method))
        {
            // The same for every address, so it says nothing about which of them exist.
            (response.StatusCode, response.Headers.Allow) = (StatusCodes.Status405MethodNotAllowed, string.Join(", ", AllowedMethods.Form));
        }
        else if (challenge.HttpContext.GetEndpoint()?.Metadata.GetMetadata<KeepsWordsAttribute>() is not null)
        {
            // With 307 the browser sends the same form there.
            (response.StatusCode, response.Headers.Location) = (StatusCodes.Status307TemporaryRedirect, ReturnAddress.After(SignInAgain, whole));
        }
        else
        {
            (response.StatusCode, response.Headers.Location) = (StatusCodes.Status303SeeOther, ReturnAddress.After(SignIn, ReturnAddress.Of(request.Path.ToUriComponent())));
        }

        return Task.CompletedTask;
    }

    /// <summary>403 for a role that may not do this.</summary>
    public static Task RefuseAsync(RedirectContext<CookieAuthenticationOptions> refusal)
    {
        refusal.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool IsDesk(HttpContext context) => DeskRoutes.Has(context.Request.Path);

    /// <summary>
    /// What an editor typed is on the page that says why it was not taken: the role has changed, the report is gone, the database is away, or
    /// there is a bug.
    /// </summary>
    private static async Task HandBackAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (!context.Response.HasStarted)
        {
            await KeepWordsAsync(context);
            throw;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest }) await KeepWordsAsync(context);
    }

    /// <summary>Without the database an editor can't be told from a stranger, so forms that are sent then take turns.</summary>
    private static Task KeepWordsAsync(HttpContext context) =>
        context.User.Identity?.IsAuthenticated == true ? ReadWordsAsync(context)
        : context.Response.StatusCode == StatusCodes.Status503ServiceUnavailable ? context.RequestServices.GetRequiredService<AnonymousBodies>().InvokeAsync(context, ReadWordsAsync)
        : Task.CompletedTask;

    private static async Task ReadWordsAsync(HttpContext context)
    {
        var (request, page) = (context.Request, context.GetEndpoint()?.Metadata);
        var (keeps, isAnonymous) = (page?.GetMetadata<KeepsWordsAttribute>() is not null, page?.GetMetadata<IAllowAnonymous>() is not null);
        if ((!keeps && !isAnonymous) || !request.HasFormContentType) return;
        try
        {
            var fields = await request.ReadFormAsync(context.RequestAborted);
            var address = isAnonymous ? request.Query["return"].ToString() : $"{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}";
            context.Features.Set(new RefusedForm(fields, ReturnAddress.Of(address), IsSignIn: !keeps));
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException)
        {
            // Too large or cut off: there is nothing to hand back.
        }
    }

    private static async Task AnswerWithoutDatabaseAsync(HttpContext context, RequestDelegate next)
    {
        var database = context.RequestServices.GetRequiredService<DatabaseState>();
        await database.WaitForStartAsync(context.RequestAborted);
        if (!database.IsOpen)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception failure) when (!context.Response.HasStarted && DatabaseUnavailableException.Explains(failure))
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }
}

/// <summary>
/// Also covers paths where routing found no endpoint, or one that says nothing about authorization. Elsewhere there is no fallback
/// policy, so the cookie is never read.
/// </summary>
internal sealed class DeskPolicyProvider(IOptions<AuthorizationOptions> options, IHttpContextAccessor accessor) : IAuthorizationPolicyProvider
{
    private static readonly AuthorizationPolicy Desk =
        new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme).RequireAuthenticatedUser().AddRequirements(new DeskAccess()).Build();

    private readonly DefaultAuthorizationPolicyProvider _others = new(options);

    public Task<AuthorizationPolicy> GetDefaultPolicyAsync() => Task.FromResult(Desk);

    public Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) => _others.GetPolicyAsync(policyName);

    public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() =>
        Task.FromResult(DeskRoutes.Has(accessor.HttpContext!.Request.Path) ? Desk : null);
}

/// <summary>
/// Marks a page whose form holds what an editor wrote: if the session has ended, the words are kept until the editor has signed in
/// again, and they are handed back if the form is refused or the database is away. Never for a form with a password in it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class KeepsWordsAttribute : Attribute;
