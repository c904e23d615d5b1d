using BackSpasmSite.Content;

namespace BackSpasmSite.Tests.Content;

public sealed class BreadcrumbsTests
{
    [Fact]
    public void The_way_to_an_article_leads_by_its_first_topic()
    {
        using var content = ContentOnDisk.WithText("Text.");
        var edition = content.Build();

        var trail = Breadcrumbs.To(edition.Lists.NewestFirst[0], edition);

        Assert.Equal([new Breadcrumb("Home", "/"), new Breadcrumb("Heat", "/topics/heat"), new Breadcrumb("Heat or ice", "/articles/heat")], trail.Steps);
        Assert.Equal(["Home", "Heat"], trail.Above.Select(crumb => crumb.Text));
    }

    [Fact]
    public void Where_no_list_has_the_topic_it_leads_by_all_articles()
    {
        using var content = ContentOnDisk.WithText("Text.");
        content.Write("articles/heat.md", content.Read("articles/heat.md").Replace("topics:", "withdrawn: { date: 2026-11-21, note: Wrong. }\ntopics:", StringComparison.Ordinal));
        var edition = content.Build();

        Assert.Equal(["/", "/articles"], Breadcrumbs.To(edition.Articles.Values.Single(), edition).Above.Select(crumb => crumb.Address));
    }
}
