using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace BackSpasmSite.Search;

/// <summary>How words are compared in a site's language. English is stemmed; in any other language only case and accents make no difference.</summary>
internal sealed class SearchLanguage
{
    private static readonly SearchLanguage English = new(isEnglish: true);
    private static readonly SearchLanguage Other = new(isEnglish: false);

    /// <summary>Words that nearly every text has, and that say nothing about what somebody is looking for.</summary>
    private static readonly FrozenSet<string> SmallWords = FrozenSet.ToFrozenSet(
        ("a about after also am an and any are as at be been between but by can could did do does doing down for from get gets getting give got had has have having he her his how i if " +
        "im in into is it its ive just make makes me my of on or our please she should so some than that the their them then there they this to " +
        "up us was we were what when where which while who why will with would you your t s ll ve re m d").Split(' '));

    private readonly bool _isEnglish;
    private readonly ConditionalWeakTable<string, IReadOnlyList<string>> _known = [];

    private SearchLanguage(bool isEnglish) => _isEnglish = isEnglish;

    /// <summary>The tokenizer of FTS5. The Porter stemmer knows English only.</summary>
    public string Tokenizer => _isEnglish ? "porter unicode61 remove_diacritics 2" : "unicode61 remove_diacritics 2";

    /// <param name="tag">A language tag such as <c>en-GB</c>.</param>
    public static SearchLanguage Of(string tag) => tag.Split('-')[0].Equals("en", StringComparison.OrdinalIgnoreCase) ? English : Other;

    /// <param name="word">Folded.</param>
    public bool IsSmall(string word) => _isEnglish && SmallWords.Contains(word);

    /// <summary>In lower case, without accents and apostrophes.</summary>
    public static string Fold(string word)
    {
        if (word.All(char.IsAsciiLetter)) return word.ToLowerInvariant();
        var folded = new StringBuilder(word.Length);
        foreach (var rune in word.Normalize(NormalizationForm.FormD).EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpacingCombiningMark) folded.Append(Rune.ToLowerInvariant(rune));
        return folded.ToString();
    }

    /// <summary>The words of a phrase that matter, each as its stem.</summary>
    public IReadOnlyList<string> StemsOf(string phrase)
    {
        var words = SearchWords.In(phrase).Select(Fold).Where(word => word.Length > 0).ToList();
        var large = words.Where(word => !IsSmall(word)).ToList();
        return [.. (large.Count > 0 ? large : words).Select(Stem).Distinct()];
    }

    /// <summary>The same for a phrase of <c>synonyms.yaml</c>, worked out once: every search compares with all of them.</summary>
    public IReadOnlyList<string> StemsOfKnown(string phrase) => _known.GetValue(phrase, StemsOf);

    /// <summary>
    /// For comparing what is typed with the phrases of <c>synonyms.yaml</c>. Rougher than the index's own stemmer, because phrases are few
    /// and one help box too many does no harm.
    /// </summary>
    /// <param name="word">Folded.</param>
    public string Stem(string word)
    {
        if (!_isEnglish || word.Length < 4 || !Ascii.IsValid(word)) return word;
        var stem = word;
        if (stem.EndsWith("ness", StringComparison.Ordinal) && stem.Length > 6) stem = stem[..^4];
        if (stem.EndsWith("ies", StringComparison.Ordinal)) stem = $"{stem[..^3]}y";
        else if (stem.Length > 4 && stem[^1] == 's' && stem[^2] == 'e' && stem[^3] is 's' or 'x' or 'z' or 'h') stem = stem[..^2];
        else if (stem[^1] == 's' && stem[^2] is not ('s' or 'u' or 'i')) stem = stem[..^1];

        if (stem.EndsWith("ing", StringComparison.Ordinal) && stem.Length > 5) stem = Undoubled(stem[..^3]);
        else if (stem.EndsWith("ed", StringComparison.Ordinal) && stem.Length > 4) stem = Undoubled(stem[..^2]);
        return stem.Length > 3 && stem[^1] == 'e' ? stem[..^1] : stem;
    }

    private static string Undoubled(string stem) => stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'e' or 'o') ? stem[..^1] : stem;
}

/// <summary>Divides text into words.</summary>
internal static class SearchWords
{
    /// <summary>Runs of letters, digits and combining marks, and apostrophes inside them. Everything else separates words.</summary>
    public static IReadOnlyList<string> In(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark) word.Append(rune);
            else if (rune.Value is '\'' or '’' or 'ʼ' && word.Length > 0) word.Append('\'');
            else End();
        }

        End();
        return words;

        void End()
        {
            var ended = word.ToString().TrimEnd('\'');
            // The index finds no word in combining marks only, and such a term would match nothing.
            if (ended.EnumerateRunes().Any(Rune.IsLetterOrDigit)) words.Add(ended);
            word.Clear();
        }
    }
}
