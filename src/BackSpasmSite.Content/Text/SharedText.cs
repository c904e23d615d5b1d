using System.Xml;

namespace BackSpasmSite.Content.Text;

/// <summary>
/// One string for all equal ones that thousands of articles would each keep: ids of papers, topics, keys of the front matter, links and headings. They are never forgotten;
/// each names something that an author wrote.
/// </summary>
internal static class SharedText
{
    private static readonly NameTable Table = new();

    /// <summary>The same text, from any thread.</summary>
    public static string Of(string text)
    {
        lock (Table) return Table.Add(text);
    }
}
