using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Files;

/// <summary>
/// Removes characters that readers can't see but that change what they see: control characters, overrides of the reading direction,
/// byte-order marks inside a text, noncharacters. Each is reported, because words or numbers around it may have been joined. The marks
/// U+200E, U+200F and U+061C and the joiners stay: some scripts need them.
/// </summary>
internal static partial class UnprintableCharacters
{
    /// <summary>Only the character is lost, so this error keeps neither a field nor an article from readers.</summary>
    public const string InTextCode = "ART029";

    /// <summary>A file with more of them is not a text, and the author has seen what is wrong.</summary>
    private const int MostTold = 50;

    /// <summary>Positions in the result still refer to the file's own columns.</summary>
    public static SourceText Remove(string path, string text, ICollection<Diagnostic> diagnostics)
    {
        var found = path.EndsWith(".json", StringComparison.Ordinal) ? InJson() : InText();
        var file = new SourceText(path, text);
        int[]? origin = null;
        // Removing one can leave another, so repeat.
        for (var told = 0; ;)
        {
            var matches = found.Matches(text).Where(match => CodePoint(match) is not null).ToList();
            if (matches.Count == 0) return origin is null ? file : new SourceText(path, text, origin);
            foreach (var match in matches)
            {
                if (++told <= MostTold) diagnostics.Add(Told(file, origin?[match.Index] ?? match.Index, CodePoint(match)!.Value));
                else if (told == MostTold + 1) diagnostics.Add(More(file, origin?[match.Index] ?? match.Index));
            }

            (text, origin) = Without(text, matches, origin);
        }
    }

    /// <summary>Also returns the first character that was removed.</summary>
    public static (string Text, int? First) RemoveFrom(string value)
    {
        int? first = null;
        while (InText().Matches(value).FirstOrDefault(match => CodePoint(match) is not null) is { } match)
        {
            first ??= CodePoint(match);
            value = value.Remove(match.Index, match.Length);
        }

        return (value, first);
    }

    public static string Message(int codePoint) =>
        $"Here is {Name(codePoint)}, which readers can’t see. It is left out. Delete it, check the text around it, and type what is missing.";

    private static Diagnostic Told(SourceText file, int offset, int codePoint) => file.Error(offset, Code(file), Message(codePoint));

    private static Diagnostic More(SourceText file, int offset) => file.Error(offset, Code(file),
        "There are more characters from here on that readers can’t see. Check that this is the right file.");

    private static string Code(SourceText file) => file.Path == "references.json" ? "REF010" : InTextCode;

    private static string Name(int codePoint)
    {
        var number = codePoint.ToString("X4");
        return codePoint switch
        {
            0 => $"the null character (U+{number})",
            0x0C => $"a form feed (U+{number})",
            0x1B => $"an escape character (U+{number})",
            0x85 => $"a “next line” character (U+{number})",
            < 0x20 or (>= 0x7F and <= 0x9F) => $"a control character (U+{number})",
            (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => $"a character that turns the reading direction around (U+{number})",
            0xFEFF => $"a byte-order mark inside the text (U+{number})",
            >= 0xD800 and <= 0xDFFF => $"half of a character (U+{number})",
            _ => $"a number that is no character (U+{number})",
        };
    }

    private static (string Text, int[] Origin) Without(string text, List<Match> matches, int[]? origin)
    {
        var kept = new StringBuilder(text.Length);
        var origins = new List<int>(text.Length + 1);
        var at = 0;
        foreach (var match in matches)
        {
            Keep(match.Index);
            at = match.Index + match.Length;
        }

        Keep(text.Length);
        origins.Add(origin?[text.Length] ?? text.Length);
        return (kept.ToString(), [.. origins]);

        void Keep(int end)
        {
            kept.Append(text, at, end - at);
            for (var i = at; i < end; i++) origins.Add(origin?[i] ?? i);
        }
    }

    /// <summary>Null for a character that may stay.</summary>
    private static int? CodePoint(Match match)
    {
        int? number = match.Groups["hex"] is { Success: true } hex ? int.Parse(hex.ValueSpan, NumberStyles.HexNumber)
            : match.Groups["decimal"] is { Success: true } digits ? int.Parse(digits.ValueSpan)
            : match.Groups["escape"] is { Success: true } escape ? Escaped(escape.ValueSpan)
            : match.Length == 2 ? char.ConvertToUtf32(match.Value, 0)
            : match.Value[0];
        return number is { } character && Is(character) ? character : null;
    }

    private static int? Escaped(ReadOnlySpan<char> escape) => escape switch
    {
        "b" => 8,
        "f" => 12,
        ['u', .. var digits] when int.TryParse(digits, NumberStyles.HexNumber, null, out var number) && number is < 0xD800 or > 0xDFFF => number,
        // The JSON reader reports unpaired surrogates; most belong to a pair.
        _ => null,
    };

    private static bool Is(int character) => character switch
    {
        '\t' or '\n' or '\r' => false,
        < 0x20 or (>= 0x7F and <= 0x9F) or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF => true,
        (>= 0xD800 and <= 0xDFFF) or (>= 0xFDD0 and <= 0xFDEF) => true,
        _ => (character & 0xFFFE) == 0xFFFE && character <= 0x10FFFF,
    };

    private const string Characters = @"[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFDD0-\uFDEF\uFEFF\uFFFE\uFFFF]" +
        @"|[\uD83F\uD87F\uD8BF\uD8FF\uD93F\uD97F\uD9BF\uD9FF\uDA3F\uDA7F\uDABF\uDAFF\uDB3F\uDB7F\uDBBF\uDBFF][\uDFFE\uDFFF]" +
        @"|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])";

    /// <summary>A caption is decoded twice, as a title and as Markdown, so <c>&amp;amp;#x202e;</c> counts too.</summary>
    private const string Entities = "(?:amp;)*#(?:[xX](?<hex>[0-9a-fA-F]{1,6})|(?<decimal>[0-9]{1,7}));";

    [GeneratedRegex($"{Characters}|&{Entities}", RegexOptions.CultureInvariant)]
    private static partial Regex InText();

    /// <summary>Matches every escape, so that the second half of <c>\\</c> does not begin another.</summary>
    [GeneratedRegex($@"{Characters}|(?:&|\\u0026){Entities}|\\(?<escape>u[0-9a-fA-F]{{4}}|.)", RegexOptions.CultureInvariant)]
    private static partial Regex InJson();
}
