using System.Text.Json;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>Reads a name of CSL-JSON.</summary>
internal static class AuthorReader
{
    /// <summary>The author, or null when it is no object, has parts that are no text, or no name at all.</summary>
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
