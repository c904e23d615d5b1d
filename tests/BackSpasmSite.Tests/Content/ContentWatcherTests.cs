using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackSpasmSite.Tests.Content;

/// <summary>Whatever happens to the files, readers soon see it, and never see half of it.</summary>
public sealed class ContentWatcherTests : IAsyncLifetime
{
    /// <summary>Only so that a failing test ends; it takes well under a second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ContentOnDisk _content = ContentOnDisk.WithText("First.");
    private readonly CurrentEdition _current = new();
    private readonly SetTime _time = new(ContentOnDisk.Today);
    private ContentWatcher? _watcher;

    public async ValueTask InitializeAsync()
    {
        _watcher = new ContentWatcher(new ContentFolder(_content.Path), _content.Builder(), _current, _time, NullLogger<ContentWatcher>.Instance);
        await _watcher.StartAsync(CancellationToken.None);
        await _current.Begun;
    }

    public async ValueTask DisposeAsync()
    {
        await _watcher!.StopAsync(CancellationToken.None);
        _watcher.Dispose();
        _content.Dispose();
    }

    [Fact]
    public async Task A_save_is_seen() =>
        Assert.Contains("Second.", await AfterAsync(() => _content.Write("articles/heat.md", Text("Second."))), StringComparison.Ordinal);

    [Fact]
    public async Task A_save_by_renaming_is_seen() =>
        Assert.Contains("Second.", await AfterAsync(() => _content.Replace("articles/heat.md", Text("Second."))), StringComparison.Ordinal);

    [Fact]
    public async Task An_added_article_is_seen()
    {
        await AfterAsync(() => _content.Write("articles/cold.md", Text("Second.")));

        Assert.Equal(2, _current.Edition!.Articles.Count);
    }

    [Fact]
    public async Task A_deleted_article_is_gone()
    {
        await AfterAsync(() => _content.Delete("articles/heat.md"));

        Assert.Empty(_current.Edition!.Articles);
    }

    [Fact]
    public async Task A_renamed_article_has_its_new_address()
    {
        await AfterAsync(() => _content.Rename("articles/heat.md", "articles/warmth.md"));

        Assert.Equal("warmth", Assert.Single(_current.Edition!.Articles).Key.ToString());
    }

    [Fact]
    public async Task Another_folder_of_the_same_name_brings_its_content()
    {
        await AfterAsync(() =>
        {
            var copy = $"{_content.Path}-copy";
            Directory.CreateDirectory(Path.Combine(copy, "articles"));
            File.WriteAllText(Path.Combine(copy, "articles/cold.md"), Text("Second."));
            Directory.Delete(_content.Path, recursive: true);
            // Long finished: a new file that was just written would be waited for.
            foreach (var file in Directory.GetFiles(copy, "*", SearchOption.AllDirectories)) File.SetLastWriteTimeUtc(file, ContentOnDisk.Today.UtcDateTime.AddDays(-1));
            Directory.Move(copy, _content.Path);
        });
        // A file that is gone waits a moment: some programs delete a file before they write it anew.
        Assert.NotNull(await _current.WaitUntilAsync(edition => edition.Articles.Count == 1));
        await AfterAsync(() => _content.Write("articles/third.md", Text("Third.")));

        // The missing file and the new one can be published one after the other.
        Assert.NotNull(await _current.WaitUntilAsync(edition => edition.Articles.Count == 2));
    }

    [Fact]
    public async Task An_empty_file_is_not_a_new_version()
    {
        var editions = new List<Edition>();
        await AfterAsync(() =>
        {
            _content.Write("articles/heat.md", "");
            _content.Write("articles/heat.md", Text("Second."));
        });
        editions.Add(_current.Edition!);
        await AfterAsync(() => _content.Write("articles/heat.md", ""));
        editions.Add(_current.Edition!);

        Assert.All(editions, edition => Assert.Contains("Second.", Assert.Single(edition.Articles).Value.LeadHtml, StringComparison.Ordinal));
        Assert.Contains(editions[1].Diagnostics, problem => problem.Code == "ART003");
    }

    [Fact]
    public async Task A_scheduled_article_appears_by_itself()
    {
        await AfterAsync(() => _content.Write("articles/soon.md", Text("Soon.").Replace("2026-11-01", "2026-11-23", StringComparison.Ordinal)));
        Assert.Single(_current.Edition!.Articles);

        await AfterAsync(() => _time.Now += TimeSpan.FromHours(12));

        Assert.Equal(2, _current.Edition!.Articles.Count);
    }

    [Fact]
    public async Task A_folder_that_goes_away_takes_nothing_from_readers()
    {
        Directory.Move(_content.Path, $"{_content.Path}-away");
        Assert.Single(_current.Edition!.Articles);

        await AfterAsync(() =>
        {
            Directory.Move($"{_content.Path}-away", _content.Path);
            _content.Write("articles/heat.md", Text("Back."));
        });

        Assert.Contains("Back.", _current.Edition!.Articles.Values.Single().LeadHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_goes_away_while_a_file_is_being_written_is_looked_for_a_few_times_a_second()
    {
        var before = _time.Measured;
        _content.Write("articles/cold.md", Text("New."));
        await Polling.UntilAsync(() => _time.Measured > before + 20);
        Directory.Move(_content.Path, $"{_content.Path}-away");

        using var seconds = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var second = 0; second < 4; second++)
        {
            // By the last of these seconds the file would be complete, if it were there.
            before = _time.Measured;
            await seconds.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        Assert.InRange(_time.Measured - before, 0, 50);
        await AfterAsync(() => Directory.Move($"{_content.Path}-away", _content.Path));
        Assert.Equal(2, _current.Edition!.Articles.Count);
    }

    [Fact]
    public async Task A_thousand_files_that_change_at_once_are_all_seen()
    {
        for (var number = 0; number < 1000; number++) _content.Write($"articles/heat-{number}.md", Text("Second."));
        await UntilAsync(edition => edition.Articles.Count == 1001);

        for (var number = 0; number < 1000; number++) _content.Replace($"articles/heat-{number}.md", Text($"Third {number}."));
        await UntilAsync(edition => edition.Articles.Values.Count(article => article.LeadHtml.Contains("Third", StringComparison.Ordinal)) == 1000);

        Assert.Contains("Third 77.", _current.Edition!.Find("heat-77")!.LeadHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_article_that_is_saved_all_the_time_is_seen_whole_and_in_the_end_as_saved_last(bool byRenaming)
    {
        var seen = new List<string>();
        for (var save = 1; save <= 500; save++)
        {
            var text = Text($"Save {save}. {new string('x', save * 37 % 4000)} Whole.");
            if (byRenaming) _content.Replace("articles/heat.md", text);
            else _content.Write("articles/heat.md", text);
            if (save % 20 == 0) seen.Add(Lead(_current.Edition!));
        }

        await UntilAsync(edition => Lead(edition).Contains("Save 500.", StringComparison.Ordinal));
        Assert.All(seen.Append(Lead(_current.Edition!)), text => Assert.True(text.Contains("First.", StringComparison.Ordinal) || text.Contains("Whole.", StringComparison.Ordinal), text));

        static string Lead(Edition edition) => edition.Articles.Values.Single().LeadHtml;
    }

    private async Task UntilAsync(Func<Edition, bool> isIn)
    {
        using var patience = new CancellationTokenSource(Patience);
        for (var edition = _current.Edition!; !isIn(edition);) edition = await _current.WaitForOtherThanAsync(edition.Hash, patience.Token);
    }

    /// <summary>The answer of the only article in the edition that follows a change.</summary>
    private async Task<string> AfterAsync(Action change)
    {
        var before = _current.Edition!.Hash;
        change();
        using var patience = new CancellationTokenSource(Patience);
        var edition = await _current.WaitForOtherThanAsync(before, patience.Token);
        return string.Concat(edition.Articles.Values.Select(article => article.LeadHtml));
    }

    private static string Text(string text) =>
        $"---\ntitle: Heat\ndescription: What helps.\nauthor: editors\npublished: 2026-11-01\ntopics: [heat]\n---\n{text}\n";
}
