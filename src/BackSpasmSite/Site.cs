using System.Text.Encodings.Web;
using BackSpasmSite.Accounts;
using BackSpasmSite.Audit;
using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BackSpasmSite.Email;
using BackSpasmSite.Feeds;
using BackSpasmSite.Hosting;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using BackSpasmSite.Pages;
using BackSpasmSite.Reports;
using Microsoft.Extensions.Options;

namespace BackSpasmSite;

/// <summary>What the site is made of, and the order a request walks through it.</summary>
internal static partial class Site
{
    public static void AddSite(this WebApplicationBuilder builder)
    {
        // Without this, a program that runs from its build folder finds its scripts in Development only.
        builder.WebHost.UseStaticWebAssets();
        if (!ListenAddresses.AreConfigured(builder.Configuration)) builder.WebHost.UseUrls(ListenAddresses.Default);

        builder.Services
            .AddSettings()
            .AddLogs()
            .AddSingleton(TimeProvider.System)
            .AddData()
            .AddAudit()
            .AddContent()
            .AddEditing()
            .AddClients()
            .AddEmail()
            .AddReports()
            .AddEditors()
            .AddDesk()
            .AddHttp();
        // Words stay words in the source of a page: the framework would write every “é” and “·” as a number.
        builder.Services.AddSingleton<HtmlEncoder, HtmlTextEncoder>().AddRazorPages();
        BoundPropertiesOnly.AddTo(builder.Services);
    }

    public static void UseSite(this WebApplication app)
    {
        var site = app.Services.GetRequiredService<IOptions<SiteOptions>>().Value;
        if (!app.Environment.IsDevelopment() && app.Configuration["Site:BaseUrl"] is null or "") LogBaseUrlUnset(app.Logger, site.BaseUrl);
        if (!app.Environment.IsDevelopment() && site is { IsHttps: true, TrustedProxies.Count: 0 } && !ListenAddresses.SpeakHttps(app.Configuration))
            LogNoTrustedProxy(app.Logger);

        foreach (var unknown in UnknownSettings.Of(app.Configuration)) LogUnknownSetting(app.Logger, unknown);

        app.UseForwardedHeaders();
        app.UseSchemeOfBaseUrl();
        app.UseRequestLog();
        app.UseSecurityHeaders(context => Stylesheet.For(context.RequestServices.GetRequiredService<CurrentEdition>().Edition?.Site.Accent).CspHash);
        app.UseNoStore();
        app.UseErrorPages();
        app.UseCanonicalAddresses();
        app.UseNotFoundBeforeWrongMethod();
        app.UseRouting();
        app.UseLoggedRoute();
        app.UseCrossOriginPostGuard();
        app.UseDeskAuthorization();

        app.MapHealth();
        app.MapImages();
        app.MapMachineFiles();
        app.MapReferences();
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets().OnlyForReading(but:
        [
            ("/feedback", [HttpMethods.Post]),
            ("/feedback/{receipt}", [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post]),
            ("/editor/sign-out", [HttpMethods.Post]),
            (DeskRoutes.All, DeskRoutes.Methods),
        ]);
        app.MapOtherMethods("/feedback", HttpMethods.Post);
        app.MapOtherMethods("/editor/sign-out", HttpMethods.Post);
        app.MapOtherMethods("/feedback/thanks", HttpMethods.Get, HttpMethods.Head);
        if (app.Environment.IsDevelopment()) app.MapLiveReload();
    }

    [LoggerMessage(LogLevel.Warning, "Site:BaseUrl is not set, so pages and feeds give {BaseUrl} as their address. Set it to what readers type, such as https://www.example.org")]
    private static partial void LogBaseUrlUnset(ILogger logger, string baseUrl);

    [LoggerMessage(LogLevel.Warning, "Site:TrustedProxies is empty and Site:BaseUrl is https, so all readers who come through the proxy count as one client. Name the proxy, such as Site__TrustedProxies=127.0.0.1")]
    private static partial void LogNoTrustedProxy(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "{Setting}")]
    private static partial void LogUnknownSetting(ILogger logger, string setting);
}
