using System.Text.Encodings.Web;
using System.Text.Unicode;
using BackSpasmSite.Accounts;
using BackSpasmSite.Audit;
using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BackSpasmSite.Email;
using BackSpasmSite.Feeds;
using BackSpasmSite.History;
using BackSpasmSite.Hosting;
using BackSpasmSite.Http;
using BackSpasmSite.Lookup;
using BackSpasmSite.Options;
using BackSpasmSite.Pages;
using BackSpasmSite.Pages.Editor;
using BackSpasmSite.Reports;
using BackSpasmSite.Search;
using BackSpasmSite.Telemetry;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace BackSpasmSite;

/// <summary>What the site is made of, and the order in which a request passes through it.</summary>
internal static partial class Site
{
    public static void AddSite(this WebApplicationBuilder builder)
    {
        // Otherwise a program started from its build folder finds its static files in Development only.
        builder.WebHost.UseStaticWebAssets();
        // An unpublished build has a catch-all route for new static files, which would answer unknown addresses with 405.
        if (!builder.Environment.IsDevelopment()) builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        if (!ListenAddresses.AreConfigured(builder.Configuration)) builder.WebHost.UseUrls(ListenAddresses.Default);

        builder.Services
            .AddSettings()
            .AddLogs()
            .AddSingleton(TimeProvider.System)
            .AddSupervised<IdleMemory>()
            .AddData()
            .AddAudit()
            .AddContent()
            .AddSearch()
            .AddEditing()
            .AddHistory()
            .AddLookup(provider => provider.GetRequiredService<CurrentEdition>().Edition?.Site.Contact)
            .AddClients()
            .AddEmail()
            .AddReports()
            .AddEditors()
            .AddDesk()
            .AddHttp(TelemetryServices.IsOn)
            .AddTelemetry(builder.Configuration);
        // By default every “é” and “·” would become a numeric reference.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).AddRazorPages(pages =>
        {
            pages.Conventions.TakeOnly("/", AllowedMethods.Reading);
            pages.Conventions.TakeOnly("/Feedback", HttpMethods.Post);
            pages.Conventions.TakeOnly("/Receipt", AllowedMethods.Form);
            pages.Conventions.TakeOnly("/Editor", AllowedMethods.Form);
            pages.Conventions.TakeOnly("/Editor/SignOut", HttpMethods.Post);
            pages.Conventions.AddFolderApplicationModelConvention("/Editor", page => page.Filters.Add(new StaleFormFilter()));
        });
        BoundPropertiesOnly.AddTo(builder.Services);
        // Data Protection's own service would open the database during the start to read the keys of the desk's cookies. They are read when the desk needs them.
        foreach (var reader in builder.Services.Where(IsOfDataProtection).ToList()) builder.Services.Remove(reader);

        static bool IsOfDataProtection(ServiceDescriptor service) =>
            service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(KeyManagementOptions).Assembly;
    }

    /// <summary>Reads the content while the rest is being set up.</summary>
    public static void BeginReading(this WebApplication app)
    {
        // Whoever measures editions wants the first one too, so there it waits for what measures.
        if (!TelemetryServices.IsOn(app.Configuration)) app.Services.GetRequiredService<ContentWatcher>().BeginReading();
    }

    public static void UseSite(this WebApplication app)
    {
        LogVersion(app.Logger, ProgramVersion.Text);
        var site = app.Services.GetRequiredService<IOptions<SiteOptions>>().Value;
        if (!app.Environment.IsDevelopment() && app.Configuration["Site:BaseUrl"] is null or "") LogBaseUrlUnset(app.Logger, site.BaseUrl);
        if (!app.Environment.IsDevelopment() && site is { IsHttps: true, TrustedProxies.Count: 0 } && !ListenAddresses.SpeakHttps(app.Configuration))
            LogNoTrustedProxy(app.Logger);

        foreach (var unknown in UnknownSettings.Of(app.Configuration)) LogUnknownSetting(app.Logger, unknown);

        InlineSockets.Enable(app.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value, TelemetryServices.IsOn(app.Configuration));
        app.UseFairTurns();
        app.UseTelemetry();
        app.UseForwardedHeaders();
        app.UseSchemeOfBaseUrl();
        app.UseFirstEdition();
        app.UseStoredPages();
        app.UseThreadPool();
        app.UseRequestLog();
        app.UseSecurityHeaders();
        app.UseNoStore();
        app.UseErrorPages();
        app.Use(app.Services.GetRequiredService<CanonicalAddresses>().InvokeAsync);
        app.UseRouting();
        app.UseLoggedRoute();
        app.UseCrossOriginPostGuard();
        app.UseDeskAuthorization();
        app.UsePageRendering();

        app.MapHealth();
        app.MapImages();
        app.MapMachineFiles();
        app.MapReferences(new Uri(site.BaseUrl));
        app.MapSearchSuggestions();
        Stylesheet.Map(app);
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        app.MapOtherMethods("/feedback", HttpMethods.Post);
        app.MapOtherMethods("/feedback/thanks", AllowedMethods.Reading);
        app.MapOtherMethods("/feedback/{article}/{section}", AllowedMethods.Reading);
        app.MapOtherMethods("/editor/sign-out", HttpMethods.Post);
        if (app.Environment.IsDevelopment()) app.MapLiveReload();
    }

    [LoggerMessage(LogLevel.Information, "BackSpasmSite {Version} is starting")]
    private static partial void LogVersion(ILogger logger, string version);

    [LoggerMessage(LogLevel.Warning, "Site:BaseUrl is not set, so pages and feeds use {BaseUrl}. Set it to the public address of the site, such as https://www.example.org")]
    private static partial void LogBaseUrlUnset(ILogger logger, string baseUrl);

    [LoggerMessage(LogLevel.Warning, "Site:TrustedProxies is empty although Site:BaseUrl is https, so all readers behind the proxy count as one client. Add the proxy, such as Site__TrustedProxies=127.0.0.1")]
    private static partial void LogNoTrustedProxy(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "{Setting}")]
    private static partial void LogUnknownSetting(ILogger logger, string setting);
}
