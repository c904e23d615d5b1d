using System.Text;

namespace BackSpasmSite.Search;

/// <param name="IsMarked">Whether these are words that were searched for.</param>
internal readonly record struct SnippetPart(string Text, bool IsMarked);

/// <summary>A few words of a text around those that were found.</summary>
internal static class Snippet
{
    private const int Length = 180;

    /// <summary>How far the beginning may move to start with a sentence.</summary>
    private const int Lead = 60;

    /// <param name="marked">A text with marks.</param>
    public static IReadOnlyList<SnippetPart> Of(string marked)
    {
        var (text, marks) = Read(marked);
        if (text.Length == 0) return [];
        var (start, end) = Window(text, marks);
        return Parts(text, marks, start, end);
    }

    /// <summary>All of a short text.</summary>
    public static IReadOnlyList<SnippetPart> WholeOf(string marked)
    {
        var (text, marks) = Read(marked);
        return Parts(text, marks, 0, text.Length);
    }

    /// <summary>The words that are marked, each once.</summary>
    public static HashSet<string> MarkedWords(string marked, SearchLanguage language)
    {
        // A long text marks the same words again and again.
        var different = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var add = different.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = marked.IndexOf(SearchReader.MarkStart, StringComparison.Ordinal); at >= 0;)
        {
            var end = marked.IndexOf(SearchReader.MarkEnd, at);
            add.Add(marked.AsSpan(at + 1, end - at - 1));
            at = marked.IndexOf(SearchReader.MarkStart, end);
        }

        return [.. different.SelectMany(SearchWords.In).Select(SearchLanguage.Fold).Select(language.Stem)];
    }

    private static List<SnippetPart> Parts(string text, List<Mark> marks, int start, int end)
    {
        var parts = new List<SnippetPart>();
        var at = start;
        if (start > 0) Add("… ", isMarked: false);
        foreach (var mark in marks.Where(mark => mark.Start >= start && mark.End <= end))
        {
            Add(text[at..mark.Start], isMarked: false);
            Add(text[mark.Start..mark.End], isMarked: true);
            at = mark.End;
        }

        Add(text[at..end], isMarked: false);
        if (end < text.Length) Add(" …", isMarked: false);
        return parts;

        void Add(string words, bool isMarked)
        {
            if (words.Length > 0) parts.Add(new SnippetPart(words, isMarked));
        }
    }

    /// <summary>The text without the marks, on one line, and where they were.</summary>
    private static (string Text, List<Mark> Marks) Read(string marked)
    {
        var text = new StringBuilder(marked.Length);
        var marks = new List<Mark>();
        var words = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var start = 0;
        foreach (var character in marked)
        {
            switch (character)
            {
                case SearchReader.MarkStart:
                    start = text.Length;
                    break;
                case SearchReader.MarkEnd:
                    var word = text.ToString(start, text.Length - start);
                    words.TryAdd(word, words.Count);
                    marks.Add(new Mark(start, text.Length, words[word]));
                    break;
                case '\n':
                    // Items of a list and cells of a table have no full stop.
                    text.Append(text.Length > 0 && text[^1] is '.' or '!' or '?' or ':' or ';' or ',' ? " " : "; ");
                    break;
                default:
                    text.Append(character);
                    break;
            }
        }

        return (text.ToString(), marks);
    }

    /// <summary>The stretch with the most different marked words, from the beginning of a sentence if one is near.</summary>
    private static (int Start, int End) Window(string text, List<Mark> marks)
    {
        var (best, most) = (0, -1);
        var inside = new HashSet<int>();
        for (var first = 0; first < marks.Count; first++)
        {
            inside.Clear();
            for (var next = first; next < marks.Count && marks[next].End <= marks[first].Start + Length - Lead; next++) inside.Add(marks[next].Word);
            if (inside.Count > most) (best, most) = (marks[first].Start, inside.Count);
        }

        var start = Math.Max(0, best - Lead);
        if (start > 0)
        {
            var sentence = text.AsSpan(start, best - start).LastIndexOf(". ");
            start = sentence >= 0 ? start + sentence + 2 : NextWord(text, start, best);
        }

        var end = Math.Min(text.Length, start + Length);
        if (end < text.Length)
        {
            var space = text.LastIndexOf(' ', end);
            if (space > best) end = space;
            // Not in the middle of a mark, nor of a character.
            foreach (var mark in marks)
                if (mark.Start < end && mark.End > end) end = mark.End;
            if (char.IsHighSurrogate(text[end - 1])) end--;
        }

        return (start, end);
    }

    private static int NextWord(string text, int start, int before)
    {
        var space = text.IndexOf(' ', start, before - start);
        return space >= 0 ? space + 1 : before;
    }

    /// <param name="Word">The same for each mark on the same word.</param>
    private readonly record struct Mark(int Start, int End, int Word);
}
