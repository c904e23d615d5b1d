using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Text;

/// <summary>Where a passage stands in its article's file.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
internal sealed record SourcePlace(string Path, int Line, int Column)
{
    /// <summary>Such as <c>articles/x.md:12:5</c>, as tools for text name a place.</summary>
    public override string ToString() => $"{Path}:{Line}:{Column}";

    /// <summary>The place of a stretch of a block; for several of one article, see <see cref="SourcePlaces"/>.</summary>
    public static SourcePlace? Find(Article article, ReadingBlock block, TextRange range, SourceText source) =>
        new SourcePlaces(article, source).Find(block, range);
}

/// <summary>Finds passages of an article in its file, which is parsed once however many are looked for.</summary>
/// <param name="article">The article.</param>
/// <param name="source">Its file.</param>
internal sealed class SourcePlaces(Article article, SourceText source)
{
    private readonly FrontMatterSplit? _split = FrontMatterSplit.Of(source, []);
    private Letters? _letters;

    private Letters InFile => _letters ??= SourceLetters.Of(source, _split!.TextStart, article.References.Count);

    private string Printed => field ??= InFile.ToString();

    /// <summary>
    /// The place of the first letter of a stretch of a block; null when its words are not in the file. The front matter is
    /// searched only for what is printed from it: the title and its picture's caption.
    /// </summary>
    public SourcePlace? Find(ReadingBlock block, TextRange range)
    {
        var words = Letters.Of(range.Of(block.Text));
        if (words.Length == 0 || block.IsOfSite || _split is not { } split) return null;
        return block.Part switch
        {
            ReadingPart.Title => InFrontMatter("title", words, source, split),
            ReadingPart.Figure => InFrontMatter("caption", words, source, split),
            _ => InText(),
        };

        SourcePlace? InText()
        {
            // The same words may stand in the text several times, before the passage as often here as there.
            var before = ReadingText.Of(article).Blocks
                .Where(other => !other.IsOfSite && other.Part is ReadingPart.Lead or ReadingPart.Body && other.Start < block.Start).Select(other => other.Text);
            var twins = Count(Letters.Of(string.Join('\n', before.Append(block.Text[..range.Start]))), words);
            return Nth(Printed, words, twins) is { } found ? At(source, InFile[found]) : null;
        }
    }

    private static SourcePlace? InFrontMatter(string key, string words, SourceText source, FrontMatterSplit split)
    {
        var start = source.Text.IndexOf($"{key}:", source.OffsetOf(2), StringComparison.Ordinal);
        if (start < 0 || start >= split.TextStart) return null;
        var templates = new Letters();
        templates.Add(source.Text.AsSpan(start + key.Length, split.TextStart - start - key.Length), start + key.Length);
        // A caption with a link or an escape is not written as it reads; then its key is near enough.
        var found = templates.ToString().IndexOf(words, StringComparison.Ordinal);
        return At(source, found < 0 ? start : templates[found]);
    }

    private static SourcePlace At(SourceText source, int offset)
    {
        var (line, column) = source.PositionOf(offset);
        return new SourcePlace(source.Path, line, column);
    }

    private static int Count(string text, string words)
    {
        var count = 0;
        for (var at = text.IndexOf(words, StringComparison.Ordinal); at >= 0; at = text.IndexOf(words, at + 1, StringComparison.Ordinal)) count++;
        return count;
    }

    /// <summary>The occurrence with this number, from 0, or the last there is.</summary>
    private static int? Nth(string text, string words, int number)
    {
        int? found = null;
        for (var at = text.IndexOf(words, StringComparison.Ordinal); at >= 0 && number >= 0; at = text.IndexOf(words, at + 1, StringComparison.Ordinal))
            (found, number) = (at, number - 1);
        return found;
    }
}

/// <summary>The text of an article's file.</summary>
internal static class ArticleSource
{
    /// <summary>
    /// The file as it is now, which may be newer than the edition, or broken. Empty where it can't be read: then nothing is
    /// found in it.
    /// </summary>
    public static SourceText Read(ContentFolder folder, Article article)
    {
        var nothing = new SourceText(article.Path, "");
        try
        {
            return TextFile.Decode(article.Path, RegularFile.Read(Path.Combine(folder.Path, article.Path), ContentReader.MostMarkdownBytes), []) ?? nothing;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return nothing;
        }
    }
}
