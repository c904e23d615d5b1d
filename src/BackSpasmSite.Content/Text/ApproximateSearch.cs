namespace BackSpasmSite.Content.Text;

/// <summary>Finds the passage most similar to a quote that is not there word for word. All measures are in words.</summary>
/// <remarks>
/// Only a few candidates, no longer than twice the quote and found in one pass, are compared in detail, so the time is linear in the
/// article's length, whatever its content.
/// </remarks>
internal sealed class ApproximateSearch
{
    /// <summary>
    /// Below this similarity it is another sentence, unless the words around it match. A sentence with every fourth word changed scores three
    /// quarters. In the shipped articles fewer than one sentence in ten has another this similar, and nearly all of those say the same twice.
    /// </summary>
    private const double Enough = 0.7;

    /// <summary>Quotes this short occur in many sentences by chance.</summary>
    private const int FewestWords = 3;

    /// <summary>Matching text before or after is worth this share of the quote's words.</summary>
    private const double WorthOfASide = 0.2;

    /// <summary>Of the prefix and suffix; longer ones are edited more often.</summary>
    private const int ContextWords = 4;

    /// <summary>Fewer words of context prove nothing.</summary>
    private const int FewestContextWords = 2;

    private const int MostCandidates = 8;

    private readonly AnchorWords _article;
    private readonly AnchorWords _quote;
    private readonly int[] _before;
    private readonly int[] _after;

    public ApproximateSearch(string article, string quote, string prefix, string suffix)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        _quote = AnchorWords.Of(quote, known);
        _article = AnchorWords.Of(article, known);
        var (before, after) = (AnchorWords.Of(prefix, known), AnchorWords.Of(suffix, known));
        _before = before.Ids[^Math.Min(ContextWords, before.Count)..].ToArray();
        _after = after.Ids[..Math.Min(ContextWords, after.Count)].ToArray();
    }

    public bool IsVague => _quote.Count < FewestWords;

    public (TextRange Place, double Likeness)? Find()
    {
        if (_quote.Count == 0) return null;
        var best = Between().Concat(MostAlike()).OrderByDescending(found => found.Likeness + WorthOfContext(found.Words)).FirstOrDefault();
        return best.Words.IsEmpty ? null : (_article.RangeOf(best.Words), best.Likeness);
    }

    /// <summary>What is now between the last words of the prefix and the first words of the suffix.</summary>
    private IEnumerable<(TextRange Words, double Likeness)> Between()
    {
        if (_before.Length < FewestContextWords || _after.Length < FewestContextWords) yield break;

        var starts = Places(_before).Select(place => place + _before.Length).ToList();
        var ends = Places(_after);
        var longest = (2 * _quote.Count) + 20;
        var (next, found) = (0, 0);
        foreach (var start in starts)
        {
            while (next < ends.Count && ends[next] < start) next++;
            if (next == ends.Count || found == MostCandidates) yield break;
            if (ends[next] == start || ends[next] - start > longest) continue;
            found++;
            yield return (new TextRange(start, ends[next]), LcsSimilarity.Of(_quote.Ids, _article.Ids[start..ends[next]]));
        }
    }

    private double WorthOfContext(TextRange words)
    {
        var isBefore = _before.Length >= FewestContextWords && _article.Ids[..words.Start].EndsWith(_before);
        var isAfter = _after.Length >= FewestContextWords && _article.Ids[words.End..].StartsWith(_after);
        return (isBefore ? WorthOfASide : 0) + (isAfter ? WorthOfASide : 0);
    }

    private List<int> Places(int[] words)
    {
        var ids = _article.Ids;
        var places = new List<int>();
        for (var at = 0; at + words.Length <= ids.Length; at++)
            if (ids.Slice(at, words.Length).SequenceEqual(words)) places.Add(at);
        return places;
    }

    private IEnumerable<(TextRange Words, double Likeness)> MostAlike()
    {
        if (IsVague) yield break;
        foreach (var length in (int[])[_quote.Count, (_quote.Count * 2 / 3) + 1, _quote.Count * 3 / 2])
        {
            foreach (var start in CandidateWindows.MostCommon(_quote.Ids, _article.Ids, length, most: 3))
            {
                // A little more on each side, in case words were moved apart.
                var window = new TextRange(Math.Max(0, start - (length / 4)), Math.Min(_article.Count, start + length + (length / 4)));
                var (part, likeness) = LcsSimilarity.Best(_quote.Ids, _article.Ids[window.Start..window.End]);
                var words = new TextRange(window.Start + part.Start, window.Start + part.End);
                if (likeness + WorthOfContext(words) >= Enough) yield return (words, likeness);
            }
        }
    }
}

internal static class CandidateWindows
{
    /// <summary>The starts of the stretches that share the most words with the quote, in any order, without overlaps, found in one pass.</summary>
    public static IReadOnlyList<int> MostCommon(ReadOnlySpan<int> quote, ReadOnlySpan<int> article, int length, int most)
    {
        var common = CountAll(quote, article, Math.Min(length, article.Length));
        var starts = new List<int>();
        while (starts.Count < most)
        {
            var best = -1;
            for (var i = 0; i < common.Length; i++)
                if (common[i] > (best < 0 ? 0 : common[best])) best = i;
            if (best < 0) break;
            starts.Add(best);
            Array.Clear(common, Math.Max(0, best - length + 1), Math.Min(common.Length, best + length) - Math.Max(0, best - length + 1));
        }

        return starts;
    }

    private static int[] CountAll(ReadOnlySpan<int> quote, ReadOnlySpan<int> article, int length)
    {
        var wanted = new Dictionary<int, int>();
        foreach (var word in quote) wanted[word] = wanted.GetValueOrDefault(word) + 1;
        var common = new int[Math.Max(0, article.Length - length + 1)];
        var count = 0;
        for (var i = 0; i < article.Length; i++)
        {
            // A word counts as often as it occurs in the quote: below zero it is one too many.
            if (wanted.TryGetValue(article[i], out var left))
            {
                if (left > 0) count++;
                wanted[article[i]] = left - 1;
            }

            if (i >= length && wanted.TryGetValue(article[i - length], out left))
            {
                if (left >= 0) count--;
                wanted[article[i - length]] = left + 1;
            }

            if (i >= length - 1) common[i - length + 1] = count;
        }

        return common;
    }
}

/// <summary>Similarity of two word sequences: twice their longest common subsequence, divided by their total length.</summary>
internal static class LcsSimilarity
{
    public static double Of(ReadOnlySpan<int> quote, ReadOnlySpan<int> stretch) =>
        quote.Length + stretch.Length == 0 ? 0 : 2.0 * Common(quote, stretch).Count / (quote.Length + stretch.Length);

    /// <summary>An empty part if nothing is similar.</summary>
    public static (TextRange Part, double Likeness) Best(ReadOnlySpan<int> quote, ReadOnlySpan<int> stretch)
    {
        var common = Common(quote, stretch);
        var (part, best) = (new TextRange(0, 0), 0.0);
        for (var first = 0; first < common.Count; first++)
        {
            for (var last = first; last < common.Count; last++)
            {
                var likeness = 2.0 * (last - first + 1) / (quote.Length + common[last] - common[first] + 1);
                if (likeness > best) (part, best) = (new TextRange(common[first], common[last] + 1), likeness);
            }
        }

        return (part, best);
    }

    /// <summary>Positions in the stretch of a longest common subsequence.</summary>
    private static List<int> Common(ReadOnlySpan<int> quote, ReadOnlySpan<int> stretch)
    {
        var width = stretch.Length + 1;
        var lengths = new ushort[(quote.Length + 1) * width];
        for (var i = quote.Length - 1; i >= 0; i--)
            for (var j = stretch.Length - 1; j >= 0; j--)
                lengths[(i * width) + j] = quote[i] == stretch[j]
                    ? (ushort)(lengths[((i + 1) * width) + j + 1] + 1)
                    : Math.Max(lengths[((i + 1) * width) + j], lengths[(i * width) + j + 1]);

        var places = new List<int>();
        for (int i = 0, j = 0; i < quote.Length && j < stretch.Length;)
        {
            if (quote[i] == stretch[j])
            {
                places.Add(j);
                (i, j) = (i + 1, j + 1);
            }
            else if (lengths[((i + 1) * width) + j] >= lengths[(i * width) + j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return places;
    }
}
