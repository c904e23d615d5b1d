using System.Globalization;
using System.Text;

namespace BackSpasmSite.Search;

/// <summary>What a reader typed, as words and quoted phrases. Every term is quoted for FTS5, so that its grammar has no meaning in a query.</summary>
/// <param name="Terms">Each is one word, or the words of a phrase with a space between them.</param>
/// <param name="LastIsPrefix">Whether the last term may still be growing: it is a word of two characters or more.</param>
internal sealed record SearchQuery(IReadOnlyList<string> Terms, bool LastIsPrefix)
{
    /// <summary>The most characters that are read.</summary>
    public const int LongestText = 200;

    private const int MostTerms = 12;

    public bool IsEmpty => Terms.Count == 0;

    /// <summary>Finds text that contains every term.</summary>
    public string MatchAll => string.Join(" AND ", Quoted());

    /// <summary>Finds text that contains any of the terms.</summary>
    public string MatchAny => string.Join(" OR ", Quoted());

    public static SearchQuery Parse(string? typed)
    {
        var terms = new List<string>();
        var isPhrase = false;
        var endsInPhrase = false;
        // The parts between quotation marks are by turns outside and inside a phrase; an open phrase ends with the text.
        foreach (var part in Shortened(typed).Split('"', '“', '”', '„', '«', '»'))
        {
            var words = Words(part);
            if (words.Count > 0)
            {
                endsInPhrase = isPhrase;
                if (isPhrase) terms.Add(string.Join(' ', words));
                else terms.AddRange(words);
            }

            isPhrase = !isPhrase;
        }

        var kept = terms.Take(MostTerms).ToList();
        return new SearchQuery(kept, kept.Count == terms.Count && kept.Count > 0 && !endsInPhrase && kept[^1].Length > 1);
    }

    private IEnumerable<string> Quoted() => Terms.Select((term, index) => $"\"{term}\"{(LastIsPrefix && index == Terms.Count - 1 ? "*" : "")}");

    private static string Shortened(string? typed) => typed is null ? "" : typed.Length <= LongestText ? typed : typed[..LongestText];

    /// <summary>Runs of letters, digits and combining marks. Everything else separates words, as in FTS5's own tokenizer.</summary>
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark) word.Append(rune);
            else End();
        }

        End();
        return words;

        void End()
        {
            // FTS5 finds no token in a word of combining marks only, and such a term would match nothing.
            if (word.ToString().EnumerateRunes().Any(Rune.IsLetterOrDigit)) words.Add(word.ToString());
            word.Clear();
        }
    }
}
