using System.Text;

namespace BackSpasmSite.Content.Diagnostics;

internal static class DidYouMean
{
    /// <summary>Longer words are not typed by hand, and comparing takes quadratic time.</summary>
    private const int LongestWord = 100;

    /// <summary>
    /// The candidate with the fewest edits, if they are at most a third of the word's length (at least 1 is allowed). The first of equals wins.
    /// The word itself is skipped.
    /// </summary>
    public static string? To(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > LongestWord) return null;
        var lower = word.ToLowerInvariant();
        var best = Math.Max(1, word.Length / 3) + 1;
        string? nearest = null;
        foreach (var candidate in candidates)
        {
            // The distance is at least the difference in length.
            if (Math.Abs(candidate.Length - word.Length) >= best || IsSame(candidate, word)) continue;
            if (Distance(lower, candidate) is var distance && distance >= best) continue;
            (best, nearest) = (distance, candidate);
        }

        return nearest;
    }

    /// <summary>" Did you mean “x”?", to append to a message; empty without a suggestion.</summary>
    public static string Hint(string word, IEnumerable<string> candidates) =>
        To(word, candidates) is { } meant ? $" Did you mean “{meant}”?" : "";

    /// <summary>The words look the same to the reader of the message.</summary>
    private static bool IsSame(string a, string b) =>
        string.Equals(a, b, StringComparison.Ordinal) ||
        (!Ascii.IsValid(a) && !Ascii.IsValid(b) && System.Globalization.CultureInfo.InvariantCulture.CompareInfo.Compare(a, b) == 0);

    /// <summary>Optimal string alignment: Levenshtein distance, with a swap of two neighbours as one edit.</summary>
    public static int Distance(string lower, string candidate)
    {
        Span<int> twoAbove = stackalloc int[candidate.Length + 1];
        Span<int> above = stackalloc int[candidate.Length + 1];
        Span<int> row = stackalloc int[candidate.Length + 1];
        for (var j = 0; j < row.Length; j++) row[j] = j;
        for (var i = 1; i <= lower.Length; i++)
        {
            var recycled = twoAbove;
            twoAbove = above;
            above = row;
            row = recycled;
            row[0] = i;
            for (var j = 1; j < row.Length; j++)
            {
                var letter = char.ToLowerInvariant(candidate[j - 1]);
                row[j] = Math.Min(above[j - 1] + (lower[i - 1] == letter ? 0 : 1), Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && lower[i - 2] == letter && lower[i - 1] == char.ToLowerInvariant(candidate[j - 2]))
                    row[j] = Math.Min(row[j], twoAbove[j - 2] + 1);
            }
        }

        return row[^1];
    }
}
