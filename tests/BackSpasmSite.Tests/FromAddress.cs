using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace BackSpasmSite.Tests;

/// <summary>Lets every request of a test come from somewhere; in the test server there is no network.</summary>
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
