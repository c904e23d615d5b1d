using System.Text;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Data;
using BackSpasmSite.History;
using BackSpasmSite.Options;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.History;

public abstract class RevisionStoreTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    /// <summary>Until its first look, the site's own watcher would take an article of a test, which no folder has, for one that was deleted before the start.</summary>
    public async ValueTask InitializeAsync()
    {
        await shared.Site.UntilReadyAsync();
        await Polling.UntilAsync(() => shared.Site.Database.Read("SELECT Article FROM ArticleRevisions WHERE Article = 'heat-or-ice'").Count > 0);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_save_and_the_watcher_that_finds_it_first_make_one_version_with_the_editors_name()
    {
        var (store, article) = Store();
        await store.FoundAsync([(Draft(article, "one"), null)]);
        await store.FoundAsync([(Draft(article, "two"), "one")]);

        await store.SavedAsync(Draft(article, "one"), Draft(article, "two", RevisionKind.Saved, "ann"));
        await store.FoundAsync([(Draft(article, "two"), "one")]);

        Assert.Equal(["1 FirstSeen  one", "2 Saved ann two"], await ShownAsync(article));
    }

    [Fact]
    public async Task What_a_save_replaced_is_kept_even_if_nobody_had_recorded_it()
    {
        var (store, article) = Store();
        await store.SavedAsync(Draft(article, "one"), Draft(article, "two", RevisionKind.Saved, "ann"));
        await store.SavedAsync(Draft(article, "three"), Draft(article, "four", RevisionKind.Saved, "ben"));

        Assert.Equal(["1 FirstSeen  one", "2 Saved ann two", "3 Found  three", "4 Saved ben four"], await ShownAsync(article));
    }

    [Fact]
    public async Task A_save_that_the_watcher_finds_first_has_its_own_words_only_if_the_watcher_missed_the_text_before()
    {
        var (store, article) = Store();
        await store.FoundAsync([(Draft(article, "one"), null)]);
        await store.FoundAsync([(Draft(article, "one two, signed"), HashOf("one"))]);

        await store.SavedAsync(Draft(article, "one two"), Draft(article, "one two, signed", RevisionKind.Signed, "rita"));

        Assert.Equal(["1 FirstSeen  one", "2 Found  one two", "3 Signed rita one two, signed"], await ShownAsync(article));
        Assert.Equal([(1, 0), (1, 0), (1, 0)], await CountsAsync(article));
    }

    [Fact]
    public async Task What_is_recorded_between_a_save_and_its_version_comes_after_it()
    {
        var (store, article) = Store();
        await store.FoundAsync([(Draft(article, "one"), null)]);
        // A colleague's change in the folder, and another's save of that.
        await store.FoundAsync([(Draft(article, "one two three four"), HashOf("one"))]);
        await store.SavedAsync(Draft(article, "one two three four"), Draft(article, "one two three", RevisionKind.Saved, "ben"));

        await store.SavedAsync(Draft(article, "one"), Draft(article, "one two", RevisionKind.Saved, "ann"));

        Assert.Equal(["1 FirstSeen  one", "2 Saved ann one two", "3 Found  one two three four", "4 Saved ben one two three"], await ShownAsync(article));
        Assert.Equal([(1, 0), (1, 0), (2, 0), (0, 1)], await CountsAsync(article));
    }

    [Fact]
    public async Task A_save_whose_text_a_quicker_colleagues_save_has_recorded_already_gets_its_name()
    {
        var (store, article) = Store();
        await store.FoundAsync([(Draft(article, "one"), null)]);
        await store.SavedAsync(Draft(article, "two"), Draft(article, "three", RevisionKind.Saved, "ben"));

        await store.SavedAsync(Draft(article, "one"), Draft(article, "two", RevisionKind.Saved, "ann"));

        Assert.Equal(["1 FirstSeen  one", "2 Saved ann two", "3 Saved ben three"], await ShownAsync(article));
    }

    [Fact]
    public async Task A_process_whose_content_arrives_late_brings_no_older_text_back()
    {
        var (store, article) = Store();
        await store.FoundAsync([(Draft(article, "one"), null)]);
        await store.SavedAsync(Draft(article, "one"), Draft(article, "two", RevisionKind.Saved, "ann"));
        await store.SavedAsync(Draft(article, "two"), Draft(article, "three", RevisionKind.Saved, "ann"));

        await store.FoundAsync([(Draft(article, "two"), HashOf("one"))]);
        await store.FoundAsync([(Draft(article, "three"), HashOf("two"))]);
        Assert.Equal(["1 FirstSeen  one", "2 Saved ann two", "3 Saved ann three"], await ShownAsync(article));

        // Somebody really put it back.
        await store.FoundAsync([(Draft(article, "two"), HashOf("three"))]);
        Assert.Equal("4 Found  two", (await ShownAsync(article))[^1]);
    }

    [Fact]
    public async Task Many_who_find_the_same_change_at_once_record_it_once()
    {
        var (store, article) = Store();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Store().Store.FoundAsync([(Draft(article, "one"), null)])));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.FoundAsync([(Draft(article, "two"), HashOf("one"))])));

        Assert.Equal(["1 FirstSeen  one", "2 Found  two"], await ShownAsync(article));
    }

    [Fact]
    public async Task A_deleted_file_is_a_version_without_a_text()
    {
        var (store, article) = Store();
        await store.FoundAsync([(Draft(article, "one"), null)]);
        await store.FoundAsync([(new RevisionDraft(article, RevisionKind.Deleted, null), HashOf("one"))]);
        await store.FoundAsync([(new RevisionDraft(article, RevisionKind.Deleted, null), null)]);
        await store.FoundAsync([(new RevisionDraft(Store().Article, RevisionKind.Deleted, null), null)]);

        Assert.Equal(["1 FirstSeen  one", "2 Deleted  "], await ShownAsync(article));
    }

    [Fact]
    public async Task The_oldest_versions_of_an_article_go_first_and_texts_that_nobody_needs_with_them()
    {
        var (store, article) = Store(new DeskOptions { VersionsPerArticle = 3 });
        foreach (var text in new[] { "one", "two", "three", "one", "four" }) await store.FoundAsync([(Draft(article, $"{article} {text}"), null)]);

        Assert.Equal([$"3 Found  {article} three", $"4 Found  {article} one", $"5 Found  {article} four"], await ShownAsync(article));
        Assert.Equal(3, await shared.Site.Services.GetRequiredService<SerializedDatabase>().ReadAsync(
            open => open.Set<RevisionText>().CountAsync(text => open.Set<Revision>().Any(revision => revision.Text == text.Hash && revision.Article == article)), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_last_version_whose_author_wrote_the_words_stays_whatever_the_limit()
    {
        var (store, article) = Store(new DeskOptions { VersionsPerArticle = 1 });
        await store.SavedAsync(null, Draft(article, "one", RevisionKind.Created, "ann"));
        await store.SavedAsync(Draft(article, "one"), Draft(article, "two", RevisionKind.Saved, "ben"));
        foreach (var (text, kind) in new[] { ("three", RevisionKind.Signed), ("four", RevisionKind.BackToDraft), ("five", RevisionKind.Withdrawn) })
            await store.SavedAsync(null, Draft(article, text, kind, "rita"));

        Assert.Equal(["2 Saved ben two", "5 Withdrawn rita five"], await ShownAsync(article));
        Assert.Equal("ben", (await shared.Site.Services.GetRequiredService<RevisionHistory>().LastWritingAsync(article, TestContext.Current.CancellationToken))?.By);
    }

    [Fact]
    public async Task Beyond_the_limit_for_everything_old_versions_go_and_the_newest_of_each_article_stays()
    {
        await using var site = new TestSite();
        site.CreateClient().Dispose();
        await site.UntilReadyAsync();
        var store = ActivatorUtilities.CreateInstance<RevisionStore>(site.Services, Microsoft.Extensions.Options.Options.Create(new DeskOptions { HistoryMegabytes = 1 }));
        var random = new Random(1);
        foreach (var article in new[] { "a", "b" })
            for (var i = 0; i < 5; i++)
                await store.FoundAsync([(Draft(article, Convert.ToBase64String(Bytes(random, 200_000))), null)]);

        await store.TrimAsync(TestContext.Current.CancellationToken);

        Assert.InRange(await store.BytesAsync(TestContext.Current.CancellationToken), 1, 1_000_000);
        var kept = site.Database.Read("SELECT Article || Number FROM ArticleRevisions WHERE Article IN ('a', 'b') ORDER BY Article, Number");
        Assert.Contains("a5", kept);
        Assert.Contains("b5", kept);
        Assert.DoesNotContain("a1", kept);

        // A limit that not even the newest fit into deletes none of them.
        var small = ActivatorUtilities.CreateInstance<RevisionStore>(site.Services, Microsoft.Extensions.Options.Options.Create(new DeskOptions { HistoryMegabytes = 1, VersionsPerArticle = 1 }));
        for (var i = 0; i < 6; i++) await small.FoundAsync([(Draft($"c{i}", Convert.ToBase64String(Bytes(random, 250_000))), null)]);
        await small.TrimAsync(TestContext.Current.CancellationToken);
        Assert.Equal(6, site.Database.Read("SELECT Article FROM ArticleRevisions WHERE Article LIKE 'c%'").Count);

        static byte[] Bytes(Random random, int count)
        {
            var bytes = new byte[count];
            random.NextBytes(bytes);
            return bytes;
        }
    }

    [Fact]
    public async Task The_first_look_at_many_articles_records_each_once()
    {
        using var content = LargeContent.With(120);
        await using var site = new TestSite { Settings = [("Site:ContentPath", content.Path)] };
        site.CreateClient().Dispose();
        await site.HearAsync("Checked 120 changed files");

        Assert.Equal(["120", "1", "1"], site.Database.Read("SELECT COUNT(DISTINCT Article) FROM ArticleRevisions UNION ALL SELECT MAX(Number) FROM ArticleRevisions UNION ALL SELECT COUNT(DISTINCT Kind) FROM ArticleRevisions"));
    }

    private (RevisionStore Store, string Article) Store(DeskOptions? options = null) =>
        (ActivatorUtilities.CreateInstance<RevisionStore>(shared.Site.Services, Microsoft.Extensions.Options.Options.Create(options ?? new DeskOptions())), $"article-{Guid.NewGuid():N}");

    private static RevisionDraft Draft(string article, string text, RevisionKind kind = RevisionKind.Found, string? by = null) =>
        RevisionDraft.Of(Slug.TryParse(article, out var slug) ? slug : default, kind, by, Encoding.UTF8.GetBytes(text), null, null!);

    private static string HashOf(string text) => ArticleFile.HashOf(Encoding.UTF8.GetBytes(text));

    private async Task<IEnumerable<(int Added, int Removed)>> CountsAsync(string article) =>
        (await shared.Site.Services.GetRequiredService<RevisionHistory>().ListAsync(article, 1, TestContext.Current.CancellationToken)).Shown.Reverse().Select(revision => (revision.Added, revision.Removed));

    private async Task<List<string>> ShownAsync(string article)
    {
        var history = shared.Site.Services.GetRequiredService<RevisionHistory>();
        var shown = new List<string>();
        foreach (var revision in (await history.ListAsync(article, 1, TestContext.Current.CancellationToken)).Shown.Reverse())
            shown.Add($"{revision.Number} {revision.Kind} {revision.By} {(await history.FindAsync(article, revision.Number, TestContext.Current.CancellationToken))!.Text}");
        return shown;
    }

    public sealed class OnSqlite(SharedSite shared) : RevisionStoreTests(shared);

    public sealed class OnPostgreSql(SharedSite shared) : RevisionStoreTests(shared);
}
