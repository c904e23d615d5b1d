using System.Globalization;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>AMA style (11th edition, 3.7): family name, then initials without full stops.</summary>
internal static class AmaNames
{
    private const int All = 6;
    private const int First = 3;

    /// <summary>Up to six names; if there are more, three and "et al".</summary>
    public static string Of(IReadOnlyList<AuthorName> listed, bool truncated = false)
    {
        var (count, shortened) = Named(listed, truncated);
        var authors = listed.Take(count).ToList();
        var names = "";
        for (var i = 0; i < authors.Count; i++)
        {
            // A group after people is separated by a semicolon.
            if (i > 0) names += authors[i].Literal is not null && authors[i - 1].Literal is null ? "; " : ", ";
            names += Of(authors[i]);
        }

        return shortened && names != "" ? $"{names}, et al" : names;
    }

    public static (int Count, bool IsShortened) Named(IReadOnlyList<AuthorName> listed, bool truncated = false) =>
        truncated || listed.Count > All ? (First, true) : (All, false);

    /// <summary>With particles, such as "van der Gaag"; null for a group.</summary>
    public static string? FamilyOf(AuthorName author)
    {
        if (author.Family is null) return null;
        return Join(" ", author.DroppingParticle, author.NonDroppingParticle, author.Family);
    }

    private static string Of(AuthorName author) =>
        author.Literal ?? Join(" ", FamilyOf(author), Initials(author.Given), author.Suffix?.TrimEnd('.'));

    private static string? Initials(string? given)
    {
        if (given is null) return null;
        var words = given.Split([' ', '\u00A0', '.', '-', '‐', '‑'], StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select(Initial));
    }

    // "Saad" becomes S; "ML" is initials already.
    private static string Initial(string word) =>
        word.Length <= 3 && word.All(char.IsUpper)
            ? word
            : StringInfo.GetNextTextElement(word).ToUpperInvariant();

    private static string Join(string separator, params string?[] parts) =>
        string.Join(separator, parts.Where(part => !string.IsNullOrEmpty(part)));
}
