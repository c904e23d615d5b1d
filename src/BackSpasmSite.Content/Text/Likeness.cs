namespace BackSpasmSite.Content.Text;

/// <summary>How alike two runs of words are: twice the words they have in common, in the same order, by the words of both.</summary>
internal static class Likeness
{
    /// <summary>The likeness of a quote with the whole of a stretch.</summary>
    public static double Of(ReadOnlySpan<int> quote, ReadOnlySpan<int> stretch) =>
        quote.Length + stretch.Length == 0 ? 0 : 2.0 * Common(quote, stretch).Count / (quote.Length + stretch.Length);

    /// <summary>The part of a stretch that is most like a quote, and how much; an empty part when nothing is.</summary>
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

    /// <summary>The places in the stretch of a longest common subsequence.</summary>
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
