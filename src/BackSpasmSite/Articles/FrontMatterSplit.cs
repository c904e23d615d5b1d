using BackSpasmSite.Articles.Yaml;
using BackSpasmSite.Problems;

namespace BackSpasmSite.Articles;

/// <summary>A Markdown file cut in two: the YAML between two lines of three hyphens, and the text after them.</summary>
internal sealed record FrontMatterSplit(YamlText Yaml, int TextStart)
{
    /// <summary>The two parts, or null with the reason added to the problems.</summary>
    public static FrontMatterSplit? Of(SourceText source, ICollection<Problem> problems)
    {
        if (source.Line(1).TrimEnd() != "---")
        {
            problems.Add(ArticleProblems.NoFrontMatter(source));
            return null;
        }

        var start = source.OffsetOf(2);
        for (var at = start; at < source.Text.Length;)
        {
            var end = source.Text.IndexOf('\n', at) is var found and >= 0 ? found : source.Text.Length;
            if (source.Text.AsSpan(at, end - at).TrimEnd() is "---")
                return new FrontMatterSplit(
                    new YamlText(source, start, source.Text[start..at]),
                    Math.Min(end + 1, source.Text.Length));
            at = end + 1;
        }

        problems.Add(ArticleProblems.FrontMatterNotClosed(source));
        return null;
    }
}
