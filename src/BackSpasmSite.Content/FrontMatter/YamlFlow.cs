using System.Text;
using YamlDotNet.RepresentationModel;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>A list in brackets, or keys and values in braces, without the parts that can't be read.</summary>
/// <param name="Mended">The text up to its end, with the same number of lines.</param>
/// <param name="At">The offset of the first mistake.</param>
internal sealed record YamlFlow(string Mended, int End, int At, string Error)
{
    private const int DeepestRepair = 4;

    private const string Unreadable = "This part can't be read.", NotClosed = "The bracket or brace opened here is not closed.",
        Comment = "Everything from # on is lost, because YAML treats it as a comment. Put the value with the # in quotation marks.";

    /// <param name="text">A key and its value, or an item.</param>
    public static YamlFlow Repair(string text, int open)
    {
        var (body, end, at, error) = Parts(text, open, depth: 0);
        return new YamlFlow(text[..open] + body, end, error is null ? end : at, error ?? Unreadable);
    }

    private static (string Mended, int End, int At, string? Error) Parts(string text, int open, int depth)
    {
        var (isMapping, close) = text[open] == '{' ? (true, '}') : (false, ']');
        var mended = new StringBuilder().Append(text[open]);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var (at, error, count) = (open, (string?)null, 0);
        for (var begin = open + 1; ;)
        {
            var (end, comment) = EndOfPart(text, begin);
            if (comment >= 0 && error is null) (at, error) = (comment, Comment);
            var part = text[begin..(comment >= 0 ? comment : end)];
            if (part.Trim().Length > 0)
            {
                var readable = Readable(part, isMapping, depth);
                if (readable != part && error is null) (at, error) = (begin + part.Length - part.TrimStart().Length, Unreadable);
                var key = isMapping ? readable?.Split(':')[0].Trim(' ', '\n', '"', '\'') : null;
                if (readable is not null && (key is null || keys.Add(key)))
                    mended.Append(count++ > 0 ? "," : "").Append(readable);
                else
                    mended.Append(Lines(part));
            }
            else
            {
                mended.Append(Lines(part));
            }

            if (comment >= 0) mended.Append(Lines(text[comment..end]));
            if (end == text.Length || text[end] is '}' or ']')
            {
                if (end == text.Length && error is null) (at, error) = (open, NotClosed);
                return (mended.Append(close).ToString(), Math.Min(end + 1, text.Length), at, error);
            }

            begin = end + 1;
        }
    }

    /// <summary>Unchanged, without the broken parts of nested brackets, or repaired; null if none of these can be read.</summary>
    private static string? Readable(string part, bool isMapping, int depth)
    {
        if (Reads(part, isMapping)) return part;
        if (depth < DeepestRepair && part.AsSpan().IndexOfAny('{', '[') is var open and >= 0 && Parts(part, open, depth + 1) is var inner &&
            inner.Mended[^1] == part[inner.End - 1] && string.IsNullOrWhiteSpace(part[inner.End..]) && part[..open] + inner.Mended + Lines(part[inner.End..]) is var mended &&
            Reads(mended, isMapping)) return mended;
        return !part.Contains('\n', StringComparison.Ordinal) && YamlLine.Read(part).Explain() is { } mistake && Reads(mistake.Mended, isMapping) ? mistake.Mended : null;
    }

    private static bool Reads(string part, bool isMapping) => YamlReader.Parse(isMapping ? $"{{{part}\n}}" : $"[{part}\n]").Root is
        YamlMappingNode { Children.Count: 1 } or YamlSequenceNode { Children.Count: 1 };

    /// <summary>The offset of the next comma or closing bracket, and of a comment that takes the rest of the text, or -1.</summary>
    private static (int End, int Comment) EndOfPart(string text, int begin)
    {
        var (depth, before) = (0, ',');
        for (var i = begin; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"' or '\'' when before is ',' or ':' or '{' or '[' && EndOfQuote(text, i) is var end and > 0:
                    i = end;
                    break;
                case '{' or '[':
                    depth++;
                    break;
                case '}' or ']' when depth-- == 0:
                case ',' when depth == 0:
                    return (i, -1);
                case '#' when text[i - 1] is ' ' or '\t' or '\n':
                    if (text.IndexOf('\n', i) is var next && next < 0) return (text.Length, i);
                    i = next;
                    break;
            }

            if (!char.IsWhiteSpace(text[i])) before = text[i];
        }

        return (text.Length, -1);
    }

    private static int EndOfQuote(string text, int open)
    {
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && text[open] == '"') i++;
            else if (text[i] == text[open]) return i;
        }

        return -1;
    }

    private static string Lines(string part) => new('\n', part.AsSpan().Count('\n'));
}
