namespace BackSpasmSite.Content.Text;

/// <summary>How long a text takes to read.</summary>
internal static class ReadingTime
{
    /// <summary>
    /// The mean rate at which adults read English non-fiction in silence, over 190 studies. Brysbaert M. How many words do we read
    /// per minute? J Mem Lang. 2019;109:104047. doi:10.1016/j.jml.2019.104047
    /// </summary>
    private const int WordsPerMinute = 238;

    /// <summary>
    /// Whole minutes, rounded up, at least 1. A word is what stands between spaces and has a letter in it: the numbers of
    /// citations are looked at and not read.
    /// </summary>
    public static int Minutes(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsLetter));
        return Math.Max(1, (words + WordsPerMinute - 1) / WordsPerMinute);
    }
}
