using System.Globalization;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>In UTF-8, for biber, BibTeX, JabRef and Zotero.</summary>
/// <remarks>
/// BibTeX's own types and fields (Patashnik, BibTeXing, 1988) and the additions that all of these programs know: DOI, PMID, URL and the
/// like.
/// </remarks>
internal static class BibTex
{
    public static string Write(IEnumerable<Reference> references)
    {
        var keys = new BibTexKeys();
        return string.Join('\n', references.Select(reference => Entry(reference, keys.Next(reference.Id))));
    }

    private static string Entry(Reference reference, string key)
    {
        var type = TypeOf(reference);
        var fields = Fields(reference, type).Where(field => field.Value is { Length: > 0 }).Select(field => $"  {field.Name} = {field.Value},\n");
        return $"@{type}{{{key},\n{string.Concat(fields)}}}\n";
    }

    private static string TypeOf(Reference reference) => reference.Type switch
    {
        "article-journal" or "article-magazine" or "article-newspaper" or "review" or "review-book" => "article",
        // A preprint, unless it says where it has been published since.
        "article" => reference.ContainerTitle is not null && (reference.Volume ?? reference.Issue) is not null ? "article" : "misc",
        "report" => "techreport",
        "book" => "book",
        "chapter" or "entry" or "entry-encyclopedia" or "entry-dictionary" => "incollection",
        "paper-conference" => "inproceedings",
        "thesis" => reference.Text("genre")?.Contains("master", StringComparison.OrdinalIgnoreCase) == true ? "mastersthesis" : "phdthesis",
        "manuscript" => "unpublished",
        _ => "misc",
    };

    private static IEnumerable<(string Name, string? Value)> Fields(Reference reference, string type) =>
    [
        ("author", BibTexNames.Of(reference.Authors, reference.AuthorsTruncated)),
        ("editor", BibTexNames.Of(reference.Names("editor"))),
        ("title", BibTexText.Title(reference.MarkedUpTitle)),
        (WorkOf(type), BibTexText.Of(WorkIn(reference, type))),
        ("shortjournal", type == "article" && reference.ContainerTitle is not null ? BibTexText.Of(reference.ContainerTitleShort) : null),
        ("series", WorkOf(type) == "series" ? null : BibTexText.Of(reference.Text("collection-title"))),
        ("edition", BibTexText.Of(reference.Text("edition"))),
        (PublisherOf(type), BibTexText.Of(reference.Publisher)),
        ("address", BibTexText.Of(reference.Text("publisher-place"))),
        ("type", type is "techreport" or "phdthesis" or "mastersthesis" ? BibTexText.Of(reference.Text("genre")) : null),
        ("year", reference.Issued is { Year: var year } ? $"{{{year.ToString("0000")}}}" : null),
        ("month", reference.Issued?.Month is { } month ? MonthOf(month) : null),
        ("day", BibTexText.Of(reference.Issued?.Day?.ToString())),
        ("volume", BibTexText.Of(reference.Volume)),
        ("number", BibTexText.Of(reference.Issue ?? (type == "article" ? null : reference.Number))),
        ("pages", BibTexText.Of(reference.Page is { } pages ? PageRange.With(pages, "--") : null)),
        // An article without pages is identified by its number.
        ("eid", type == "article" && reference.Page is null ? BibTexText.Of(reference.Number) : null),
        ("doi", BibTexText.Verbatim(reference.Doi)),
        ("pmid", BibTexText.Of(reference.Pmid)),
        ("pmcid", BibTexText.Of(reference.Pmcid)),
        ("issn", BibTexText.Of(reference.Text("ISSN"))),
        ("isbn", BibTexText.Of(reference.Text("ISBN"))),
        ("url", BibTexText.Verbatim(reference.Url)),
        ("urldate", BibTexText.Of(reference.Accessed?.ToString())),
        ("language", BibTexText.Of(reference.Text("language"))),
        ("keywords", BibTexText.Of(reference.Evidence)),
        ("note", BibTexText.Of(NoteOf(reference))),
    ];

    private static string WorkOf(string type) => type switch
    {
        "article" => "journal",
        "incollection" or "inproceedings" => "booktitle",
        "book" or "techreport" => "series",
        _ => "howpublished",
    };

    private static string? WorkIn(Reference reference, string type) => reference.ContainerTitle ?? type switch
    {
        "article" => reference.ContainerTitleShort,
        "inproceedings" => reference.Text("event-title") ?? reference.Text("event"),
        // The server of a preprint or the repository of a data set: styles print no publisher here.
        "misc" => reference.Publisher,
        _ => null,
    };

    private static string PublisherOf(string type) => type switch
    {
        "techreport" => "institution",
        "phdthesis" or "mastersthesis" => "school",
        _ => "publisher",
    };

    // Month names are macros that every style translates, so they have no braces.
    private static string MonthOf(int month) => CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month).ToLowerInvariant();

    private static string NoteOf(Reference reference) => string.Join(' ', new[]
    {
        NoticeText.Words(reference),
        reference.Updated is { } updated ? $"Updated {AmaStyle.DateOf(updated)}" : reference.Text("note"),
    }.OfType<string>());
}

internal sealed class BibTexKeys
{
    /// <summary>BibTeX ignores case in keys.</summary>
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Without characters that BibTeX, biber or JabRef reject, and with a number if the key is taken.</summary>
    public string Next(string id)
    {
        var plain = id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or ':' or '.' or '+') ? id : PlainKey.Of(id);
        if (plain.Length == 0) plain = "paper";
        var key = plain;
        for (var number = 2; !_taken.Add(key); number++) key = $"{plain}-{number}";
        return key;
    }
}

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
