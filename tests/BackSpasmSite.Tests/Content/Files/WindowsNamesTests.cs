using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Tests.Content.Files;

/// <summary>Content is copied to other machines, and must arrive there.</summary>
public sealed class WindowsNamesTests : IDisposable
{
    private readonly ContentOnDisk _content = ContentOnDisk.Small();

    [Theory]
    [InlineData("con")]
    [InlineData("CON.png")]
    [InlineData("aux.tar.gz")]
    [InlineData("Nul .md")]
    [InlineData("prn.")]
    [InlineData("com1.jpg")]
    [InlineData("lpt9")]
    [InlineData("COM³.png")]
    [InlineData("conin$")]
    [InlineData("a.")]
    [InlineData("a ")]
    [InlineData("a:b.png")]
    [InlineData("what?.png")]
    [InlineData("a\\b.png")]
    [InlineData("a\tb.png")]
    public void Windows_can_not_hold_it(string name) => Assert.NotNull(WindowsNames.Validate(name));

    [Theory]
    [InlineData("cone.png")]
    [InlineData("icon.png")]
    [InlineData("com.png")]
    [InlineData("com10.png")]
    [InlineData("con-1.md")]
    [InlineData("Wärme (1).png")]
    public void Windows_can_hold_it(string name) => Assert.Null(WindowsNames.Validate(name));

    [Theory]
    [InlineData("Con")]
    [InlineData("Aux!")]
    [InlineData("com1")]
    [InlineData("LPT9")]
    public void No_article_and_no_picture_gets_such_a_name(string title)
    {
        Assert.True(Slug.TryFrom(title, out var slug));
        var (_, facts, errors) = new NewArticleForm(title, "What.", "ann", "heat").Validate(_content.Build());
        var (path, error) = ImageUpload.Keep($"{title}.png", Photograph.Of(".png", 9, 9, []), _content.Path);

        Assert.Equal((null, null), (facts, path));
        Assert.Contains($"“{slug}”", Assert.Single(errors).Words, StringComparison.Ordinal);
        Assert.Contains($"“{slug}”", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_warns_of_those_that_lie_there_and_of_names_that_differ_only_in_capitals()
    {
        var dot = _content.Read("images/dot.svg");
        foreach (var name in new[] { "images/aux.svg", "images/Dot.svg", "images/a:b.svg", "images/nul/deep.svg", "images/deep/x.svg", "images/Deep/y.svg" }) _content.Write(name, dot);
        _content.Write("articles/con.md", _content.Read("articles/heat-or-ice.md").Replace("redirects", "# redirects", StringComparison.Ordinal));
        _content.Write("pages/nul.md", _content.Read("pages/about.md"));

        var edition = _content.Build();

        Assert.Equal(
            ["articles/con.md ART025", "images/a:b.svg ART025", "images/aux.svg ART025", "images/deep ART005", "images/dot.svg ART005", "images/nul ART025", "pages/nul.md ART025"],
            edition.Diagnostics.Select(problem => $"{problem.Path} {problem.Code}"));
        Assert.All(edition.Diagnostics, problem => Assert.Equal(Severity.Warning, problem.Severity));
        Assert.Equal(2, edition.Articles.Count);
        Assert.Equal(7, edition.Images.Count);
    }

    public void Dispose() => _content.Dispose();
}
