using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace BackSpasmSite.Editors.Endpoints;

/// <summary>The cookies of the desk. A browser sends them to the desk's addresses only, so no page for readers ever meets one.</summary>
internal static class DeskCookies
{
    /// <summary>A working day, from the last thing that was done.</summary>
    private static readonly TimeSpan Session = TimeSpan.FromHours(12);

    /// <summary>Between the password and the code.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    public static IServiceCollection AddDeskCookies(this IServiceCollection services)
    {
        // No default scheme: who asks is only looked at where the door stands, and never on a page for readers.
        services.AddAuthentication()
            .AddCookie(IdentityConstants.ApplicationScheme, options =>
            {
                Guard(options.Cookie, "desk");
                options.ExpireTimeSpan = Session;
                options.Events.OnValidatePrincipal = ValidateAsync;
            })
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, options =>
            {
                Guard(options.Cookie, "desk-step");
                options.ExpireTimeSpan = Step;
            });
        services.AddAntiforgery(options =>
        {
            Guard(options.Cookie, "desk-form");
            // The Content-Security-Policy says it, and more strictly.
            options.SuppressXFrameOptionsHeader = true;
        });
        return services;
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

    /// <summary>
    /// Asks with every request whether the account is there and its password the same. Identity's own validator would also
    /// write the cookie anew each time, and so undo a sign-out that happens meanwhile.
    /// </summary>
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var signIn = context.HttpContext.RequestServices.GetRequiredService<SignInManager<Editor>>();
        if (await signIn.ValidateSecurityStampAsync(context.Principal) is null) context.RejectPrincipal();
    }
}
