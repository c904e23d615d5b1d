using System.Collections.Frozen;
using System.Text.Json;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>A person's name in CSL's parts or, as <paramref name="Literal"/>, a group's.</summary>
internal sealed record AuthorName(
    string? Family = null,
    string? Given = null,
    string? NonDroppingParticle = null,
    string? DroppingParticle = null,
    string? Suffix = null,
    string? Literal = null)
{
    private static readonly FrozenSet<string> Titles = FrozenSet.ToFrozenSet(["Dr", "Prof", "Professor", "Mr", "Mrs", "Ms", "Miss"]);

    /// <summary>As spoken: "Wendelien H van der Gaag".</summary>
    public string FullName => Literal ?? string.Join(' ',
        new[] { Given, DroppingParticle, NonDroppingParticle, Family, Suffix }.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>
    /// BibTeX's rule (BibTeXing, 4): the last word is the family name, with the lower-case words before it. Titles and anything after a comma
    /// (“MD”) are dropped; a single word stays whole.
    /// </summary>
    public static AuthorName OfFullName(string name)
    {
        var words = name.Split(',')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipWhile(word => Titles.Contains(word.TrimEnd('.'))).ToList();
        if (words.Count < 2) return new AuthorName(Literal: words.Count == 1 ? words[0] : name);
        var particle = words.FindIndex(1, word => char.IsLower(word[0]));
        var family = particle < 0 ? words.Count - 1 : particle;
        return new AuthorName(string.Join(' ', words[family..]), string.Join(' ', words[..family]));
    }
}

internal static class AuthorReader
{
    /// <summary>Null if it is not an object, has parts that are not text, or no name at all.</summary>
    public static AuthorName? Read(JsonElement author)
    {
        if (author.ValueKind != JsonValueKind.Object) return null;
        string[] parts = ["family", "given", "non-dropping-particle", "dropping-particle", "suffix", "literal"];
        if (parts.Any(part => author.TryGetProperty(part, out var value)
            && value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))) return null;

        var name = new AuthorName(
            Text(author, "family"),
            Text(author, "given"),
            Text(author, "non-dropping-particle"),
            Text(author, "dropping-particle"),
            Text(author, "suffix"),
            Text(author, "literal"));
        return name.Family is null && name.Literal is null ? null : name;
    }

    private static string? Text(JsonElement author, string part) =>
        author.TryGetProperty(part, out var value) && value.GetString()?.Trim() is { Length: > 0 } text ? RichText.WordsOf(text) : null;
}
