namespace BackSpasmSite.Content.Text;

internal static class ExactSearch
{
    /// <summary>What occurs more often is a letter rather than a passage.</summary>
    private const int MostPlaces = 1000;

    /// <summary>
    /// The quote's position, and how many characters of its context match. Of several occurrences, the one with the best matching context,
    /// otherwise one in the same section, otherwise the first.
    /// </summary>
    /// <param name="isInSection">Whether an offset is in the section the quote was taken from.</param>
    public static (TextRange Place, int Context)? Find(string text, string quote, string prefix, string suffix, Func<int, bool> isInSection)
    {
        TextRange? best = null;
        var (mostContext, bestInSection) = (-1, false);
        foreach (var at in Places(text, quote).Take(MostPlaces))
        {
            var end = at + quote.Length;
            if (ContextMatch.CutsAWord(text, at, end, prefix, suffix)) continue;
            var context = ContextMatch.Of(text, at, end, prefix, suffix);
            var inSection = isInSection(at);
            if (context < mostContext || (context == mostContext && (bestInSection || !inSection))) continue;
            (best, mostContext, bestInSection) = (new TextRange(at, end), context, inSection);
        }

        return best is { } place ? (place, mostContext) : null;
    }

    private static IEnumerable<int> Places(string text, string quote)
    {
        for (var at = text.IndexOf(quote, StringComparison.Ordinal); at >= 0; at = text.IndexOf(quote, at + 1, StringComparison.Ordinal))
            yield return at;
    }
}

internal static class ContextMatch
{
    /// <summary>Fewer matching characters prove nothing: every third word ends with “e ”.</summary>
    private const int Telling = 4;

    /// <summary>In characters, ignoring white space; 0 if too few to matter.</summary>
    public static int Of(string text, int start, int end, string prefix, string suffix)
    {
        var common = Before(text, start, prefix) + After(text, end, suffix);
        return common < Telling ? 0 : common;
    }

    /// <summary>The match begins or ends inside a word although the quote did not.</summary>
    public static bool CutsAWord(string text, int start, int end, string prefix, string suffix)
    {
        var (before, after) = (start, end);
        while (before > 0 && start - before <= prefix.Length && IsWithin(text, before)) before--;
        while (after < text.Length && after - end <= suffix.Length && IsWithin(text, after)) after++;
        return !prefix.EndsWith(text[before..start], StringComparison.Ordinal) || !suffix.StartsWith(text[end..after], StringComparison.Ordinal);
    }

    private static bool IsWithin(string text, int at) => char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at]);

    private static int Before(string text, int at, string prefix)
    {
        var common = 0;
        for (var i = prefix.Length - 1; i >= 0; i--)
        {
            if (prefix[i] == ' ') continue;
            while (at > 0 && text[at - 1] == ' ') at--;
            if (at == 0 || text[--at] != prefix[i]) break;
            common++;
        }

        return common;
    }

    private static int After(string text, int at, string suffix)
    {
        var common = 0;
        foreach (var character in suffix)
        {
            if (character == ' ') continue;
            while (at < text.Length && text[at] == ' ') at++;
            if (at == text.Length || text[at++] != character) break;
            common++;
        }

        return common;
    }
}
