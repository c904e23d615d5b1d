namespace BackSpasmSite.Tests.Content;

/// <summary>Addresses are compared as they are meant, and advice can be followed.</summary>
public sealed class LinkHintTests
{
    private const string Dot = "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>";

    [Theory]
    [InlineData("images/heat%20wrap.svg", "images/heat wrap.svg")]
    [InlineData("images/caf\u00e9.svg", "images/cafe\u0301.svg")]
    [InlineData("images/cafe\u0301.svg", "images/caf\u00e9.svg")]
    [InlineData("images/caf%C3%A9.svg", "images/cafe\u0301.svg")]
    [InlineData("images/100%25.svg", "images/100%.svg")]
    public void A_picture_is_found_by_its_decoded_name(string written, string file)
    {
        using var content = ContentOnDisk.Small();
        content.Write(file, Dot);
        content.Write("people.yaml", $"ann: {{ name: \"Ann\", image: \"{written}\" }}\nrita: {{ name: \"Rita\" }}\n");
        content.Write("articles/heat-or-ice.md", $"---\ntitle: T\ndescription: d\nauthor: ann\npublished: 2026-11-01\ntopics: [heat]\nimage: {{ src: \"{written}\", alt: A }}\n---\nText.\n\n![A]({written})\n");

        var article = content.Build().Articles.Values.Single();

        Assert.Empty(content.Problems());
        Assert.Contains("<img src=\"/images/", article.BodyHtml, StringComparison.Ordinal);
        Assert.Contains("<img src=\"/images/", article.FigureHtml!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("www.nhs.uk/conditions", "“https://www.nhs.uk/conditions”")]
    [InlineData("nhs.uk/back", "“https://nhs.uk/back”")]
    [InlineData("//www.nhs.uk/x", "“https://www.nhs.uk/x”")]
    [InlineData("http:/www.nhs.uk", "“https://www.nhs.uk”")]
    [InlineData("https//www.nhs.uk", "“https://www.nhs.uk”")]
    [InlineData("help@example.org", "“mailto:help@example.org”")]
    [InlineData("www.münchen.de", "“https://www.münchen.de”")]
    [InlineData("www.пример.рф/a", "“https://www.пример.рф/a”")]
    [InlineData("htps://nhs.uk", "“https://nhs.uk”")]
    [InlineData("htttps://nhs.uk/a", "“https://nhs.uk/a”")]
    [InlineData("https;//nhs.uk", "“https://nhs.uk”")]
    [InlineData("10.1000/xyz", "“https://doi.org/10.1000/xyz”")]
    [InlineData("doi:10.1000/xyz", "“https://doi.org/10.1000/xyz”")]
    [InlineData("email:help@example.org", "“mailto:help@example.org”")]
    [InlineData("mialto:help@example.org", "“mailto:help@example.org”")]
    [InlineData("mailto:", "e-mail address after")]
    [InlineData("mailto:?subject=Back", "e-mail address after")]
    [InlineData("mailto:help", "e-mail address after")]
    [InlineData("tel:", "number after")]
    [InlineData("tel:+", "number after")]
    [InlineData("/articles/heat/", "“/articles/heat”")]
    [InlineData("/articles/heat.html", "“/articles/heat”")]
    [InlineData("/Articles/Heat", "“/articles/heat”")]
    [InlineData("/content/articles/heat.md", "“/articles/heat”")]
    [InlineData("/index.html", "“/”")]
    [InlineData("IMAGES/pelvic-tilt.svg", "“images/pelvic-tilt.svg”")]
    public void An_address_without_its_beginning_gets_it_as_advice(string written, string advice)
    {
        using var content = ContentOnDisk.WithText($"Text. [x]({written})");

        Assert.Contains(advice, Assert.Single(content.Build().Diagnostics).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IMAGES/pelvic-tilt.svg")]
    [InlineData("content/images/pelvic-tilt.svg")]
    [InlineData("../content/images/pelvic-tilt.svg")]
    [InlineData("pelvic-tilt.svg")]
    [InlineData("file:///home/ann/content/images/pelvic-tilt.svg")]
    public void A_picture_named_without_its_folder_is_advised_with_it(string written)
    {
        using var content = ContentOnDisk.WithText($"Text.\n\n![A]({written})");

        Assert.Contains("“images/pelvic-tilt.svg”", Assert.Single(content.Build().Diagnostics).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mailto:help@example.org?subject=Back")]
    [InlineData("tel:112")]
    [InlineData("tel:+44-20-7946-0000")]
    [InlineData("https://www.münchen.de")]
    public void An_address_that_leads_somewhere_is_no_mistake(string written)
    {
        using var content = ContentOnDisk.WithText($"Text. [x]({written})");

        Assert.Empty(content.Problems());
    }

    [Theory]
    [InlineData("heat.html")]
    [InlineData("javascript:alert(1)")]
    [InlineData("gone.md")]
    public void No_other_address_gets_such_advice(string written)
    {
        using var content = ContentOnDisk.WithText($"Text. [x]({written})");

        Assert.DoesNotContain("another site", Assert.Single(content.Build().Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_with_a_space_is_advised_as_it_has_to_be_written()
    {
        using var content = ContentOnDisk.WithText("Text.\n\n![A](images/heat%20wrop.svg)");
        content.Write("images/heat wrap.svg", Dot);

        Assert.Contains("“images/heat%20wrap.svg”", Assert.Single(content.Build().Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_article_named_without_its_folder_is_advised_with_it()
    {
        using var content = ContentOnDisk.Small();
        content.Write("pages/about.md", "---\ntitle: About\n---\n[x](heat-or-ice.md)\n");

        Assert.Contains("“/articles/heat-or-ice”", Assert.Single(content.Build().Diagnostics).Message, StringComparison.Ordinal);
    }
}
