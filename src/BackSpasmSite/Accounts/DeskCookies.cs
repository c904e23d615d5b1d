using System.Security.Claims;
using System.Xml.Linq;
using BackSpasmSite.Data;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Accounts;

/// <summary>The cookies of the desk. Browsers send them only below <c>/editor</c>, never with a reader page.</summary>
internal static class DeskCookies
{
    public const string SessionClaim = "desk-session";

    private const string BrowserCookie = "desk-browser";

    /// <summary>Between the password and the code.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    public static IServiceCollection AddDeskCookies(this IServiceCollection services)
    {
        // No default scheme, so that reader pages never look at a cookie: DeskPolicyProvider names the desk's.
        services.AddAuthentication()
            .AddCookie(IdentityConstants.ApplicationScheme, options =>
            {
                Guard(options.Cookie, "desk");
                options.ExpireTimeSpan = DeskSessions.Idle;
                options.Events.OnRedirectToLogin = DeskAuthorization.LeadToSignInAsync;
                options.Events.OnRedirectToAccessDenied = DeskAuthorization.RefuseAsync;
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
            // The Content-Security-Policy has a stricter frame-ancestors.
            options.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }

    public static Guid? SessionOf(ClaimsPrincipal? who) => Guid.TryParse(who?.FindFirstValue(SessionClaim), out var id) ? id : null;

    public static SignInSource SourceOf(HttpContext context) => new(
        context.Connection.RemoteIpAddress,
        context.Request.Cookies[BrowserCookie] is { Length: > 20 and < 100 } token ? token : null);

    /// <summary>The cookie outlives the session, and does not sign anyone in.</summary>
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

    /// <summary>A cookie issued while the clock was ahead would be valid until that time comes.</summary>
    private static Task RejectFromTheFuture(CookieValidatePrincipalContext context)
    {
        var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        if (context.Properties.IssuedUtc is { } issued && !RecordedTime.IsWithin(issued.UtcDateTime, now, Step)) context.RejectPrincipal();
        return Task.CompletedTask;
    }

    /// <summary>Runs on every request. Identity's own validator would also renew the cookie each time.</summary>
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        if (SessionOf(context.Principal) is not { } session ||
            await services.GetRequiredService<SignInManager<EditorAccount>>().ValidateSecurityStampAsync(context.Principal) is not { } editor ||
            !await services.GetRequiredService<DeskSessions>().GoesOnAsync(session, editor.Id, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            return;
        }

        EditorRoles.Put(context.Principal!, editor.Role);
    }

    /// <summary>After a change of password or second factor, the new cookie is for the same session.</summary>
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

/// <summary>
/// Data Protection's keys in the database. If several replicas start on a new database, each of them makes a key, and none would know
/// the others' for a day: cookies of one would be refused by another. Only the first key is kept, and all of them use it.
/// </summary>
internal sealed class SharedKeys(IServiceProvider services, SerializedDatabase serializedDatabase, ILoggerFactory logs) : IXmlRepository
{
    private readonly EntityFrameworkCoreXmlRepository<SiteDbContext> _stored = new(services, logs);

    private volatile bool _wereNone;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var all = _stored.GetAllElements();
        _wereNone = all.Count == 0;
        return all;
    }

    /// <summary>Afterwards the caller reads all keys again, and finds the one to use.</summary>
    public void StoreElement(XElement element, string friendlyName) => serializedDatabase.WriteAsync(async open =>
    {
        if (_wereNone && await open.DataProtectionKeys.AnyAsync()) return false;
        open.Add(new DataProtectionKey { FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        return true;
    }).GetAwaiter().GetResult();
}
