using System.Text;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>Text as the value of a BibTeX field, in braces: letters as they are, and what TeX would take for a command escaped.</summary>
internal static class BibTexText
{
    /// <summary>Null for no text.</summary>
    public static string? Of(string? text) => string.IsNullOrWhiteSpace(text) ? null : $"{{{Escaped(text)}}}";

    /// <summary>
    /// A title, with its italics and the like as commands of LaTeX, and with braces around words whose capitals must stay: many
    /// styles make every letter small but the first.
    /// </summary>
    public static string Title(RichText title)
    {
        var (whole, isFirst) = (title.Plain, true);
        var written = title.Write(Marked, words =>
        {
            var text = Protected(words, whole, isFirst);
            isFirst = false;
            return text;
        });
        return $"{{{string.Join(' ', written.Split(' ', StringSplitOptions.RemoveEmptyEntries))}}}";
    }

    private static string Marked(RichText.Mark mark, string inner) => mark switch
    {
        RichText.Mark.Italic => $"\\textit{{{inner}}}",
        RichText.Mark.Bold => $"\\textbf{{{inner}}}",
        RichText.Mark.Subscript => $"\\textsubscript{{{inner}}}",
        RichText.Mark.Superscript => $"\\textsuperscript{{{inner}}}",
        RichText.Mark.SmallCapitals => $"\\textsc{{{inner}}}",
        // Two pairs around a command, as below.
        _ => inner.StartsWith('\\') ? $"{{{{{inner}}}}}" : $"{{{inner}}}",
    };

    /// <summary>
    /// A word that would begin with a command gets two pairs, because <c>{\</c> begins what BibTeX calls a special character,
    /// whose letters it does change (BibTeXing, 3.2).
    /// </summary>
    private static string Protected(string words, string whole, bool isFirst)
    {
        var kept = Words(words).Select((word, index) =>
        {
            var escaped = Escaped(word, whole);
            if (!word.Skip(isFirst && index == 0 ? 1 : 0).Any(char.IsUpper)) return escaped;
            return escaped.StartsWith('\\') ? $"{{{{{escaped}}}}}" : $"{{{escaped}}}";
        });
        var text = string.Join(' ', kept);
        // The spaces at its ends divide it from what is set off.
        return $"{(IsSpace(words.FirstOrDefault('x')) ? " " : "")}{text}{(text.Length > 0 && IsSpace(words.LastOrDefault('x')) ? " " : "")}";
    }

    /// <summary>
    /// A DOI or an address, in which commands are not read: as it is, but for what would end the field. Null for none.
    /// </summary>
    public static string? Verbatim(string? address) => address is null
        ? null
        : $"{{{address.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal).Replace("\\", "%5C", StringComparison.Ordinal)}}}";

    /// <summary>The text with single spaces, without the braces around it.</summary>
    /// <param name="text">What to write.</param>
    /// <param name="field">All of the field it is a part of, where it is one.</param>
    public static string Escaped(string text, string? field = null)
    {
        var balanced = AreBalanced(field ?? text);
        var escaped = new StringBuilder();
        foreach (var character in string.Join(' ', Words(text)))
        {
            _ = character switch
            {
                '&' or '%' or '$' or '#' or '_' => escaped.Append('\\').Append(character),
                // Readers count braces, also escaped ones: one without its partner would end the field, or the file.
                '{' or '}' when balanced => escaped.Append('\\').Append(character),
                '{' => escaped.Append(@"{\textbraceleft}"),
                '}' => escaped.Append(@"{\textbraceright}"),
                // In some fonts of TeX other signs have their places; in mathematics they are themselves.
                '<' or '>' or '|' => escaped.Append('$').Append(character).Append('$'),
                '~' => escaped.Append(@"{\textasciitilde}"),
                '^' => escaped.Append(@"{\textasciicircum}"),
                '\\' => escaped.Append(@"{\textbackslash}"),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }

    private static bool AreBalanced(string text)
    {
        var open = 0;
        foreach (var character in text)
        {
            if (character == '{') open++;
            if (character == '}' && --open < 0) return false;
        }

        return open == 0;
    }

    private static string[] Words(string text) =>
        string.Concat(text.Select(c => IsSpace(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsSpace(char c) => (char.IsWhiteSpace(c) && c != '\u00A0') || char.IsControl(c);
}

/// <summary>Names as BibTeX reads them: <c>von Last, Jr, First</c>, with <c>and</c> between two people (BibTeXing, 4).</summary>
internal static class BibTexNames
{
    /// <summary>The value of a field, in braces; null without a name.</summary>
    /// <param name="names">People and groups.</param>
    /// <param name="truncated">Whether there are more, for which BibTeX has the name <c>others</c>.</param>
    public static string? Of(IReadOnlyList<AuthorName> names, bool truncated = false) =>
        names.Count == 0 ? null : $"{{{string.Join(" and ", names.Select(Of).Concat(truncated ? ["others"] : []))}}}";

    private static string Of(AuthorName name)
    {
        // In braces a group is one name, whatever words and commas it has.
        if (name.Literal is { } group) return $"{{{BibTexText.Escaped(group)}}}";
        var family = Family(AmaNames.FamilyOf(name)!);
        string?[] parts = name.Given is null && name.Suffix is null ? [family] : [family, Whole(name.Suffix), Whole(name.Given) ?? "{}"];
        var written = string.Join(", ", parts.OfType<string>());
        // Without a comma the last word would be the family name.
        return parts.Length == 1 && written.Contains(' ') && !written.StartsWith('{') ? $"{{{written}}}" : written;
    }

    /// <summary>
    /// BibTeX takes the words up to the last that begins with a small letter for particles (“van der”). Where another word
    /// stands before or after such a one, as in “García y Vega”, braces keep the name together.
    /// </summary>
    private static string Family(string family)
    {
        var words = family.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var particles = words.TakeWhile(IsSmall).Count();
        // A name in small letters only is no particle.
        if (particles == words.Length) return Whole(family, always: words.Length > 1)!;
        var last = string.Join(' ', words[particles..]);
        return string.Join(' ', words[..particles].Append(Whole(last, always: words[particles..].Any(IsSmall))));
    }

    /// <summary>A part of a name; in braces where it holds what would divide it. Null for none.</summary>
    private static string? Whole(string? part, bool always = false)
    {
        if (part is null) return null;
        var divides = part.Contains(',') || part.Split(' ').Contains("and", StringComparer.OrdinalIgnoreCase);
        return always || divides ? $"{{{BibTexText.Escaped(part)}}}" : BibTexText.Escaped(part);
    }

    private static bool IsSmall(string word) => char.IsLower(word.FirstOrDefault(char.IsLetter));
}
