using System.Numerics;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Search;

/// <summary>The site's own words, and how often it uses each, for “did you mean”.</summary>
internal sealed class Vocabulary
{
    private const int ShortestWord = 3;
    private const int LongestWord = 30;
    private const int MostCompletions = 5;

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Lock _changing = new();
    private Candidate[]? _candidates;

    public void Add(string text) => Change(text, 1);

    public void Remove(string text) => Change(text, -1);

    /// <summary>Two words that were typed as one, such as “backspasm”: of the possible pairs, the one whose rarer word is most frequent.</summary>
    /// <param name="word">Folded.</param>
    public (string Left, string Right)? Halves(string word)
    {
        lock (_changing)
        {
            var pairs = Enumerable.Range(ShortestWord, Math.Max(0, word.Length - (2 * ShortestWord) + 1)).Select(at => (Left: word[..at], Right: word[at..]))
                .Where(pair => _counts.ContainsKey(pair.Left) && _counts.ContainsKey(pair.Right)).ToList();
            return pairs.Count == 0 ? null : pairs.MaxBy(pair => Math.Min(_counts[pair.Left], _counts[pair.Right]));
        }
    }

    /// <summary>The word that was probably meant: of those with the fewest edits, one with the same first letter, and of these the most frequent. Null if none is near.</summary>
    /// <param name="word">Folded.</param>
    public string? Nearest(string word)
    {
        if (word.Length is < ShortestWord or > LongestWord) return null;
        var letters = LettersOf(word);
        // An edit changes at most two of a word's letters.
        var most = Math.Max(1, word.Length / 3) * 2;
        var near = Candidates().Where(candidate => BitOperations.PopCount(candidate.Letters ^ letters) <= most)
            .OrderByDescending(candidate => candidate.Count).Select(candidate => candidate.Word).ToList();
        return DidYouMean.To(word, near.Where(other => other[0] == word[0]).Concat(near.Where(other => other[0] != word[0])));
    }

    /// <summary>The most frequent words that begin with some letters and go on.</summary>
    /// <param name="prefix">Folded.</param>
    public IReadOnlyList<string> Completions(string prefix) => prefix.Length == 0 ? [] :
        [.. From(prefix).TakeWhile(candidate => candidate.Word.StartsWith(prefix, StringComparison.Ordinal)).Where(candidate => candidate.Word.Length > prefix.Length)
            .OrderByDescending(candidate => candidate.Count).Take(MostCompletions).Select(candidate => candidate.Word)];

    private void Change(string text, int by)
    {
        lock (_changing)
        {
            var counts = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
            Span<char> folded = stackalloc char[LongestWord];
            for (var at = 0; at < text.Length;)
            {
                if (!char.IsLetter(text[at]))
                {
                    at++;
                    continue;
                }

                var start = at;
                var isPlain = true;
                for (; at < text.Length && char.IsLetter(text[at]); at++) isPlain &= text[at] < 0x80;
                if (at - start is < ShortestWord or > LongestWord) continue;
                var written = text.AsSpan(start, at - start);
                ReadOnlySpan<char> word = isPlain ? folded[..written.ToLowerInvariant(folded)] : SearchLanguage.Fold(written.ToString());
                ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, word, out var isKnown);
                count += by;
                if (count <= 0) counts.Remove(word);
                if (!isKnown || count <= 0) _candidates = null;
            }
        }
    }

    /// <summary>The words from here on, in the order of the alphabet.</summary>
    private IEnumerable<Candidate> From(string word)
    {
        var candidates = Candidates();
        var (low, high) = (0, candidates.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(candidates[middle].Word, word) < 0) low = middle + 1;
            else high = middle;
        }

        return candidates.Skip(low);
    }

    private Candidate[] Candidates()
    {
        lock (_changing) return _candidates ??= [.. _counts.OrderBy(word => word.Key, StringComparer.Ordinal).Select(word => new Candidate(word.Key, word.Value, LettersOf(word.Key)))];
    }

    /// <summary>One bit for each letter that is in a word.</summary>
    private static uint LettersOf(string word)
    {
        var letters = 0u;
        foreach (var letter in word) letters |= 1u << (letter & 31);
        return letters;
    }

    private readonly record struct Candidate(string Word, int Count, uint Letters);
}
