using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Tests.Content.Files;

/// <summary>Half of a file is no new version of it.</summary>
public sealed class SettlingFilesTests
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly Stopwatch _time = new();
    private readonly SettlingFiles _quiet;

    /// <summary>What readers have: the length of each file.</summary>
    private ContentListing _published = Listing(("heat.md", 1000), ("ice.md", 1000));

    public SettlingFilesTests() => _quiet = new SettlingFiles(_time);

    [Fact]
    public void A_save_in_one_piece_is_seen_within_half_a_second() =>
        Assert.InRange(Until(2000, ("heat.md", 2000), ("ice.md", 1000)), Look, TimeSpan.FromSeconds(0.5));

    [Fact]
    public void The_next_look_is_due_as_soon_as_a_file_may_be_complete()
    {
        Assert.Null(_quiet.NextIn);

        See(TimeSpan.Zero, ("heat.md", 2000), ("ice.md", 1000));
        Assert.Equal(SettlingFiles.Short, _quiet.NextIn);

        See(TimeSpan.FromMilliseconds(10), ("heat.md", 2000), ("ice.md", 1000));
        Assert.Equal(SettlingFiles.Short - TimeSpan.FromMilliseconds(10), _quiet.NextIn);
    }

    [Fact]
    public void A_save_in_pieces_that_follow_each_other_at_once_is_seen_within_half_a_second()
    {
        See(TimeSpan.FromMilliseconds(30), ("heat.md", 600), ("ice.md", 1000));

        Assert.InRange(Until(2000, ("heat.md", 2000), ("ice.md", 1000)), Look, TimeSpan.FromSeconds(0.5));
    }

    [Theory]
    [InlineData(60, 25)]
    [InlineData(60, 100)]
    [InlineData(12, 290)]
    [InlineData(8, 1500)]
    public void A_slow_write_is_never_seen_in_part(int pieces, int pause)
    {
        for (var piece = 1; piece < pieces; piece++)
        {
            for (var waited = 0; waited < pause; waited += 25)
            {
                See(TimeSpan.FromMilliseconds(25), ("heat.md", piece * 95), ("ice.md", 1000));
                Assert.Equal(1000, Shown("heat.md"));
            }
        }

        Assert.InRange(Until(pieces * 95, ("heat.md", pieces * 95), ("ice.md", 1000)), Look, SettlingFiles.Long + Look);
    }

    [Fact]
    public void A_new_file_that_is_still_written_is_not_there_yet_and_keeps_no_other_one_waiting()
    {
        for (var piece = 1; piece <= 20; piece++) See(Look, ("heat.md", 1500), ("ice.md", 1000), ("new.md", piece * 50));

        Assert.Equal((1500, (long?)null), (Shown("heat.md"), Shown("new.md")));
        Assert.InRange(Until(1000, "new.md", ("heat.md", 1500), ("ice.md", 1000), ("new.md", 1000)), Look, SettlingFiles.Long + Look);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(700)]
    [InlineData(1500)]
    public void A_new_file_with_pauses_between_its_pieces_is_never_seen_in_part(int pause)
    {
        for (var piece = 1; piece < 8; piece++)
        {
            for (var waited = 0; waited < pause; waited += 100)
            {
                Publish(Fresh(piece * 100));
                Assert.Null(Shown("new.md"));
            }
        }

        var (start, whole) = (_time.Now, Fresh(800));
        while (Shown("new.md") is null && _time.Now - start < SettlingFiles.Most) Publish(whole);
        Assert.Equal(800, Shown("new.md"));
        Assert.InRange(_time.Now - start, Look, SettlingFiles.Long + Look + Look);
    }

    [Fact]
    public void A_finished_upload_that_is_renamed_is_seen_within_half_a_second()
    {
        var renamed = new ContentFile("articles/new.md", "/content/articles/new.md", new FileStamp(9, _time.GetUtcNow().UtcDateTime.AddMinutes(-1), default));
        for (var look = 0; look < 4; look++) Publish(_published.With(renamed));

        Assert.Equal(9, Shown("new.md"));
    }

    [Fact]
    public void A_file_that_is_saved_again_and_again_is_seen_each_time()
    {
        foreach (var length in (int[])[1100, 1050, 1200])
            Assert.InRange(Until(length, ("heat.md", length), ("ice.md", 1000)), Look, TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public void A_switched_link_brings_every_file_behind_it_at_once_and_no_other()
    {
        var before = At("v1", "a.md", "gone.md").With(Half(1000));
        var now = At("v2", "a.md", "new.md").With(Half(400));

        var shown = _quiet.Of(now, before);

        Assert.Equal(["articles/a.md", "articles/half.md", "articles/new.md"], shown.Files.Select(file => file.Path));
        Assert.Equal((400, 1000), (now.Find("articles/half.md")!.Stamp.Length, shown.Find("articles/half.md")!.Stamp.Length));
        Assert.Equal("/v2/a.md", shown.Find("articles/a.md")!.Stamp.Place);

        static ContentListing At(string version, params string[] names) => new(
            [.. names.Select(name => new ContentFile($"articles/{name}", $"/{version}/{name}", new FileStamp(9, default, default) { Place = $"/{version}/{name}" }))], []);
        static ContentFile Half(long length) =>
            new("articles/half.md", "/other/half.md", new FileStamp(length, default, default) { Place = "/other/half.md" });
    }

    [Fact]
    public void A_folder_whose_link_is_switched_is_taken_over_whole()
    {
        var now = Listing(("heat.md", 10), ("new.md", 0)) with { Root = "/v2" };

        Assert.Same(now, _quiet.Of(now, _published with { Root = "/v1" }));
    }

    [Theory]
    [InlineData("First. And more.", 2)]
    [InlineData("First! And more.", 0.2)]
    public void What_begins_with_all_that_is_published_waits_for_the_rest(string text, double seconds)
    {
        using var content = ContentOnDisk.From("-- articles/heat.md --\nFirst.");
        var path = content.FullPath("articles/heat.md");
        File.WriteAllText(path, "First.");
        var folder = new ContentFolder(content.Path);
        var before = folder.List();
        var quiet = new SettlingFiles(_time, _ => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("First."u8)));
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);

        var start = _time.Now;
        while (quiet.Of(folder.List(), before).Files[0] == before.Files[0] && _time.Now - start < SettlingFiles.Most) _time.Now += Look;

        Assert.InRange(_time.Now - start, TimeSpan.FromSeconds(seconds) - Look - Look, TimeSpan.FromSeconds(seconds) + Look);
    }

    [Fact]
    public void A_file_that_lost_a_fifth_of_its_text_waits_longer() =>
        Assert.InRange(Until(800, ("heat.md", 800), ("ice.md", 1000)), SettlingFiles.Long, SettlingFiles.Long + Look + Look);

    [Fact]
    public async Task At_the_start_only_a_file_that_is_still_written_stays_away_until_it_is_whole()
    {
        var clock = new Stopwatch();
        var quiet = new SettlingFiles(clock);
        var (looks, length) = (0, 0L);

        var first = await quiet.BeginAsync(List, TestContext.Current.CancellationToken);

        Assert.Equal(["articles/new.md", "articles/old.md", "site.yaml"], first.Files.Select(file => file.Path));
        Assert.InRange(looks, 2, 11);
        // It goes on as a file that was seen growing.
        for (var more = 0; more < 5; more++) Assert.Null(quiet.Of(List(), first).Find("articles/part.md"));
        var whole = Listed(length);
        var start = clock.Now;
        while (quiet.Of(whole, first).Find("articles/part.md") is null && clock.Now - start < SettlingFiles.Most) clock.Now += Look;
        Assert.InRange(clock.Now - start, SettlingFiles.Short, SettlingFiles.Long + Look);

        ContentListing List()
        {
            looks++;
            clock.Now += TimeSpan.FromMilliseconds(150);
            return Listed(length += 100);
        }

        ContentListing Listed(long part) => new([At("articles/new.md", 9, TimeSpan.Zero), At("articles/old.md", 9, TimeSpan.FromDays(-1)), At("articles/part.md", part, clock.Now), At("site.yaml", part, clock.Now)], []);

        static ContentFile At(string path, long bytes, TimeSpan written) =>
            new(path, $"/content/{path}", new FileStamp(bytes, (new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero) + written).UtcDateTime, default));
    }

    [Fact]
    public async Task A_start_with_files_of_yesterday_looks_once()
    {
        var looks = 0;

        await _quiet.BeginAsync(() =>
        {
            looks++;
            return _published;
        }, TestContext.Current.CancellationToken);

        Assert.Equal(1, looks);
    }

    [Fact]
    public void A_file_that_changes_all_the_time_is_seen_after_some_seconds()
    {
        for (var at = 0; at < SettlingFiles.Most / Look + 1; at++) See(Look, ("heat.md", 1001 + at), ("ice.md", 1000));

        Assert.NotEqual(1000, Shown("heat.md"));
    }

    [Fact]
    public void An_emptied_file_and_one_that_lost_most_of_its_text_wait_longer()
    {
        See(SettlingFiles.Short, ("heat.md", 0), ("ice.md", 400));
        See(SettlingFiles.Short, ("heat.md", 0), ("ice.md", 400));
        Assert.Equal((1000, 1000), (Shown("heat.md"), Shown("ice.md")));

        See(SettlingFiles.Long, ("heat.md", 0), ("ice.md", 400));
        See(Look, ("heat.md", 0), ("ice.md", 400));
        Assert.Equal((0, 400), (Shown("heat.md"), Shown("ice.md")));
    }

    [Fact]
    public void A_file_that_is_deleted_and_written_anew_is_there_all_the_time()
    {
        See(Look, ("ice.md", 1000));
        See(Look, ("ice.md", 1000));
        Assert.Equal(1000, Shown("heat.md"));
        See(Look, ("heat.md", 1200), ("ice.md", 1000));
        Assert.Equal(1000, Shown("heat.md"));

        Until(1200, ("heat.md", 1200), ("ice.md", 1000));
        Until(null, ("ice.md", 1000));
        Assert.Null(_quiet.NextIn);
    }

    [Fact]
    public void What_this_program_wrote_whole_is_seen_at_once()
    {
        using var content = ContentOnDisk.Small();
        var folder = new ContentFolder(content.Path);
        var before = folder.List();
        Assert.True(AtomicFile.TryCreate(content.FullPath("articles/new.md"), stream => stream.Write("text"u8)));
        Assert.True(AtomicFile.TryReplace(content.FullPath("pages/about.md"), stream => stream.Write("t"u8), () => true));

        var now = folder.List();

        Assert.Equal(now.Files, new SettlingFiles(_time).Of(now, before).Files);
    }

    private ContentListing Fresh(long length) => Listing(("heat.md", 1000), ("ice.md", 1000)).With(
        new ContentFile("articles/new.md", "/content/articles/new.md", new FileStamp(length, _time.GetUtcNow().UtcDateTime, default)));

    private void Publish(ContentListing now)
    {
        _published = _quiet.Of(now, _published);
        _time.Now += Look;
    }

    /// <summary>One look, and then some time.</summary>
    private void See(TimeSpan then, params (string Name, long Length)[] files)
    {
        _published = _quiet.Of(Listing(files), _published);
        _time.Now += then;
    }

    private TimeSpan Until(long? length, params (string Name, long Length)[] files) => Until(length, "heat.md", files);

    private TimeSpan Until(long? length, string name, params (string Name, long Length)[] files)
    {
        var start = _time.Now;
        while (Shown(name) != length && _time.Now - start < TimeSpan.FromMinutes(1)) See(Look, files);
        return _time.Now - start;
    }

    private long? Shown(string name) => _published.Find($"articles/{name}")?.Stamp.Length;

    private static ContentListing Listing(params (string Name, long Length)[] files) => new(
        [.. files.Select(file => new ContentFile($"articles/{file.Name}", $"/content/articles/{file.Name}", new FileStamp(file.Length, default, default)))], []);

    private sealed class Stopwatch : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero) + Now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
