namespace BackSpasmSite.Content.Text;

/// <summary>Finds a quote word for word.</summary>
internal static class ExactSearch
{
    /// <summary>More places are not looked at: what stands in a text a thousand times is a letter and no passage.</summary>
    private const int MostPlaces = 1000;

    /// <summary>
    /// Where it stands, and how many characters of the context stand around it; null when it does not. Of several places it is the one with most of the prefix and suffix around it,
    /// else one in the section, else the first.
    /// </summary>
    /// <param name="isInSection">Whether an offset of the text is in the section that the quote was taken from.</param>
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
