namespace BackSpasmSite.Content;

/// <summary>The path from the home page to a page, for its breadcrumb and structured data.</summary>
/// <param name="Steps">From the home page to the page itself, both included.</param>
internal sealed record Breadcrumbs(IReadOnlyList<Breadcrumb> Steps)
{
    private static readonly Breadcrumb Home = new("Home", "/");
    private static readonly Breadcrumb Articles = new("Articles", "/articles");
    private static readonly Breadcrumb Topics = new("Topics", "/topics");

    /// <summary>The steps shown to readers; the page itself follows below, as the title.</summary>
    public IEnumerable<Breadcrumb> Above => Steps.SkipLast(1);

    /// <summary>For a page directly below the home page.</summary>
    public static Breadcrumbs To(string title, string address) => new([Home, new Breadcrumb(title, address)]);

    /// <summary>For an article, via the first of its topics that has a list.</summary>
    public static Breadcrumbs To(Article article, Edition edition)
    {
        var topic = edition.Lists.TopicsOf(article).FirstOrDefault();
        return new([Home, topic is null ? Articles : new Breadcrumb(topic.Name, topic.Address), new Breadcrumb(article.Title, $"/articles/{article.Slug}")]);
    }

    public static Breadcrumbs To(Topic topic) => new([Home, Topics, new Breadcrumb(topic.Name, topic.Address)]);

    /// <summary>For a later page of a list, below the list's first page.</summary>
    public Breadcrumbs Then(string title, string address) => new([.. Steps, new Breadcrumb(title, address)]);
}

/// <summary>A step of the path.</summary>
/// <param name="Address">A path, such as <c>/topics</c>.</param>
internal sealed record Breadcrumb(string Text, string Address);
