using System.Xml;

namespace BackSpasmSite.Content.Text;

/// <summary>
/// One string for all equal ones that thousands of articles would each keep: ids of papers, topics, keys of the front matter, links and headings.
/// </summary>
internal static class SharedText
{
    /// <summary>Longer texts are hardly ever the same.</summary>
    public const int Longest = 100;

    /// <summary>What is in the table stays there, so a new one is begun after so many texts. Ten thousand articles have about 40,000.</summary>
    public const int Most = 200_000;

    private static readonly Lock Sharing = new();
    private static NameTable _table = new();
    private static int _count;

    /// <summary>The same text, from any thread.</summary>
    public static string Of(string text)
    {
        if (text.Length > Longest) return text;
        lock (Sharing)
        {
            if (_table.Get(text) is { } shared) return shared;
            if (_count++ == Most) (_table, _count) = (new NameTable(), 1);
            return _table.Add(text);
        }
    }
}
