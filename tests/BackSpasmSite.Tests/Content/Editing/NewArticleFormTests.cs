using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Tests.Content.Editing;

public sealed class NewArticleFormTests
{
    private static readonly NewArticleForm Good = new("Heat: does it #help?", "It says: “a little”.", "ann", "Running, Warning signs; null,running");

    [Fact]
    public void Plain_words_become_an_article_that_passes_check()
    {
        using var content = ContentOnDisk.Small();
        var edition = content.Build();

        var (slug, facts, errors) = Good.Validate(edition);
        NewArticle.Write(slug, facts!, edition.Date, content.Path);

        Assert.Empty(errors);
        var after = content.Build();
        Assert.Empty(ContentCheck.Of(after));
        var article = Assert.Single(after.Hidden);
        Assert.Equal("heat-does-it-help", article.Slug.ToString());
        Assert.Equal(("Heat: does it #help?", "It says: “a little”.", "ann"), (article.Title, article.FrontMatter.Description, article.FrontMatter.Author));
        Assert.Equal(["running", "warning-signs", "null"], article.FrontMatter.Topics);
        Assert.True(article.FrontMatter.Draft);
    }

    [Fact]
    public void What_is_there_is_never_overwritten()
    {
        using var content = ContentOnDisk.Small();
        var edition = content.Build();
        var before = content.Read("articles/heat-or-ice.md");
        var (slug, facts, _) = (Good with { Title = "Heat or ice" }).Validate(edition);

        Assert.Throws<NameTakenException>(() => NewArticle.Write(slug, facts!, edition.Date, content.Path));
        Assert.Equal(before, content.Read("articles/heat-or-ice.md"));
    }

    [Fact]
    public void Every_mistake_is_told_at_once()
    {
        using var content = ContentOnDisk.Small();

        var (_, facts, errors) = new NewArticleForm("???", new string('x', 201), "rita", "").Validate(content.Build());

        Assert.Null(facts);
        Assert.Equal(["title", "description", "author", "topics"], errors.Select(error => error.Field));
        Assert.Equal(["topics"], (Good with { Topics = "heat, ♨" }).Validate(content.Build()).Errors.Select(error => error.Field));
        Assert.Equal(["title"], (Good with { Title = new string('a', 300) }).Validate(content.Build()).Errors.Select(error => error.Field));
    }
}
