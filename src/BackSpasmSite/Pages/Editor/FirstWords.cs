namespace BackSpasmSite.Pages.Editor;

/// <summary>Enough of a text to know it again.</summary>
internal static class FirstWords
{
    private const int Most = 200;

    /// <summary>The text, cut at a space where it is long.</summary>
    public static string Of(string text)
    {
        if (text.Length <= Most) return text;
        var end = text.LastIndexOfAny([' ', '\n'], Most) is var space and > Most / 2 ? space : Most;
        return $"{text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)]} …";
    }
}
