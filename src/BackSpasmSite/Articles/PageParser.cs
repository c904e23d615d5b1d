using BackSpasmSite.Articles.Markup;
using BackSpasmSite.Articles.Yaml;
using BackSpasmSite.Problems;

namespace BackSpasmSite.Articles;

/// <summary>Reads a page, such as the privacy policy, from the text of its file.</summary>
internal static class PageParser
{
    /// <summary>The page, or null when a mistake keeps it from being shown; every mistake is added to the problems.</summary>
    public static ParsedPage? Parse(Slug slug, SourceText source, ICollection<Problem> problems)
    {
        if (FrontMatterSplit.Of(source, problems) is not { } split) return null;
        var found = new List<Problem>();
        var fields = YamlReader.Read(split.Yaml, found);
        var title = fields?.RequiredText("title", "\"Privacy\"");
        var description = fields?.Text("description");
        var modified = fields?.Date("modified");
        fields?.NoOtherKeys();
        var usable = fields is { Broken: false } && found.Count == 0;

        var text = TextParser.Parse(source, split.TextStart, references: 0, found);
        foreach (var problem in found) problems.Add(problem);
        if (usable && Addresses.IsBuiltIn(slug)) problems.Add(ArticleProblems.ShadowsBuiltIn(source, slug));
        return usable && text is not null ? new ParsedPage(slug, source, title!, description, modified, text) : null;
    }
}
