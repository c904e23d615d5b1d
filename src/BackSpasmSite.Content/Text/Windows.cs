namespace BackSpasmSite.Content.Text;

/// <summary>Chooses, in one walk, where a closer look is worth its time.</summary>
internal static class Windows
{
    /// <summary>The beginnings of the stretches of a length that have most words in common with a quote, in any order; no two overlap.</summary>
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
            // A word counts as often as it stands in the quote: below zero it is one too many.
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
