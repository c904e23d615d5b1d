using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BackSpasmSite.Content.Text;

/// <summary>
/// Normalised for comparing passages: collapsed white space, plain quotation marks and dashes, composed characters (NFC), no soft
/// hyphens, no citations. Each character keeps its position in the original.
/// </summary>
internal sealed partial class AnchorText
{
    private readonly StringBuilder _folded = new();
    private readonly List<TextRange> _origins = [];

    private AnchorText(string text, IEnumerable<TextRange> leftOut)
    {
        var at = 0;
        foreach (var citation in leftOut)
        {
            Fold(text, new TextRange(at, citation.Start));
            // “spasm (1).” without its citation is “spasm.”
            if (_folded.Length > 0 && _folded[^1] == ' ') Drop();
            at = citation.End;
        }

        Fold(text, new TextRange(at, text.Length));
        if (_folded.Length > 0 && _folded[^1] == ' ') Drop();
        Text = _folded.ToString();
    }

    public string Text { get; }

    /// <summary>Of parentheses only citations are removed.</summary>
    public static AnchorText Of(ReadingText text) => new(text.Text, text.CitationRanges());

    public static AnchorText Of(FoundPart part) => new(
        part.Sentences.Of(part.Block.Text),
        part.Citations.Select(citation => new TextRange(citation.Range.Start - part.Sentences.Start, citation.Range.End - part.Sentences.Start)));

    /// <summary>
    /// In a reader's quote, citations are recognised by their form only: numbers in parentheses that the article does not have as plain text.
    /// A citation cut by the selection is removed too.
    /// </summary>
    public static AnchorText Of(string quote, ReadingText article)
    {
        var citations = article.CitationRanges().Select(range => range.Start).ToHashSet();
        var plain = Group().Matches(article.Text).Where(group => !citations.Contains(group.Index)).Select(group => group.Value).ToHashSet(StringComparer.Ordinal);
        var leftOut = Group().Matches(quote).Where(group => !plain.Contains(group.Value))
            .Concat(CutAtStart().Matches(quote)).Concat(CutAtEnd().Matches(quote))
            .Select(group => new TextRange(group.Index, group.Index + group.Length))
            .OrderBy(range => range.Start);
        return new AnchorText(quote, leftOut);
    }

    /// <summary>The range must not be empty.</summary>
    public TextRange Origin(TextRange range) => new(_origins[range.Start].Start, _origins[range.End - 1].End);

    private void Fold(string text, TextRange range)
    {
        for (var at = range.Start; at < range.End;)
        {
            var isPlain = text[at] < 0x80 && (at + 1 == range.End || text[at + 1] < 0x300);
            var length = isPlain ? 1 : StringInfo.GetNextTextElementLength(text.AsSpan(at, range.End - at));
            var origin = new TextRange(at, at + length);
            if (length > 1) Append(UnicodeText.Normalized(text.Substring(at, length), NormalizationForm.FormC), origin);
            else if (char.IsWhiteSpace(text[at])) AppendSpace(origin);
            else Append(Folded(text[at]), origin);
            at += length;
        }
    }

    private static string Folded(char character) => character switch
    {
        '‘' or '’' or '‚' or '‛' or '′' or '`' or '´' => "'",
        '“' or '”' or '„' or '‟' or '″' or '«' or '»' => "\"",
        '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' => "-",
        '…' => "...",
        // The soft hyphen, and zero-width spaces.
        '\u00AD' or '\u200B' or '\u2060' or '\uFEFF' => "",
        < '\u0080' => character.ToString(),
        _ => UnicodeText.Normalized(character.ToString(), NormalizationForm.FormC),
    };

    private void Append(string folded, TextRange origin)
    {
        _folded.Append(folded);
        for (var i = 0; i < folded.Length; i++) _origins.Add(origin);
    }

    private void AppendSpace(TextRange origin)
    {
        if (_folded.Length > 0 && _folded[^1] != ' ') Append(" ", origin);
    }

    private void Drop()
    {
        _folded.Length--;
        _origins.RemoveAt(_origins.Count - 1);
    }

    /// <summary>The mark beside the number of a paper that was retracted or is in doubt.</summary>
    private const string Mark = "(?:retracted|in doubt)";

    [GeneratedRegex($@"\([0-9]{{1,3}}(?: {Mark})?(?:, ?[0-9]{{1,3}}(?: {Mark})?)*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Group();

    [GeneratedRegex($@"\A(?:[0-9, ]|{Mark})*(?:[0-9]|{Mark})\)", RegexOptions.NonBacktracking)]
    private static partial Regex CutAtStart();

    [GeneratedRegex($@"\((?:[0-9, ]|{Mark})*\z", RegexOptions.NonBacktracking)]
    private static partial Regex CutAtEnd();
}

/// <summary>Words with their positions: runs of letters, digits and combining marks, ignoring case.</summary>
internal sealed class AnchorWords
{
    private readonly List<TextRange> _ranges = [];
    private readonly List<int> _ids = [];

    private AnchorWords()
    {
    }

    public int Count => _ids.Count;

    /// <summary>Equal for equal words.</summary>
    public ReadOnlySpan<int> Ids => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_ids);

    /// <param name="known">The numbers assigned so far; new words get the next ones.</param>
    public static AnchorWords Of(string text, Dictionary<string, int> known)
    {
        var words = new AnchorWords();
        var start = -1;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsOfWord(rune))
            {
                if (start < 0) start = at;
            }
            else if (start >= 0)
            {
                words.Add(text, new TextRange(start, at), known);
                start = -1;
            }

            at += rune.Utf16SequenceLength;
        }

        if (start >= 0) words.Add(text, new TextRange(start, text.Length), known);
        return words;
    }

    /// <param name="words">Numbered from 0; at least one.</param>
    public TextRange RangeOf(TextRange words) => new(_ranges[words.Start].Start, _ranges[words.End - 1].End);

    private void Add(string text, TextRange range, Dictionary<string, int> known)
    {
        var word = range.Of(text).ToLowerInvariant();
        if (!known.TryGetValue(word, out var id)) known[word] = id = known.Count;
        _ranges.Add(range);
        _ids.Add(id);
    }

    private static bool IsOfWord(Rune rune) => Rune.IsLetterOrDigit(rune) ||
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
