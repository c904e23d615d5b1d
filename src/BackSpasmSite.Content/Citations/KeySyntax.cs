using System.Globalization;
using System.Text;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content.Citations;

/// <summary>
/// <c>[@french-2006]</c> or <c>[@french-2006; @dahm-2010]</c>, a part of Pandoc's syntax. Independent of Markdown and of the bibliography.
/// Citations.md has the rule and examples.
/// </summary>
internal static class KeySyntax
{
    /// <summary>Pandoc allows these inside a key, and &lt; and &gt; too. Other ids are written in braces.</summary>
    private const string InnerSigns = "_:.#$%&-+?~/";

    /// <summary>A longer group is text, so that a text full of brackets takes linear time.</summary>
    public const int LongestGroup = 2000;

    /// <summary>Null for plain text.</summary>
    public static KeyGroup? Read(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, LongestGroup)];
        if (text is not ['[', ..] || !text.Contains(']')) return null;
        return Supported(text) ?? Unsupported(text);
    }

    /// <summary>For a key without brackets; leaves out a full stop that ends the sentence. Empty for none.</summary>
    public static string ReadBare(ReadOnlySpan<char> text)
    {
        var at = 1;
        return text is ['@', not '{', ..] && ReadKey(text, ref at) is { } key ? key.TrimEnd(InnerSigns.ToCharArray()) : "";
    }

    /// <summary>As written after <c>[</c>; null for an id that no citation can name.</summary>
    public static string? Write(string id) => new[] { $"@{id}", $"@{{{id}}}" }.FirstOrDefault(written => Read($"[{written}]") is { Flaw: KeyError.None, Keys: [var key] } && key == id);

    private static KeyGroup? Supported(ReadOnlySpan<char> text)
    {
        var keys = new List<string>();
        var (at, lineBreaks) = (1, 0);
        while (true)
        {
            if (!SkipSpace(text, ref at, ref lineBreaks) || at >= text.Length || text[at++] != '@') return null;
            if (ReadKey(text, ref at) is not { } key) return null;
            keys.Add(key);
            if (!SkipSpace(text, ref at, ref lineBreaks) || at >= text.Length) return null;
            var next = text[at++];
            if (next == ']')
            {
                // An array, as small as it can be: an edition keeps those of all its articles.
                string[] distinct = [.. keys.Distinct(StringComparer.Ordinal)];
                return new KeyGroup(at, distinct, KeyError.None);
            }

            if (next != ';') return null;
        }
    }

    // Moves behind the key; null if there is none.
    private static string? ReadKey(ReadOnlySpan<char> text, ref int at)
    {
        var start = at;
        if (at < text.Length && text[at] == '{')
        {
            var end = text[at..].IndexOfAny("}\n\r|\\");
            if (end < 2 || text[at + end] != '}' || text[(at + 1)..(at + end)].ContainsAny("{[]")) return null;
            at += end + 1;
            return Normalized(text[(start + 1)..(at - 1)]);
        }

        if (at >= text.Length || !(char.IsLetterOrDigit(text[at]) || text[at] == '_' || char.IsSurrogate(text[at]))) return null;
        while (at < text.Length && IsOfKey(text[at])) at++;
        return Normalized(text[start..at]);
    }

    private static bool IsOfKey(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || InnerSigns.Contains(c, StringComparison.Ordinal) ||
        CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string Normalized(ReadOnlySpan<char> key) => SharedText.Of(UnicodeText.Normalized(key.ToString(), NormalizationForm.FormC));

    // False after a second line break, and after one that Markdown prints.
    private static bool SkipSpace(ReadOnlySpan<char> text, ref int at, ref int lineBreaks)
    {
        for (; at < text.Length && text[at] is ' ' or '\t' or '\u00A0' or '\r' or '\n'; at++)
        {
            if (text[at] is '\r' && at + 1 < text.Length && text[at + 1] is '\n') continue;
            if (text[at] is '\n' or '\r' && (++lineBreaks > 1 || text[..at].TrimEnd('\r').EndsWith("  "))) return false;
        }

        return true;
    }

    /// <summary>Pandoc would read it, or nearly: it has a key, and something that is not supported.</summary>
    private static KeyGroup? Unsupported(ReadOnlySpan<char> text)
    {
        var end = text[1..].IndexOfAny('[', ']') + 1;
        if (end == 0 || text[end] == '[' || text[end - 1] == '\\') return null;
        var inside = text[1..end];
        if (inside.IndexOf("\n\n") >= 0) return null;
        var first = FirstKey(inside);
        return first < 0 ? null : new KeyGroup(end + 1, [], ErrorOf(inside, first));
    }

    private static KeyError ErrorOf(ReadOnlySpan<char> inside, int first)
    {
        if (inside[..first].Trim() is "-" || inside.IndexOf("-@") >= 0) return KeyError.WithoutAuthor;
        if (!inside[..first].Trim(" \t\u00A0\r\n;").IsEmpty) return KeyError.WordsBefore;
        var at = first + 1;
        _ = ReadKey(inside, ref at);
        var rest = inside[at..];
        if (rest.IsWhiteSpace() || rest.TrimStart() is [';', ..])
        {
            // The mistake is in a later item, or between two.
            var items = rest.ToString().Split(';', StringSplitOptions.TrimEntries);
            if (first > 0 && inside[..first].Contains(';')) return KeyError.EmptyItem;
            foreach (var item in items.Skip(1))
            {
                if (item.Length == 0) return KeyError.EmptyItem;
                var key = FirstKey(item);
                if (key < 0) return KeyError.WordsAfter;
                if (key > 0) return KeyError.WordsBefore;
                var end = 1;
                if (ReadKey(item, ref end) is null || end < item.Length) return AfterKey(item.AsSpan(end));
            }

            return KeyError.LineBreaks;
        }

        return AfterKey(rest);
    }

    private static KeyError AfterKey(ReadOnlySpan<char> rest) =>
        rest.TrimStart() is [',', .. var other] && other.TrimStart() is ['@', ..] ? KeyError.Comma : KeyError.WordsAfter;

    /// <summary>The first <c>@</c> that begins a key, and so is not part of an e-mail address; -1 for none.</summary>
    private static int FirstKey(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = at + 1;
            if (text[at] == '@' && (at == 0 || !(char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '\\' or '.' or '_')) && ReadKey(text, ref next) is not null) return at;
        }

        return -1;
    }
}

internal enum KeyError
{
    None,

    /// <summary><c>[@a, p. 12]</c> or <c>[@a for example]</c></summary>
    WordsAfter,

    /// <summary><c>[see @a]</c></summary>
    WordsBefore,

    /// <summary><c>[-@a]</c></summary>
    WithoutAuthor,

    /// <summary><c>[@a, @b]</c></summary>
    Comma,

    /// <summary><c>[@a;]</c></summary>
    EmptyItem,

    /// <summary>More than one line break, or one that Markdown prints.</summary>
    LineBreaks,

    /// <summary><c>@a</c> without brackets.</summary>
    NoBrackets,
}

/// <param name="Length">In characters, both brackets included.</param>
/// <param name="Keys">Each once, in order, in Unicode NFC; empty if there is a flaw.</param>
internal sealed record KeyGroup(int Length, IReadOnlyList<string> Keys, KeyError Flaw);
