using BackSpasmSite.Cli;
using BackSpasmSite.Tests.Lookup;
using Microsoft.AspNetCore.Http;

namespace BackSpasmSite.Tests.Cli;

public sealed class RefsAddTests : IDisposable
{
    private readonly ContentOnDisk _content = ContentOnDisk.Small();

    public void Dispose() => _content.Dispose();

    [Fact]
    public async Task A_DOI_and_a_PMID_become_entries()
    {
        await using var server = await RecordServer.StartAsync();

        var result = await AddAsync(server, "https://doi.org/10.1136/BMJ.n1446", "pmid:28422125");

        Assert.Equal("", result.Error);
        Assert.Equal("new: cashin-2021  Cashin 2021. Efficacy of muscle relaxants in low back pain\nnew: paige-2017  Paige 2017. Spinal manipulation for acute low back pain  (key in the file: PMID 28422125)\ncontent/references.json: 2 added, 0 completed, 0 there already.\n", result.Output);
        Assert.Equal("10.1136/bmj.n1446", _content.Build().Bibliography.Find("cashin-2021")!.Doi);
        Assert.Equal("1451-1460", _content.Build().Bibliography.Find("paige-2017")!.Page);
        Assert.All(server.Requests, request => Assert.Equal("BackSpasmSite/1.0 (http://localhost:5080; mailto:editors@example.org)", request.UserAgent));
        Assert.Equal(["/works/10.1136%2FBMJ.n1446?mailto=editors%40example.org", "/eutils/efetch.fcgi?db=pubmed&id=28422125&rettype=medline&retmode=text&tool=BackSpasmSite&email=editors%40example.org"], server.Requests.Select(request => request.Address));
    }

    [Fact]
    public async Task A_record_is_kept_in_the_data_folder_and_asked_for_once()
    {
        await using var server = await RecordServer.StartAsync();
        await AddAsync(server, "pmid:28422125", "--dry-run");

        server.Answer = context => RecordServer.StatusAsync(context, 500);
        var result = await AddAsync(server, "pmid:28422125");

        Assert.Equal((0, 1), (result.ExitCode, server.Requests.Count));
        Assert.NotNull(_content.Build().Bibliography.Find("paige-2017"));
        // Readers' reports come to the same folder when the site is started.
        const UnixFileMode Owners = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (!OperatingSystem.IsWindows()) Assert.Equal(Owners, File.GetUnixFileMode(Path.Combine(_content.Parent, "data")));
    }

    [Theory]
    [InlineData(429, "1")]
    [InlineData(500, null)]
    [InlineData(503, "Sun, 22 Nov 2026 12:00:05 GMT")]
    public async Task A_service_with_passing_trouble_is_asked_again(int status, string? retryAfter)
    {
        await using var server = await RecordServer.StartAsync();
        server.Answer = context => server.Requests.Count < 3 ? RecordServer.StatusAsync(context, status, retryAfter) : RecordServer.WellAsync(context);

        var result = await AddAsync(server, "pmid:28422125");

        Assert.Equal((0, 3), (result.ExitCode, server.Requests.Count));
    }

    [Theory]
    [InlineData(429, null, 3, "PMID 28422125 could not be looked up. 127.0.0.1 answered with the status 429. Try again later.")]
    [InlineData(429, "86400", 1, "PMID 28422125 could not be looked up. 127.0.0.1 answered with the status 429 and asks to wait 86400 seconds. Try again later.")]
    [InlineData(500, null, 3, "PMID 28422125 could not be looked up. 127.0.0.1 answered with the status 500. Try again later.")]
    [InlineData(403, null, 1, "PMID 28422125 could not be looked up. 127.0.0.1 answered with the status 403.")]
    public async Task A_service_with_lasting_trouble_ends_with_exit_code_2_and_nothing_written(int status, string? retryAfter, int requests, string error)
    {
        await using var server = await RecordServer.StartAsync(context => RecordServer.StatusAsync(context, status, retryAfter));

        await AssertNothingAsync(server, 2, error, "pmid:28422125");

        Assert.Equal(requests, server.Requests.Count);
    }

    [Fact]
    public async Task An_unknown_number_is_refused_and_nothing_written_of_the_others_either()
    {
        await using var server = await RecordServer.StartAsync();

        await AssertNothingAsync(server, 1, "Crossref has no paper with the DOI 10.1000/none. Check the DOI; one that is registered elsewhere (DataCite, mEDRA) can be imported from a file.", "doi:10.1000/none", "pmid:28422125");
        await AssertNothingAsync(server, 1, "PubMed has no paper with the PMID 99. Check the number.", "pmid:99");
    }

    [Fact]
    public async Task A_slow_service_is_given_up()
    {
        var end = new TaskCompletionSource();
        await using var server = await RecordServer.StartAsync(_ => end.Task);
        server.Patience = 1;

        await AssertNothingAsync(server, 2, "DOI 10.1136/bmj.n1446 could not be looked up. 127.0.0.1 did not answer within 1 seconds.", "doi:10.1136/bmj.n1446");
        end.SetResult();
    }

    [Theory]
    [InlineData("<html>Sign in to the hospital’s network</html>", "Crossref answered with something that is not a record.")]
    [InlineData("{\"status\":\"ok\",\"message\":{\"DOI\":\"10.1136/bmj.n1446\",\"title\":[\"Cut", "Crossref answered with a record that is incomplete or broken. Try again later.")]
    [InlineData("{\"status\":\"ok\",\"message\":{}}", "Crossref answered with a record that is incomplete or broken. Try again later.")]
    public async Task A_wrong_answer_is_no_record(string body, string reason)
    {
        await using var server = await RecordServer.StartAsync(context => RecordServer.TextAsync(context, body, "application/json"));

        await AssertNothingAsync(server, 2, $"DOI 10.1136/bmj.n1446 could not be looked up. {reason}", "10.1136/bmj.n1446");
    }

    [Fact]
    public async Task The_record_of_another_paper_is_refused()
    {
        await using var server = await RecordServer.StartAsync(context => RecordServer.TextAsync(context, RecordServer.Crossref, "application/json"));

        await AssertNothingAsync(server, 1, "Crossref answered the DOI 10.1000/182 with the record of another paper, DOI 10.1136/bmj.n1446, “Efficacy of muscle relaxants in low back pain”. If that is the one you mean, ask for that number.", "doi:10.1000/182");
    }

    [Fact]
    public async Task A_connection_that_breaks_off_is_no_record()
    {
        await using var server = await RecordServer.StartAsync(async context =>
        {
            context.Response.ContentLength = 10_000;
            await context.Response.WriteAsync(RecordServer.PubMed);
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        var result = await AddAsync(server, "pmid:28422125");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("PMID 28422125 could not be looked up. 127.0.0.1 can't be reached: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_network_it_says_so()
    {
        var gone = await RecordServer.StartAsync();
        var settings = gone.Settings;
        await gone.DisposeAsync();

        var result = await RunAsync([.. settings, "refs", "add", "doi:10.1136/bmj.n1446"]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Matches(@"\ADOI 10\.1136/bmj\.n1446 could not be looked up\. 127\.0\.0\.1 can't be reached: .+\.\nNothing was written\.\n\z", result.Error.ReplaceLineEndings("\n"));
        Assert.False(File.Exists(_content.FullPath("references.json")));
    }

    [Theory]
    [InlineData("french-2006")]
    [InlineData("pmid:PMC12")]
    [InlineData("doi:bmj")]
    [InlineData("https://example.org/10.1136/x")]
    public async Task Anything_else_is_refused_before_anybody_is_asked(string id)
    {
        await using var server = await RecordServer.StartAsync();

        var result = await AddAsync(server, id);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal([$"“{id}” is neither a DOI nor a PMID. Write doi:10.1136/bmj.n1446 or pmid:28422125.", "Nothing was added."], result.ErrorLines);
        Assert.Empty(server.Requests);
    }

    private async Task AssertNothingAsync(RecordServer server, int exitCode, string error, params string[] ids)
    {
        var result = await AddAsync(server, ids);

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output));
        Assert.Equal([error, "Nothing was written."], result.ErrorLines);
        Assert.False(File.Exists(_content.FullPath("references.json")));
    }

    private Task<CommandOutput> AddAsync(RecordServer server, params string[] ids) => RunAsync([.. server.Settings, "refs", "add", .. ids]);

    /// <summary>With a clock that does not wait between two requests.</summary>
    private async Task<CommandOutput> RunAsync(string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync([.. args.SkipWhile(arg => arg.StartsWith("--", StringComparison.Ordinal)), .. args.TakeWhile(arg => arg.StartsWith("--", StringComparison.Ordinal)), $"--Site:DataPath={Path.Combine(_content.Parent, "data")}", $"--Site:ContentPath={_content.Path}"],
            new CommandContext(output, Stream.Null, error, _content.Parent, new NoPauses()));
        return new CommandOutput(code, output.ToString().ReplaceLineEndings("\n"), error.ToString());
    }

    /// <summary>A set clock on which the pauses that others ask for are over at once; the patience with a server, of a second or more, is not.</summary>
    private sealed class NoPauses : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => ContentOnDisk.Today;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero && dueTime < TimeSpan.FromSeconds(1) ? TimeSpan.Zero : dueTime, period);
    }
}
