namespace BackSpasmSite.Tests.Content;

/// <summary>A content folder with one article, and the article without a mistake in it.</summary>
internal static class OneArticle
{
    public const string Good = """
        ---
        title: "Heat or ice"
        description: What helps.
        author: editors
        published: 2026-11-01
        topics: [heat]
        ---
        Heat helps a little.
        """;

    public static ContentOnDisk OnDisk(string article)
    {
        var content = ContentOnDisk.From("""
            -- people.yaml --
            editors: { name: The editors }
            """);
        content.Write("articles/heat.md", article);
        return content;
    }
}
