using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Benchmarks;

/// <summary>The whole site on a port of its own, as in production, after a busy year, with an editor signed in.</summary>
internal sealed class BusySite : IAsyncDisposable
{
    private const string Name = "rita";
    private const string Password = "correct horse battery staple";

    private readonly WebApplicationFactory<SiteOptions> _site;
    private readonly HttpClient _browser;

    private BusySite(WebApplicationFactory<SiteOptions> site, HttpClient browser, string content) => (_site, _browser, Content) = (site, browser, content);

    /// <summary>The content folder.</summary>
    public string Content { get; }

    /// <summary>The pages of the desk and their addresses.</summary>
    public static IReadOnlyDictionary<string, string> Addresses { get; } = new Dictionary<string, string>
    {
        ["Inbox"] = "/editor",
        ["Inbox, last page"] = $"/editor?page={Reports.LastPage}",
        ["Inbox, every state"] = "/editor?state=all",
        ["Inbox, a word that is everywhere"] = "/editor?state=all&q=pain",
        ["Inbox, a word that is nowhere"] = "/editor?state=all&q=zebra",
        ["Inbox, every filter"] = $"/editor?state=new&concern=harmful&article={Folder.Slug(1)}&from=2020-01-01&to=2099-01-01&q=pain",
        ["Report, 200 on its passage"] = $"/editor/reports/{Reports.Crowded}",
        ["Report, passage as it was"] = $"/editor/reports/{Reports.Exact}",
        ["Report, passage changed"] = $"/editor/reports/{Reports.Changed}",
        ["Report, passage gone"] = $"/editor/reports/{Reports.Gone}",
        ["Close as corrected"] = $"/editor/reports/{Reports.Exact}/correct",
        ["Articles"] = "/editor/articles",
        ["Edit"] = $"/editor/articles/{Folder.Slug(1)}",
        ["Sign a review"] = $"/editor/articles/{Folder.Slug(1)}/sign",
        ["New article"] = "/editor/new-article",
        ["Add a picture"] = "/editor/images",
        ["Content being checked"] = "/editor/holds",
        ["Account"] = "/editor/account",
    };

    /// <param name="fill">Puts reports into the database.</param>
    /// <param name="settings">More settings.</param>
    public static Task<BusySite> StartAsync(Func<SerializedDatabase, Edition, Task> fill, params (string Key, string Value)[] settings) =>
        StartAsync(fill, TimeProvider.System, settings);

    /// <param name="fill">Puts reports into the database.</param>
    /// <param name="time">The site's clock.</param>
    /// <param name="settings">More settings.</param>
    public static async Task<BusySite> StartAsync(Func<SerializedDatabase, Edition, Task> fill, TimeProvider time, params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("backspasm-benchmark-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        // Any type of the site identifies the program to start; its own Program has the same name as the one here.
        // The log is written as in production, but nobody reads it here.
        var console = Console.Out;
        Console.SetOut(TextWriter.Null);
        var content = Folder.Write(folder, Name);
        var factory = new WebApplicationFactory<SiteOptions>().WithWebHostBuilder(builder =>
        {
            foreach (var (key, value) in settings) builder.UseSetting(key, value);
            builder
                .UseSetting("environment", "Production")
                .UseSetting("Site:ContentPath", content)
                .UseSetting("Site:DataPath", Path.Combine(folder, "data"))
                .UseSetting("urls", "http://127.0.0.1:0")
                .ConfigureTestServices(services => services.AddSingleton(time));
        });
        factory.UseKestrel(0);
        factory.StartServer();
        Console.SetOut(console);
        var edition = await factory.Services.GetRequiredService<CurrentEdition>().WaitForOtherThanAsync("", CancellationToken.None);
        await factory.Services.GetRequiredService<DatabaseState>().WhenTriedAsync(CancellationToken.None);
        await fill(factory.Services.GetRequiredService<SerializedDatabase>(), edition);

        // An earlier run on this database may have added it. If it was refused for another reason, signing in fails.
        await using (var scope = factory.Services.CreateAsyncScope()) await scope.ServiceProvider.GetRequiredService<EditorAccounts>().AddAsync(Name, Password);
        var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = factory.ClientOptions.BaseAddress };
        await SignInAsync(browser);
        return new BusySite(factory, browser, content);
    }

    /// <summary>Requests a page, which has to exist, and returns its length.</summary>
    public async Task<int> AskAsync(string address)
    {
        using var answer = await _browser.GetAsync(address);
        if (answer.StatusCode is not HttpStatusCode.OK) throw new InvalidOperationException($"{address} answers {answer.StatusCode}");
        return (await answer.Content.ReadAsByteArrayAsync()).Length;
    }

    /// <summary>Sends a report, and returns whether it was acknowledged.</summary>
    public async Task<bool> ReportAsync(string message) =>
        await SendAsync("/feedback", [new("article", Folder.Slug(1)), new("concern", "inaccurate"), new("message", message)]) is HttpStatusCode.SeeOther;

    /// <summary>Answers whether an article was helpful, and returns whether that was accepted.</summary>
    /// <param name="number">The article.</param>
    /// <param name="helpful"><c>yes</c> or <c>no</c>.</param>
    public async Task<bool> VoteAsync(int number, string helpful) =>
        // After “no”, the page of thanks asks what was missing.
        await SendAsync("/feedback", [new("article", Folder.Slug(number)), new("helpful", helpful)]) is HttpStatusCode.SeeOther or HttpStatusCode.OK;

    /// <summary>Declines the first report of the inbox, as an editor does, and returns whether that was accepted.</summary>
    public async Task<bool> DeclineAsync()
    {
        var parser = new HtmlParser();
        using var answer = await _browser.GetAsync("/editor");
        // Nobody stays signed in all day.
        if (answer.StatusCode is not HttpStatusCode.OK) await SignInAsync(_browser);
        var inbox = parser.ParseDocument(await _browser.GetStringAsync("/editor"));
        var address = inbox.QuerySelector(".queue tbody a[href*='/editor/reports/']")!.GetAttribute("href")!;
        var report = parser.ParseDocument(await _browser.GetStringAsync(address));
        var form = report.QuerySelector("#desk-form")!;
        // All reports on the passage.
        var fields = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Concat(report.QuerySelectorAll<IHtmlInputElement>("input[type=checkbox][form=desk-form]"))
            .Select(field => new KeyValuePair<string, string>(field.Name!, field.Value));
        return await SendAsync(form.GetAttribute("action")!, [.. fields, new("answer", "The source says the same, in other words."), new("do", "decline")]) is HttpStatusCode.SeeOther;
    }

    private async Task<HttpStatusCode> SendAsync(string address, KeyValuePair<string, string>[] fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await _browser.PostAsync(address, form);
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _site.DisposeAsync();
    }

    private static async Task SignInAsync(HttpClient browser)
    {
        var page = new HtmlParser().ParseDocument(await browser.GetStringAsync("/editor/sign-in"));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["name"] = Name,
            ["password"] = Password,
            ["__RequestVerificationToken"] = page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!,
        });
        using var answer = await browser.PostAsync("/editor/sign-in", form);
        if (answer.Headers.Location?.OriginalString != "/editor") throw new InvalidOperationException($"Nobody is signed in: {answer.StatusCode}");
    }
}
