using BackSpasmSite.Content.Files;
using Markdig.Syntax;

namespace BackSpasmSite.Content.Editing;

/// <summary>Finds the line of a file in which a section of the article begins.</summary>
internal static class SectionLine
{
    /// <param name="id">The heading's, such as <c>s-heat</c>.</param>
    /// <returns>From 1; null if the text has no such heading.</returns>
    public static int? Find(Slug slug, string text, string id)
    {
        var source = UnprintableCharacters.Remove($"articles/{slug}.md", TypedText.Shown(text), []);
        if (ArticleParser.Parse(slug, source, []) is not { } parsed) return null;
        var heading = ArticleParser.ParseText(parsed).Text.Document.Descendants<HeadingBlock>().FirstOrDefault(block => block.GetData(typeof(Heading)) is Heading found && found.Id == id);
        return heading is null ? null : source.PositionOf(parsed.TextStart + heading.Span.Start).Line;
    }
}
