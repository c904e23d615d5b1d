using System.Net;
using BackSpasmSite.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Tests.Accounts;

/// <summary>Browsers at the desk.</summary>
internal static class SignedIn
{
    public const string Password = "correct horse battery staple";

    /// <summary>A browser in which this editor is signed in; creates the account if necessary. It follows no redirects.</summary>
    /// <remarks>The cookie is made as the site makes it; the password is not checked, because that is slow on purpose.</remarks>
    public static async Task<HttpClient> SignInAsync(this TestSite site, string name = "ann")
    {
        await using var scope = site.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<EditorAccount>>();
        if (await users.FindByNameAsync(name) is not { } editor)
        {
            editor = new EditorAccount { UserName = name };
            Assert.True((await users.CreateAsync(editor)).Succeeded);
        }

        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<EditorAccount>>().CreateAsync(editor);
        var options = site.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var session = await site.Services.GetRequiredService<DeskSessions>().BeginAsync(editor.Id, "a test");
        principal.Identities.First().AddClaim(new System.Security.Claims.Claim(DeskCookies.SessionClaim, session.ToString()));
        var now = site.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var ticket = new AuthenticationTicket(
            new(principal.Identities.Select(identity => new System.Security.Claims.ClaimsIdentity(identity.Claims, IdentityConstants.ApplicationScheme))),
            new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + options.ExpireTimeSpan },
            IdentityConstants.ApplicationScheme);
        var cookies = new CookieContainer();
        cookies.Add(site.ClientOptions.BaseAddress, new Cookie(options.Cookie.Name!, options.TicketDataFormat.Protect(ticket), options.Cookie.Path));
        return site.Browser(cookies);
    }

    /// <summary>A browser with its own cookies, not signed in. It follows no redirects.</summary>
    public static HttpClient SignedOut(this TestSite site, string address = "http://localhost") =>
        site.CreateDefaultClient(new Uri(address), new CookieContainerHandler());

    /// <summary>Creates an account with the password <see cref="Password"/>.</summary>
    public static async Task AddEditorAsync(this TestSite site, string name = "ann")
    {
        await using var scope = site.Services.CreateAsyncScope();
        Assert.Null((await scope.ServiceProvider.GetRequiredService<EditorAccounts>().AddAsync(name, Password)).Refusal);
    }
}
