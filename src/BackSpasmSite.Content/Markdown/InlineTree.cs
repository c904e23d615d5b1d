using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Markdown;

/// <summary>
/// Walks over a text's inlines in reading order. Markdig's own <c>Descendants</c> collect them on a stack, and each text is walked a dozen
/// times; these follow the links between the nodes, so a node must not be removed during the walk.
/// </summary>
internal static class InlineTree
{
    public static IEnumerable<T> All<T>(this ContainerInline? root)
        where T : Inline
    {
        for (var inline = root?.FirstChild; inline is not null; inline = Next(inline, root!))
            if (inline is T found) yield return found;
    }

    /// <summary>In the text of every block.</summary>
    public static IEnumerable<T> AllInlines<T>(this MarkdownDocument document)
        where T : Inline =>
        document.Descendants<LeafBlock>().SelectMany(leaf => leaf.Inline.All<T>());

    private static Inline? Next(Inline inline, ContainerInline root)
    {
        if (inline is ContainerInline { FirstChild: { } first }) return first;
        for (var at = inline; at is not null && at != root; at = at.Parent)
            if (at.NextSibling is { } next) return next;
        return null;
    }
}
