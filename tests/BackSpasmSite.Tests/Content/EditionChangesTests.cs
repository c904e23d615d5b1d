using System.Collections.Frozen;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Search;

namespace BackSpasmSite.Tests.Content;

/// <summary>An edition knows what is new in it, so that nobody has to compare ten thousand articles after each save.</summary>
public sealed class EditionChangesTests : IDisposable
{
    private readonly ContentOnDisk _content = ContentOnDisk.Small();
    private readonly EditionBuilder _builder;

    public EditionChangesTests()
    {
        foreach (var name in (string[])["a", "a-b", "b", "c"]) Write(name, "First.");
        _builder = _content.Builder();
    }

    public void Dispose() => _content.Dispose();

    [Fact]
    public void Everything_is_new_in_the_first_edition()
    {
        var first = Build();

        Assert.Equal(first.Articles.Count, first.ChangedSince(null).Count());
        Assert.Empty(first.ChangedSince(first));
    }

    [Fact]
    public void A_save_a_new_article_and_one_that_comes_back_are_new_and_one_that_is_gone_is_not()
    {
        var first = Build();
        Write("a", "Second.");
        Write("aa", "New.");
        _content.Delete("articles/b.md");
        var second = Build();
        Write("b", "Back.");
        var third = Build();

        Assert.Equal(["a", "aa"], Names(second, first));
        Assert.Equal(["b"], Names(third, second));
    }

    [Fact]
    public void An_article_is_new_on_the_day_it_was_scheduled_for()
    {
        Write("later", "Soon.", published: "2026-11-23");
        var today = Build();
        var tomorrow = _builder.Build(ContentOnDisk.Today.AddDays(1));

        Assert.DoesNotContain("later", today.Articles.Keys.Select(slug => slug.ToString()));
        Assert.Equal(["later"], Names(tomorrow, today));
    }

    [Fact]
    public void Compared_with_any_other_edition_the_answer_is_the_same_as_article_by_article()
    {
        var first = Build();
        Write("a", "Second.");
        Build();
        Write("c", "Third.");
        var third = Build();

        Assert.Equal(["a", "c"], Names(third, first));
    }

    [Fact]
    public void A_hold_makes_no_article_new_and_hides_none_that_is()
    {
        var current = new CurrentEdition();
        var first = Publish();
        current.Hold([new Hold(first.Find("c")!.Slug, null, null, null, null)], []);
        var held = current.Edition!;
        Write("a", "Second.");
        var second = Publish();

        Assert.NotEqual(first.Hash, held.Hash);
        Assert.Empty(held.ChangedSince(first));
        Assert.Equal(["a"], Names(second, held));

        Edition Publish()
        {
            current.Publish(Build());
            return current.Edition!;
        }
    }

    [Fact]
    public void The_same_broken_file_after_another_good_version_shows_another_article()
    {
        const string broken = "::: unknown\nText.\n:::";
        Build();
        Write("a", broken);
        var first = Build();
        Write("a", "Second.");
        Build();
        Write("a", broken);
        var same = Build();
        Write("b", "Second.");
        var next = Build();

        Assert.Equal(first.Hash, same.Hash);
        Assert.Equal(["articles/a.md"], same.HeldBack);
        Assert.Equal(["a"], Names(same, first));
        Assert.Equal(["a", "b"], Names(next, first));
    }

    [Fact]
    public void Only_the_saved_article_is_decided_again_and_looked_at_by_the_search()
    {
        var (reader, decisions, folder) = (new ContentReader(), new ArticleDecisions(), new ContentFolder(_content.Path));
        var renderer = new ArticleRenderer(new SiteMetadata(), FrozenDictionary<string, Person>.Empty, ReferenceLibrary.Empty, FrozenDictionary<string, ImageFile>.Empty);
        var (before, first) = (Decide(), Build());
        Write("b", "Second.");
        var (after, second) = (Decide(), Build());

        Assert.Equal(["articles/b.md"], after.Zip(before).Where(pair => !ReferenceEquals(pair.First, pair.Second)).Select(pair => pair.First.Path));
        Assert.Equal(["b"], SearchEntry.ChangedWithoutLoss(second, first)!.Select(article => article.Slug.ToString()));

        IReadOnlyList<ArticleDecision> Decide() => decisions.Of(reader.Read(folder.List()), renderer, ContentOnDisk.Day);
    }

    [Fact]
    public void A_renamed_picture_is_shown_by_its_new_name_only()
    {
        Write("a", "![A dot](/images/dot.svg) ![A spot](/images/spot.svg)");
        Assert.Contains("src=\"/images/dot.svg", Build().Find("a")!.LeadHtml, StringComparison.Ordinal);

        _content.Rename("images/dot.svg", "images/spot.svg");
        var html = Build().Find("a")!.LeadHtml;

        Assert.Contains("src=\"/images/spot.svg", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"/images/dot.svg", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_at_one_place_keep_their_order_whatever_is_wrong_elsewhere()
    {
        _content.Write("articles/b.md", "---\nauthor: ann\n---\nText.\n");
        var alone = Problems();
        for (var i = 0; i < 30; i++) _content.Write($"articles/{(i % 2 == 0 ? 'a' : 'z')}-{i}.md", "");

        Assert.True(alone.Length > 2);
        Assert.Equal(alone, Problems());

        string[] Problems() => [.. Build().Diagnostics.Where(problem => problem.Path == "articles/b.md").Select(problem => problem.Message)];
    }

    private static string[] Names(Edition edition, Edition before) => [.. edition.ChangedSince(before).Select(article => article.Slug.ToString()).Order(StringComparer.Ordinal)];

    private Edition Build() => _builder.Build(ContentOnDisk.Today);

    private void Write(string name, string text, string published = "2026-11-01") => _content.Write($"articles/{name}.md", $$"""
        ---
        title: "{{name}}"
        description: What helps.
        author: ann
        published: {{published}}
        topics: [heat]
        ---
        {{text}}
        """);
}
