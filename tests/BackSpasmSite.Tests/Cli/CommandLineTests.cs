using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using BackSpasmSite.Cli;

namespace BackSpasmSite.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly ContentOnDisk _content = ContentOnDisk.Small();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    private string Output => _output.ToString().ReplaceLineEndings("\n");

    private string[] ErrorLines => _error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public async Task Check_has_nothing_to_say_of_good_content()
    {
        Assert.Equal(0, await RunAsync("check", "--strict"));
        Assert.Empty(Output);
    }

    [Theory]
    [InlineData("--urls=http://x:1")]
    [InlineData("--urls", "http://x:1")]
    [InlineData("--http_ports", "8080")]
    [InlineData("--HTTPS_PORTS=8081")]
    [InlineData("--environment", "Development")]
    public async Task A_verb_takes_what_serving_takes(params string[] settings)
    {
        Assert.Equal(0, await RunAsync(["check", "--strict", .. settings]));
        Assert.Equal(0, await RunAsync([.. settings.Prepend("check")]));
    }

    [Fact]
    public async Task Check_prints_an_error_as_a_link_from_where_the_caller_stands()
    {
        _content.Write("articles/broken.md", "---\ntitle: \"Broken\"\n---\nText.\n");

        Assert.Equal(1, await RunAsync("check"));
        Assert.Matches(@"(?m)^content/articles/broken\.md\(\d+,\d+\): error ART\d{3}: .+$", Output);
    }

    [Fact]
    public async Task Only_strict_fails_on_a_warning()
    {
        await RunAsync("review", "sign", "heat-or-ice", "--by", "rita");
        _content.Write("articles/heat-or-ice.md", _content.Read("articles/heat-or-ice.md").Replace("pleasant", "wonderful"));

        Assert.Equal(0, await RunAsync("check"));
        Assert.Contains("warning REV003", Output);
        Assert.Equal(1, await RunAsync("check", "--strict"));
    }

    [Fact]
    public async Task Check_prints_json_for_tools()
    {
        _content.Write("articles/broken.md", "---\ntitle: \"Broken\"\n---\nText.\n");

        Assert.Equal(1, await RunAsync("check", "--format", "json"));
        var first = JsonDocument.Parse(Output).RootElement[0];
        Assert.Equal(["path", "line", "column", "code", "severity", "message"], first.EnumerateObject().Select(property => property.Name));
        Assert.Equal("content/articles/broken.md", first.GetProperty("path").GetString());
        Assert.Equal("error", first.GetProperty("severity").GetString());
    }

    [Theory]
    [InlineData("chekc")]
    [InlineData("serve")]
    [InlineData("check", "--formt", "json")]
    [InlineData("check", "--format", "xml")]
    [InlineData("new")]
    [InlineData("review", "sign", "heat-or-ice")]
    [InlineData("review", "sign", "heat-or-ice", "--by", "rita", "--date", "24.11.2026")]
    [InlineData("feedback")]
    [InlineData("feedback", "lst")]
    [InlineData("feedback", "export", "--format", "xml")]
    [InlineData("feedback", "export", "--since", "2026-11-31")]
    [InlineData("feedback", "export", "--since")]
    [InlineData("backup")]
    [InlineData("backup", "one.db", "two.db")]
    public async Task What_it_does_not_understand_ends_with_usage_on_standard_error(params string[] args)
    {
        Assert.Equal(2, await RunAsync(args));
        Assert.Contains("Usage:", _error.ToString());
        Assert.Empty(Output);
    }

    [Theory]
    [InlineData("“chekc” is not understood. Did you mean “check”?", "chekc")]
    [InlineData("“serve” is not understood.", "serve")]
    [InlineData("“lst” is not understood. Did you mean “list”?", "feedback", "lst")]
    [InlineData("“editro” is not understood. Did you mean “editor”?", "editro", "list")]
    [InlineData("“--formt” is not understood. Did you mean “--format”?", "check", "--formt", "json")]
    [InlineData("“--yb” is not understood. Did you mean “--by”?", "review", "sign", "heat-or-ice", "--yb", "rita")]
    public async Task A_word_it_does_not_know_is_told_in_one_line_with_the_likely_one(string line, params string[] args)
    {
        Assert.Equal(2, await RunAsync(args));
        Assert.Equal(line, ErrorLines[0]);
        Assert.DoesNotContain("Required", ErrorLines[1]);
    }

    [Theory]
    [InlineData("--Feedback:ReportsPerHour=-1", "Feedback:ReportsPerHour")]
    [InlineData("--Feedback:ReportsPerHour=many", "Feedback:ReportsPerHour")]
    [InlineData("--Feedback:LeastFreeMegabytes=1.5", "Feedback:LeastFreeMegabytes")]
    [InlineData("--Database:Provider=Postgres", "Database:Provider")]
    [InlineData("--ConnectionStrings:Database=Data Source=:memory:", "ConnectionStrings:Database")]
    [InlineData("--Smtp:Host=mail.example", "Smtp:From")]
    [InlineData("--Site:BaseUrl=example.org", "Site:BaseUrl")]
    [InlineData("--urls=nonsense", "urls")]
    public async Task Check_refuses_the_settings_that_serving_refuses(string setting, string key)
    {
        Assert.Equal(2, await RunAsync("check", setting));
        Assert.StartsWith($"{key}: ", Assert.Single(ErrorLines));
        Assert.Empty(Output);
    }

    [Theory]
    [InlineData("--Site:ContentPath=/no/such/folder", "Site:ContentPath")]
    [InlineData("--Database:Provider=Oracle", "Database:Provider")]
    [InlineData("--Site:BaseUrl=ftp://example.org", "Site:BaseUrl")]
    [InlineData("--Site:BaseUrl=example.org", "Site:BaseUrl")]
    [InlineData("--Site:BaseUrl=https://example.org/?a=b", "Site:BaseUrl")]
    [InlineData("--Site:TrustedProxies=10.0.0.0/99", "Site:TrustedProxies")]
    [InlineData("--Site:TrustedProxies:0=proxy", "Site:TrustedProxies")]
    [InlineData("--Site:ShutdownSeconds=0", "Site:ShutdownSeconds")]
    [InlineData("--urls=nonsense", "urls")]
    [InlineData("--urls=http://localhost:99999", "urls")]
    [InlineData("--http_ports=http", "http_ports")]
    [InlineData("--Kestrel:Endpoints:Web:Url=nonsense", "Kestrel:Endpoints:Web:Url")]
    public async Task A_wrong_setting_stops_the_start_with_one_line_that_names_it(string setting, string key)
    {
        Assert.Equal(2, await RunAsync(setting, $"--Site:ContentPath={(key == "Site:ContentPath" ? "/no/such/folder" : _content.Path)}"));
        Assert.StartsWith($"{key}: ", Assert.Single(ErrorLines));
    }

    [Fact]
    public async Task A_folder_without_articles_is_no_content_folder()
    {
        Directory.Delete(_content.FullPath("articles"), recursive: true);

        Assert.Equal(2, await RunAsync("check"));
        Assert.Contains("no folder named articles", Assert.Single(ErrorLines));
    }

    [Fact]
    public async Task An_address_in_use_is_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        Assert.Equal(2, await RunAsync($"--urls=http://{other.LocalEndpoint}", $"--Site:ContentPath={_content.Path}"));
        Assert.Contains("is in use by another program", Assert.Single(ErrorLines));
    }

    [Theory]
    // Not the address of any machine (RFC 5737).
    [InlineData("http://192.0.2.1:5081", "not an address of this machine")]
    [InlineData("https://127.0.0.1:0", "needs a certificate")]
    public async Task Where_it_can_not_listen_is_one_line(string address, string reason)
    {
        Assert.Equal(2, await RunAsync($"--urls={address}", $"--Site:ContentPath={_content.Path}", "--environment=Production"));
        Assert.StartsWith("urls: ", Assert.Single(ErrorLines));
        Assert.Contains(reason, ErrorLines[0]);
    }

    [Fact]
    public async Task Help_lists_the_verbs_there_are()
    {
        Assert.Equal(0, await RunAsync("--help"));
        Assert.All(["check", "new", "review", "feedback", "backup", "editor"], verb => Assert.Matches($@"(?m)^  {verb}\b", Output));
    }

    [Fact]
    public async Task A_new_article_passes_check_and_is_never_overwritten()
    {
        Assert.Equal(0, await RunAsync("new", "article", "@Rest: “is it\" good\\bad?”"));
        Assert.Equal("content/articles/rest-is-it-good-bad.md\n", Output);
        var written = _content.Read("articles/rest-is-it-good-bad.md");

        Assert.Equal(0, await RunAsync("check", "--strict"));
        Assert.Equal(1, await RunAsync("new", "article", "Rest: is it good, bad"));
        Assert.Equal(written, _content.Read("articles/rest-is-it-good-bad.md"));
    }

    [Theory]
    [InlineData("heat-or-ice")]
    [InlineData("content/articles/heat-or-ice.md")]
    [InlineData("articles/heat-or-ice.md")]
    public async Task A_reviewer_signs_an_article_by_its_slug_or_its_file(string article)
    {
        Assert.Equal(0, await RunAsync("review", "sign", article, "--by", "rita", "--date", "2026-11-20"));
        Assert.Matches("""(?m)^review: \{ by: rita, date: 2026-11-20, text: "sha256:[0-9a-f]{64}", next: 2027-11-20 \}$""", _content.Read("articles/heat-or-ice.md"));
        Assert.Equal(0, await RunAsync("check", "--strict"));
    }

    [Theory]
    [InlineData("heat-or-ice", "ritta", "2026-11-20", "Did you mean “rita”?")]
    [InlineData("heat-or-ice", "ann", "2026-11-20", "is not a reviewer")]
    [InlineData("heat-or-icy", "rita", "2026-11-20", "Did you mean “heat-or-ice”?")]
    [InlineData("heat-or-ice", "rita", "2026-11-25", "in the future")]
    public async Task A_sign_off_that_can_not_be_is_refused_and_nothing_is_written(string article, string by, string date, string reason)
    {
        var before = _content.Read("articles/heat-or-ice.md");

        Assert.Equal(1, await RunAsync("review", "sign", article, "--by", by, "--date", date));
        Assert.Contains(reason, Assert.Single(ErrorLines));
        Assert.Equal(before, _content.Read("articles/heat-or-ice.md"));
    }

    public void Dispose()
    {
        _content.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    private Task<int> RunAsync(params string[] args)
    {
        var context = new CommandContext(_output, Stream.Null, _error, _content.Parent, new Noon());
        return CommandLine.RunAsync(args is [['-', ..], ..] ? args : [.. args, $"--Site:ContentPath={_content.Path}"], context);
    }

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    }
}
