using System.Security.Claims;
using BackSpasmSite.Data;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace BackSpasmSite.Accounts;

/// <summary>The cookies of the desk. A browser sends them to the desk's addresses only, so no page for readers ever meets one.</summary>
internal static class DeskCookies
{
    /// <summary>Names the row of <see cref="DeskSession"/> that a cookie stands for.</summary>
    public const string SessionClaim = "desk-session";

    private const string BrowserCookie = "desk-browser";

    /// <summary>Between the password and the code.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    public static IServiceCollection AddDeskCookies(this IServiceCollection services)
    {
        // No default scheme: who asks is only looked at where the door stands, and never on a page for readers.
        services.AddAuthentication()
            .AddCookie(IdentityConstants.ApplicationScheme, options =>
            {
                Guard(options.Cookie, "desk");
                options.ExpireTimeSpan = DeskSessions.Idle;
                options.Events.OnValidatePrincipal = ValidateAsync;
                options.Events.OnSigningIn = BeginSessionAsync;
                options.Events.OnSigningOut = EndSessionAsync;
            })
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, options =>
            {
                Guard(options.Cookie, "desk-step");
                options.ExpireTimeSpan = Step;
                options.Events.OnValidatePrincipal = RejectFromTheFuture;
            });
        services.AddAntiforgery(options =>
        {
            Guard(options.Cookie, "desk-form");
            // The Content-Security-Policy says it, and more strictly.
            options.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }

    public static Guid? SessionOf(ClaimsPrincipal? who) => Guid.TryParse(who?.FindFirstValue(SessionClaim), out var id) ? id : null;

    /// <summary>The address and the cookie by which a browser is known that somebody signed in with before.</summary>
    public static SignInSource SourceOf(HttpContext context) => new(
        context.Connection.RemoteIpAddress,
        context.Request.Cookies[BrowserCookie] is { Length: > 20 and < 100 } token ? token : null);

    /// <summary>Lets the browser be known the next time. It outlives the session, and lets nobody in.</summary>
    public static void RememberBrowser(HttpContext context, string token)
    {
        var cookie = new CookieBuilder { MaxAge = KnownBrowsers.Kept };
        Guard(cookie, BrowserCookie);
        context.Response.Cookies.Append(BrowserCookie, token, cookie.Build(context));
    }

    private static void Guard(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.Path = ReturnAddress.Desk;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Strict;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.IsEssential = true;
    }

    /// <summary>Issued while the clock was ahead, it would be good until that time comes.</summary>
    private static Task RejectFromTheFuture(CookieValidatePrincipalContext context)
    {
        var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        if (context.Properties.IssuedUtc is { } issued && !RecordedTime.IsWithin(issued.UtcDateTime, now, Step)) context.RejectPrincipal();
        return Task.CompletedTask;
    }

    /// <summary>
    /// Asks with every request whether the account is there, its password the same and the session not ended. Identity's
    /// own validator would also write the cookie anew each time.
    /// </summary>
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        if (SessionOf(context.Principal) is not { } session ||
            await services.GetRequiredService<SignInManager<EditorAccount>>().ValidateSecurityStampAsync(context.Principal) is not { } editor ||
            !await services.GetRequiredService<DeskSessions>().GoesOnAsync(session, editor.Id, context.HttpContext.RequestAborted))
            context.RejectPrincipal();
    }

    /// <summary>A new password or second factor gives the browser a new cookie for the session it has.</summary>
    private static async Task BeginSessionAsync(CookieSigningInContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<DeskSessions>();
        var identity = (ClaimsIdentity)context.Principal!.Identity!;
        var editor = identity.FindFirst(ClaimTypes.NameIdentifier)!.Value;
        var session = SessionOf(context.HttpContext.User) is { } open && await sessions.GoesOnAsync(open, editor, context.HttpContext.RequestAborted)
            ? open
            : await sessions.BeginAsync(editor, context.HttpContext.Request.Headers.UserAgent);
        identity.AddClaim(new Claim(SessionClaim, session.ToString()));
    }

    private static async Task EndSessionAsync(CookieSigningOutContext context)
    {
        var who = context.HttpContext.User;
        if (SessionOf(who) is { } session && who.FindFirstValue(ClaimTypes.NameIdentifier) is { } editor)
            await context.HttpContext.RequestServices.GetRequiredService<DeskSessions>().EndAsync(editor, session);
    }
}
