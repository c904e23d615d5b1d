using System.Globalization;
using System.Net;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Search;

/// <summary>
/// Counts words that readers searched for without a result, if the operator turned that on. Only single words, in memory only, with nothing about
/// who searched or what else was typed.
/// </summary>
internal sealed class SearchMisses(IOptions<SearchOptions> options)
{
    /// <summary>Words from fewer networks stay unseen, because one reader may have typed a name, and more than once.</summary>
    public const int LeastNetworks = 3;

    private const int MostWords = 1000;
    private const int ShortestWord = 3;
    private const int LongestWord = 30;

    private readonly Dictionary<string, Miss> _misses = new(StringComparer.Ordinal);
    private readonly NetworkHash _networks = new();

    public bool IsOn { get; } = options.Value.CountMisses;

    public void Count(IEnumerable<string> words, IPAddress? address)
    {
        if (!IsOn) return;
        // The widest, because one reader may have many of the narrow ones.
        var network = _networks.Of(address)[^1];
        foreach (var word in words.Where(IsOfLetters).Select(SearchLanguage.Fold).Where(word => word.Length is >= ShortestWord and <= LongestWord).Distinct())
        {
            lock (_misses)
            {
                // Makes room by forgetting words that came once or twice.
                if (_misses.Count >= MostWords && !_misses.ContainsKey(word))
                    foreach (var rare in _misses.OrderBy(miss => miss.Value.Count).Take(MostWords / 10).ToList()) _misses.Remove(rare.Key);
                if (!_misses.TryGetValue(word, out var miss)) _misses[word] = miss = new Miss();
                miss.Add(network);
            }
        }
    }

    /// <summary>The most frequent first.</summary>
    public IReadOnlyList<(string Word, int Count)> List()
    {
        lock (_misses) return [.. _misses.Where(miss => miss.Value.IsOfMany).Select(miss => (miss.Key, miss.Value.Count)).OrderByDescending(word => word.Count).ThenBy(word => word.Key, StringComparer.Ordinal)];
    }

    /// <summary>Numbers and addresses could tell who somebody is.</summary>
    private static bool IsOfLetters(string word) => word.All(character => char.IsLetter(character) || char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark || character == '\'');

    private sealed class Miss
    {
        // Kept only as long as it takes to know that they are enough.
        private HashSet<string>? _from = new(StringComparer.Ordinal);

        public int Count { get; private set; }

        public bool IsOfMany => _from is null;

        public void Add(string network)
        {
            Count++;
            if (_from is not null && _from.Add(network) && _from.Count == LeastNetworks) _from = null;
        }
    }
}
