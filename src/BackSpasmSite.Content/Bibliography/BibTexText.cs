namespace BackSpasmSite.Content.Bibliography;

/// <summary>In braces, with TeX's special characters escaped.</summary>
internal static class BibTexText
{
    public static string? Of(string? text) => string.IsNullOrWhiteSpace(text) ? null : $"{{{Escaped(text)}}}";

    /// <summary>
    /// Formatting becomes LaTeX commands. Words whose capitals must stay are in braces, because many styles print all letters but the first in
    /// lower case.
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
        // Two pairs around a command: see Protected.
        _ => inner.StartsWith('\\') ? $"{{{{{inner}}}}}" : $"{{{inner}}}",
    };

    /// <summary>
    /// A word that begins with a command gets two pairs: <c>{\</c> begins what BibTeX calls a special character, whose case it does change
    /// (BibTeXing, 3.2).
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
        // Leading and trailing spaces separate it from formatted text.
        return $"{(IsSpace(words.FirstOrDefault('x')) ? " " : "")}{text}{(text.Length > 0 && IsSpace(words.LastOrDefault('x')) ? " " : "")}";
    }

    /// <summary>For a DOI or URL, in which commands are not interpreted: escapes only what would end the field.</summary>
    public static string? Verbatim(string? address) => address is null
        ? null
        : $"{{{address.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal).Replace("\\", "%5C", StringComparison.Ordinal)}}}";

    /// <summary>With single spaces and without enclosing braces.</summary>
    /// <param name="field">The whole field, if the text is only part of it.</param>
    public static string Escaped(string text, string? field = null)
    {
        var balanced = AreBalanced(field ?? text);
        return string.Concat(string.Join(' ', Words(text)).Select(character => character switch
        {
            '&' or '%' or '$' or '#' or '_' => $@"\{character}",
            // Parsers count even escaped braces: an unmatched one would end the field, or the file.
            '{' or '}' when balanced => $@"\{character}",
            '{' => @"{\textbraceleft}",
            '}' => @"{\textbraceright}",
            // In some TeX fonts these positions hold other characters; in math mode they are correct.
            '<' or '>' or '|' => $"${character}$",
            '~' => @"{\textasciitilde}",
            '^' => @"{\textasciicircum}",
            '\\' => @"{\textbackslash}",
            _ => character.ToString(),
        }));
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

/// <summary><c>von Last, Jr, First</c>, with <c>and</c> between people (BibTeXing, 4).</summary>
internal static class BibTexNames
{
    /// <param name="truncated">There are more authors; BibTeX uses the name <c>others</c>.</param>
    public static string? Of(IReadOnlyList<AuthorName> names, bool truncated = false) =>
        names.Count == 0 ? null : $"{{{string.Join(" and ", names.Select(Of).Concat(truncated ? ["others"] : []))}}}";

    private static string Of(AuthorName name)
    {
        // In braces a group is one name, whatever words and commas it contains.
        if (name.Literal is { } group) return $"{{{BibTexText.Escaped(group)}}}";
        var family = Family(AmaNames.FamilyOf(name)!);
        string?[] parts = name.Given is null && name.Suffix is null ? [family] : [family, Whole(name.Suffix), Whole(name.Given) ?? "{}"];
        var written = string.Join(", ", parts.OfType<string>());
        // Without a comma the last word would be the family name.
        return parts.Length == 1 && written.Contains(' ') && !written.StartsWith('{') ? $"{{{written}}}" : written;
    }

    /// <summary>
    /// BibTeX takes everything up to the last lower-case word for particles (“van der”). If other words come before or after such a word, as
    /// in “García y Vega”, braces keep the name together.
    /// </summary>
    private static string Family(string family)
    {
        var words = family.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var particles = words.TakeWhile(IsSmall).Count();
        // In an all-lower-case name nothing is a particle.
        if (particles == words.Length) return Whole(family, always: words.Length > 1)!;
        var last = string.Join(' ', words[particles..]);
        return string.Join(' ', words[..particles].Append(Whole(last, always: words[particles..].Any(IsSmall))));
    }

    private static string? Whole(string? part, bool always = false)
    {
        if (part is null) return null;
        var divides = part.Contains(',') || part.Split(' ').Contains("and", StringComparer.OrdinalIgnoreCase);
        return always || divides ? $"{{{BibTexText.Escaped(part)}}}" : BibTexText.Escaped(part);
    }

    private static bool IsSmall(string word) => char.IsLower(word.FirstOrDefault(char.IsLetter));
}
