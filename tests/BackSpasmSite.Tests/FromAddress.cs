using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace BackSpasmSite.Tests;

/// <summary>Gives every request of a test an address, because the test server has no network.</summary>
internal sealed class FromAddress(string address) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((HttpContext context, RequestDelegate ask) =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(address);
            return ask(context);
        });
        next(app);
    };
}
