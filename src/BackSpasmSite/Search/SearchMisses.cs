using System.Globalization;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Search;

/// <summary>
/// Counts words that readers searched and nothing has, if the operator turned that on. Only single words, in memory only, with nothing about
/// who searched or what else was typed.
/// </summary>
internal sealed class SearchMisses(IOptions<SearchOptions> options)
{
    /// <summary>Rarer words stay unseen, because one reader may have typed a name.</summary>
    public const int LeastShown = 3;

    private const int MostWords = 1000;
    private const int ShortestWord = 3;
    private const int LongestWord = 30;

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public bool IsOn { get; } = options.Value.CountMisses;

    public void Count(IEnumerable<string> words)
    {
        if (!IsOn) return;
        foreach (var word in words.Where(IsOfLetters).Select(SearchLanguage.Fold).Where(word => word.Length is >= ShortestWord and <= LongestWord).Distinct())
        {
            lock (_counts)
            {
                // Makes room by forgetting words that came once or twice.
                if (_counts.Count >= MostWords && !_counts.ContainsKey(word))
                    foreach (var rare in _counts.OrderBy(counted => counted.Value).Take(MostWords / 10).ToList()) _counts.Remove(rare.Key);
                _counts[word] = _counts.GetValueOrDefault(word) + 1;
            }
        }
    }

    /// <summary>Numbers and addresses could tell who somebody is.</summary>
    private static bool IsOfLetters(string word) => word.All(character => char.IsLetter(character) || char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark || character == '\'');

    /// <summary>The most frequent first.</summary>
    public IReadOnlyList<(string Word, int Count)> List()
    {
        lock (_counts) return [.. _counts.Where(counted => counted.Value >= LeastShown).OrderByDescending(counted => counted.Value).ThenBy(counted => counted.Key, StringComparer.Ordinal).Select(counted => (counted.Key, counted.Value))];
    }
}
