using BackSpasmSite.Content;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Tests.Content.Text;

/// <summary>What a reader selects in an article, and what is found of it in another version.</summary>
internal static class Selected
{
    private static readonly string[] References = ["a", "b", "c", "d", "e"];

    /// <summary>The article that <see cref="ContentOnDisk.WithText"/> makes of a text, with five references.</summary>
    public static Article Article(string markdown)
    {
        using var content = ContentOnDisk.WithText(markdown, References);
        return content.Build().Articles.Values.Single();
    }

    /// <summary>What the browser notes of a selection: white space collapsed, a space between blocks, 64 characters on either side.</summary>
    /// <param name="which">Which of several such stretches, from 0.</param>
    public static Quotation In(Article article, string words, int which = 0)
    {
        var text = ReadingText.Of(article).Text.Replace('\n', ' ');
        var at = text.IndexOf(words, StringComparison.Ordinal);
        while (which-- > 0) at = text.IndexOf(words, at + 1, StringComparison.Ordinal);
        Assert.True(at >= 0, $"“{words}” is not in: {text}");
        var end = at + words.Length;
        return new Quotation(words, text[Math.Max(0, at - 64)..at], text[end..Math.Min(text.Length, end + 64)], ReadingText.Of(article).BlockAt(at).Section);
    }

    /// <summary>The kind of result, and what stands there now, blocks apart by <c> / </c>.</summary>
    public static string Found(Article article, Quotation passage) => QuoteAnchor.Find(ReadingText.Of(article), passage) switch
    {
        AnchoredPassage.Exact exact => $"exact: {Words(exact)}",
        AnchoredPassage.Approximate approximate => $"approximate: {Words(approximate)}",
        _ => "gone",
    };

    private static string Words(AnchoredPassage.Found found) => string.Join(" / ", found.Parts.Select(part => part.Range.Of(part.Block.Text)));
}
