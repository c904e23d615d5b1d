using BackSpasmSite.Cli;
using BackSpasmSite.Tests.Lookup;

namespace BackSpasmSite.Tests.Cli;

public sealed class OnlineCheckTests : IDisposable
{
    private readonly ContentOnDisk _content = ContentOnDisk.Small();

    public void Dispose() => _content.Dispose();

    [Fact]
    public async Task Numbers_titles_and_links_are_looked_up_and_what_is_wrong_has_its_place()
    {
        await using var server = await RecordServer.StartAsync();
        server.Answer = context => context.Request.Path.Value switch
        {
            "/api/handles/10.1000/none" => RecordServer.StatusAsync(context, 404),
            "/api/handles/10.1136/bmj.n1446" => RecordServer.TextAsync(context, """{"responseCode":1,"handle":"10.1136/bmj.n1446"}""", "application/json"),
            "/api/handles/10.5281/data" => RecordServer.TextAsync(context, """{"responseCode":1}""", "application/json"),
            "/10.5281/data" => RecordServer.TextAsync(context, """{"type":"dataset","title":"Steps of runners"}""", "application/json"),
            "/gone" => RecordServer.StatusAsync(context, 410),
            "/no-head" when context.Request.Method == "HEAD" => RecordServer.StatusAsync(context, 405),
            "/no-head" or "/there" => RecordServer.TextAsync(context, "Here.", "text/html"),
            _ => RecordServer.WellAsync(context),
        };
        _content.Write("references.json", $$"""
            [
              { "id": "a", "type": "book", "title": "Nowhere", "DOI": "10.1000/none" },
              { "id": "b", "type": "article-journal", "title": "The efficacy of muscle relaxants in low back pain: a review", "DOI": "10.1136/bmj.n1446" },
              { "id": "c", "type": "article-journal", "title": "Knees of runners in winter", "PMID": "28422125" },
              { "id": "d", "type": "dataset", "title": "Steps of runners", "DOI": "10.5281/data" },
              { "id": "e", "type": "webpage", "title": "Advice", "URL": "{{server.Address}}/gone" },
              { "id": "f", "type": "article-journal", "title": "None", "PMID": "99" }
            ]

            """);
        _content.Write("articles/heat-or-ice.md", _content.Read("articles/heat-or-ice.md").Replace("It is pleasant.", $"[There]({server.Address}/there#part), [here]({server.Address}/no-head),\nand [gone]({server.Address}/gone). [Mail](mailto:a@example.org)", StringComparison.Ordinal));

        var result = await CheckAsync(server);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            [
                $"content/articles/heat-or-ice.md(14,12): error LNK020: There is no page at {server.Address}/gone any more (status 410). Find its new address, or remove the link.",
                "content/references.json(2,59): error REF040: The DOI 10.1000/none of “a” does not exist. Copy it again from the paper’s page.",
                "content/references.json(4,90): error REF041: The PMID 28422125 of “c” is that of another paper: “Spinal manipulation for acute low back pain”. Correct the number or the title.",
                $"content/references.json(6,61): error LNK020: There is no page at {server.Address}/gone any more (status 410). Find its new address, or remove the link.",
                "content/references.json(7,68): error REF040: The PMID 99 of “f” does not exist. Copy it again from the paper’s page.",
            ],
            Online(result));
        Assert.Contains("Looked up online: 5 papers and 3 links.\n", result.Error, StringComparison.Ordinal);
        Assert.Single(server.Requests, request => request is { Method: "HEAD", Address: "/gone" });
        Assert.All(server.Requests, request => Assert.Contains("mailto:editors@example.org", request.UserAgent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_could_not_be_looked_up_is_never_fine()
    {
        _content.Write("references.json", """[{ "id": "a", "type": "book", "title": "A", "DOI": "10.1000/a" }, { "id": "b", "type": "book", "title": "B", "PMID": "1" }]""");
        await using var server = await RecordServer.StartAsync(context => RecordServer.StatusAsync(context, 403));
        _content.Write("articles/heat-or-ice.md", _content.Read("articles/heat-or-ice.md").Replace("It is pleasant.", $"[There]({server.Address}/there).", StringComparison.Ordinal));

        var refused = await CheckAsync(server);
        await server.DisposeAsync();
        var offline = await CheckAsync(server.Settings);

        Assert.Equal(2, refused.ExitCode);
        Assert.Equal(
            [
                $"content/articles/heat-or-ice.md(13,9): warning LNK021: {server.Address}/there could not be looked at, so nothing is known about it. 127.0.0.1 answered with the status 403. Open it yourself.",
                "content/references.json(1,52): warning REF042: The DOI 10.1000/a of “a” could not be looked up, so nothing is known about it. 127.0.0.1 answered with the status 403.",
                "content/references.json(1,118): warning REF042: The PMID 1 of “b” could not be looked up, so nothing is known about it. 127.0.0.1 answered with the status 403.",
            ],
            Online(refused));
        Assert.Contains("Looked up online: 2 papers and 1 links. 3 could not be looked up: of those nothing is known.", refused.Error, StringComparison.Ordinal);
        Assert.Equal((2, 3), (offline.ExitCode, Online(offline).Length));
    }

    [Fact]
    public async Task A_terminal_shows_how_many_look_ups_are_done()
    {
        _content.Write("references.json", """[{ "id": "a", "type": "book", "title": "A", "DOI": "10.1000/a" }, { "id": "b", "type": "book", "title": "B", "PMID": "1" }]""");
        var time = new SetTimestamp();
        await using var server = await RecordServer.StartAsync(context =>
        {
            time.Advance(ProgressBar.Patience);
            return RecordServer.StatusAsync(context, 404);
        });
        using var error = new StringWriter();
        await CommandLine.RunAsync(
            ["check", "--online", .. server.Settings, $"--Site:ContentPath={_content.Path}", $"--Site:DataPath={Path.Combine(_content.Parent, "data")}"],
            new CommandContext(TextWriter.Null, Stream.Null, error, _content.Parent, time) { ShowsProgress = true });

        Assert.Contains("\rLooking up [###############---------------]  50%\rLooking up [##############################] 100%\r ", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("\rLooked up online: 2 papers and 0 links.", error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>What only the internet knows.</summary>
    private static string[] Online(CommandOutput result) => [.. result.Output.Split('\n').Where(line => line.Contains(" REF04", StringComparison.Ordinal) || line.Contains(" LNK02", StringComparison.Ordinal))];

    private Task<CommandOutput> CheckAsync(RecordServer server) => CheckAsync(server.Settings);

    private Task<CommandOutput> CheckAsync(string[] settings) => CommandOutput.WithContentAsync(_content.Parent, _content.Path, ["check", "--online", .. settings]);

    private sealed class SetTimestamp : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _ticks);

        public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
    }
}
