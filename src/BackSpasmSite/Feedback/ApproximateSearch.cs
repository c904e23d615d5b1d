using BackSpasmSite.Articles.Reading;

namespace BackSpasmSite.Feedback;

/// <summary>Finds what stands in the place of a quote that is not there word for word. Everything counts in words.</summary>
/// <remarks>
/// What it compares closely are a few stretches no longer than twice the quote; they are chosen in one walk through the
/// article. So the time grows with the article's length, whatever stands in it.
/// </remarks>
internal sealed class ApproximateSearch
{
    /// <summary>
    /// Less alike than this is another sentence. Of the shipped articles' sentences of eight words and more, no two are
    /// more than half alike, and a sentence with every third word changed is two thirds alike.
    /// </summary>
    private const double Enough = 0.6;

    /// <summary>Of two words, both are in many sentences by chance.</summary>
    private const int FewestWords = 3;

    /// <summary>That what stood around the quote stands around a place counts as much as this share of its words.</summary>
    private const double WorthOfContext = 0.3;

    /// <summary>As many words of the prefix and suffix are looked for; longer ones are more often edited too.</summary>
    private const int ContextWords = 4;

    private const int MostCandidates = 8;

    private readonly AnchorWords _article;
    private readonly AnchorWords _quote;
    private readonly AnchorWords _prefix;
    private readonly AnchorWords _suffix;

    public ApproximateSearch(string article, string quote, string prefix, string suffix)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        _quote = AnchorWords.Of(quote, known);
        _article = AnchorWords.Of(article, known);
        _prefix = AnchorWords.Of(prefix, known);
        _suffix = AnchorWords.Of(suffix, known);
    }

    /// <summary>Whether the quote is so short that it stands in other sentences too.</summary>
    public bool IsVague => _quote.Count < FewestWords;

    /// <summary>The best place in the article's text and how alike it is, or null.</summary>
    public (TextRange Place, double Likeness)? Find()
    {
        if (_quote.Count == 0) return null;
        var best = Between().Select(found => (found.Words, found.Likeness, Worth: found.Likeness + WorthOfContext))
            .Concat(MostAlike().Select(found => (found.Words, found.Likeness, Worth: found.Likeness)))
            .OrderByDescending(found => found.Worth)
            .FirstOrDefault();
        return best.Words.IsEmpty ? null : (_article.RangeOf(best.Words), best.Likeness);
    }

    /// <summary>What stands between the last words of the prefix and the first words of the suffix.</summary>
    private IEnumerable<(TextRange Words, double Likeness)> Between()
    {
        var before = _prefix.Ids[^Math.Min(ContextWords, _prefix.Count)..].ToArray();
        var after = _suffix.Ids[..Math.Min(ContextWords, _suffix.Count)].ToArray();
        if (before.Length < 2 || after.Length < 2) yield break;

        var starts = Places(before).Select(place => place + before.Length).ToList();
        var ends = Places(after);
        var longest = (2 * _quote.Count) + 20;
        var (next, found) = (0, 0);
        foreach (var start in starts)
        {
            while (next < ends.Count && ends[next] < start) next++;
            if (next == ends.Count || found == MostCandidates) yield break;
            if (ends[next] == start || ends[next] - start > longest) continue;
            found++;
            yield return (new TextRange(start, ends[next]), Likeness.Of(_quote.Ids, _article.Ids[start..ends[next]]));
        }
    }

    private List<int> Places(int[] words)
    {
        var ids = _article.Ids;
        var places = new List<int>();
        for (var at = 0; at + words.Length <= ids.Length; at++)
            if (ids.Slice(at, words.Length).SequenceEqual(words)) places.Add(at);
        return places;
    }

    /// <summary>The most alike stretches, as long as the quote, shorter and longer.</summary>
    private IEnumerable<(TextRange Words, double Likeness)> MostAlike()
    {
        if (IsVague) yield break;
        foreach (var length in (int[])[_quote.Count, (_quote.Count * 2 / 3) + 1, _quote.Count * 3 / 2])
        {
            foreach (var start in Windows.MostCommon(_quote.Ids, _article.Ids, length, most: 3))
            {
                // A little more on each side, in case that its words were moved apart.
                var window = new TextRange(Math.Max(0, start - (length / 4)), Math.Min(_article.Count, start + length + (length / 4)));
                var (part, likeness) = Likeness.Best(_quote.Ids, _article.Ids[window.Start..window.End]);
                if (likeness >= Enough) yield return (new TextRange(window.Start + part.Start, window.Start + part.End), likeness);
            }
        }
    }
}
