using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;
using Markdig.Syntax;

namespace BackSpasmSite.Content.Text;

/// <summary>Line and column are from 1.</summary>
internal sealed record SourcePlace(string Path, int Line, int Column)
{
    public override string ToString() => $"{Path}:{Line}:{Column}";

    /// <summary>To find several passages in one article, use <see cref="SourcePlaces"/>.</summary>
    public static SourcePlace? Find(Article article, ReadingBlock block, TextRange range, SourceText source) =>
        new SourcePlaces(article, source).Find(block, range);
}

/// <summary>Parses the article's file only once.</summary>
/// <param name="document">The file's text, if it is parsed already.</param>
internal sealed class SourcePlaces(Article article, SourceText source, MarkdownDocument? document = null)
{
    private readonly FrontMatterSplit? _split = FrontMatterSplit.Of(source, []);
    private Letters? _letters;

    private Letters InFile => _letters ??= document is null
        ? SourceLetters.Of(source, _split!.TextStart, article.References.Count)
        : SourceLetters.Of(document, source, _split!.TextStart);

    private string Printed => field ??= InFile.ToString();

    private PrintedLetters InText => field ??= new PrintedLetters(ReadingText.Of(article).Blocks.Where(block => !block.IsOfSite && block.Part is ReadingPart.Lead or ReadingPart.Body));

    /// <summary>
    /// Null if the words are not in the file. The front matter is searched only for what is printed from it: the title and the main picture's
    /// caption.
    /// </summary>
    public SourcePlace? Find(ReadingBlock block, TextRange range)
    {
        var words = Letters.Of(range.Of(block.Text));
        if (words.Length == 0 || block.IsOfSite || _split is not { } split) return null;
        return block.Part switch
        {
            ReadingPart.Title => InFrontMatter("title", words, source, split),
            ReadingPart.Figure => InFrontMatter("caption", words, source, split),
            _ => InBody(),
        };

        SourcePlace? InBody()
        {
            // The same words may occur several times; count the occurrences before the passage.
            var twins = Count(InText.Before(block, range.Start), words);
            return Nth(Printed, words, twins) is { } found ? At(source, InFile[found]) : null;
        }
    }

    private static SourcePlace? InFrontMatter(string key, string words, SourceText source, FrontMatterSplit split)
    {
        var start = source.Text.IndexOf($"{key}:", source.OffsetOf(2), StringComparison.Ordinal);
        if (start < 0 || start >= split.TextStart) return null;
        var templates = new Letters();
        templates.Add(source.Text.AsSpan(start + key.Length, split.TextStart - start - key.Length), start + key.Length);
        // A caption with a link or an escape is written differently; use the place of its key.
        var found = templates.ToString().IndexOf(words, StringComparison.Ordinal);
        return At(source, found < 0 ? start : templates[found]);
    }

    private static SourcePlace At(SourceText source, int offset)
    {
        var (line, column) = source.PositionOf(offset);
        return new SourcePlace(source.Path, line, column);
    }

    private static int Count(ReadOnlySpan<char> text, string words)
    {
        var count = 0;
        for (var at = text.IndexOf(words); at >= 0; at = text.IndexOf(words))
        {
            count++;
            text = text[(at + 1)..];
        }

        return count;
    }

    /// <summary>Counted from 0; the last one if there are fewer.</summary>
    private static int? Nth(string text, string words, int number)
    {
        int? found = null;
        for (var at = text.IndexOf(words, StringComparison.Ordinal); at >= 0 && number >= 0; at = text.IndexOf(words, at + 1, StringComparison.Ordinal))
            (found, number) = (at, number - 1);
        return found;
    }
}

/// <summary>The letters of an article's blocks one after the other.</summary>
internal sealed class PrintedLetters
{
    private readonly string _letters;
    private readonly Dictionary<int, int> _starts = [];

    /// <param name="blocks">In reading order.</param>
    public PrintedLetters(IEnumerable<ReadingBlock> blocks)
    {
        var letters = new Letters(capacity: 8192, areFound: false);
        foreach (var block in blocks)
        {
            _starts[block.Start] = letters.Count;
            letters.Add(block.Text, 0);
        }

        _letters = letters.ToString();
    }

    /// <summary>Those above the block, and those in it before the offset.</summary>
    public ReadOnlySpan<char> Before(ReadingBlock block, int offset) =>
        _letters.AsSpan(0, _starts[block.Start] + (offset == 0 ? 0 : Letters.Of(block.Text[..offset]).Length));
}

internal static class ArticleSource
{
    /// <summary>The file as it is now, which may be newer than the edition, or broken. Empty if it can't be read, so that nothing is found.</summary>
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
