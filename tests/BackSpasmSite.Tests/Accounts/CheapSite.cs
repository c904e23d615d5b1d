using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Accounts;

/// <summary>Lets a test sign in often, and from any address.</summary>
internal static class CheapSite
{
    /// <summary>Names the address that a request comes from, because the test server has no network.</summary>
    public const string Address = "test-address";

    /// <summary>Makes hashing passwords cheap.</summary>
    public static void Services(IServiceCollection services) => services
        .Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1)
        .AddSingleton<IStartupFilter, NamedAddress>();

    /// <summary>A browser with its own cookies at this address.</summary>
    public static HttpClient At(this TestSite site, string address)
    {
        var browser = site.SignedOut();
        browser.DefaultRequestHeaders.Add(Address, address);
        return browser;
    }

    private sealed class NamedAddress : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((HttpContext context, RequestDelegate ask) =>
            {
                if (IPAddress.TryParse(context.Request.Headers[Address], out var address)) context.Connection.RemoteIpAddress = address;
                return ask(context);
            });
            next(app);
        };
    }
}
