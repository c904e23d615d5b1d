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

    /// <summary>The words that are marked, each once.</summary>
    public static HashSet<string> MarkedWords(string marked, SearchLanguage language)
    {
        if (!marked.Contains(SearchReader.MarkStart, StringComparison.Ordinal)) return [];
        var (text, marks) = Read(marked);
        return [.. marks.SelectMany(mark => SearchWords.In(text[mark.Start..mark.End])).Select(SearchLanguage.Fold).Select(language.Stem)];
    }

    /// <summary>The text without the marks, on one line, and where they were.</summary>
    private static (string Text, List<(int Start, int End)> Marks) Read(string marked)
    {
        var text = new StringBuilder(marked.Length);
        var marks = new List<(int Start, int End)>();
        var start = 0;
        foreach (var character in marked)
        {
            switch (character)
            {
                case SearchReader.MarkStart:
                    start = text.Length;
                    break;
                case SearchReader.MarkEnd:
                    marks.Add((start, text.Length));
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
    private static (int Start, int End) Window(string text, List<(int Start, int End)> marks)
    {
        var (best, most) = (0, -1);
        foreach (var first in marks)
        {
            var inside = marks.Where(mark => mark.Start >= first.Start && mark.End <= first.Start + Length - Lead).Select(mark => text[mark.Start..mark.End].ToLowerInvariant()).Distinct().Count();
            if (inside > most) (best, most) = (first.Start, inside);
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
}
