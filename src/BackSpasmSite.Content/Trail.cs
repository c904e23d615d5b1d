namespace BackSpasmSite.Content;

/// <summary>The way from the home page to a page, for its breadcrumb and for what machines read of it.</summary>
/// <param name="Crumbs">From the home page to the page itself, both included.</param>
internal sealed record Trail(IReadOnlyList<Crumb> Crumbs)
{
    private static readonly Crumb Home = new("Home", "/");
    private static readonly Crumb Articles = new("Articles", "/articles");
    private static readonly Crumb Topics = new("Topics", "/topics");

    /// <summary>What readers see: the page itself is below it, with its title.</summary>
    public IEnumerable<Crumb> Above => Crumbs.SkipLast(1);

    /// <summary>To a page right below the home page.</summary>
    public static Trail To(string title, string address) => new([Home, new Crumb(title, address)]);

    /// <summary>To an article by the first of its topics that leads to a list.</summary>
    public static Trail To(Article article, Edition edition)
    {
        var topic = edition.Lists.TopicsOf(article).FirstOrDefault();
        return new([Home, topic is null ? Articles : new Crumb(topic.Name, topic.Address), new Crumb(article.Title, $"/articles/{article.Slug}")]);
    }

    public static Trail To(Topic topic) => new([Home, Topics, new Crumb(topic.Name, topic.Address)]);

    /// <summary>To a later page of a list, which stands below its first.</summary>
    public Trail Then(string title, string address) => new([.. Crumbs, new Crumb(title, address)]);
}

/// <summary>A step on the way to a page.</summary>
/// <param name="Address">A path, such as <c>/topics</c>.</param>
internal sealed record Crumb(string Text, string Address);
