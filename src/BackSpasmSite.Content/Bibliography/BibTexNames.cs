namespace BackSpasmSite.Content.Bibliography;

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
