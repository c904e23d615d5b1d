using System.Globalization;
using System.Text;
using BackSpasmSite.Articles;
using BackSpasmSite.Articles.Yaml;

namespace BackSpasmSite.Authoring;

/// <summary>A draft to start from: it has everything an article needs and passes <c>check</c> as it is.</summary>
internal static class NewArticle
{
    /// <summary>Writes the draft, unless a file of that name is there.</summary>
    /// <returns>The file's full path.</returns>
    /// <exception cref="IOException">There is one already, or the folder can't be written.</exception>
    public static string Write(Slug slug, string title, Person author, DateOnly today, string contentPath)
    {
        var path = Path.Combine(contentPath, "articles", $"{slug}.md");
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        file.Write(Encoding.UTF8.GetBytes(Text(title, author, today)));
        return path;
    }

    private static string Text(string title, Person author, DateOnly today) => string.Create(CultureInfo.InvariantCulture,
        $"""
        ---
        title: {YamlQuote.Of(title)}
        description: "One or two sentences, up to 200 characters, for search engines and lists."
        author: {YamlQuote.Of(author.Key)}
        published: {today:yyyy-MM-dd}
        draft: true
        topics: [back-spasm]
        references: []
        ---
        Give the answer here, in two or three short sentences. The headings below it are for those who want to know more.

        ::: get-help-now
        Say here which signs mean that a reader should not wait.
        :::

        ## The first question a reader has

        Answer it in plain words. Add the id of each study to the list of references above, and its number in brackets after the sentence it supports.

        """).ReplaceLineEndings("\n");
}
