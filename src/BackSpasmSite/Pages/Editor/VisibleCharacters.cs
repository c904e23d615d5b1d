namespace BackSpasmSite.Pages.Editor;

/// <summary>Shows characters that are invisible or reverse the direction of the text.</summary>
internal static class VisibleCharacters
{
    public static string Of(string text) => text.Any(IsHidden) ? string.Concat(text.Select(Shown)) : text;

    private static string Shown(char character) => character switch
    {
        _ when !IsHidden(character) => character.ToString(),
        // Unicode has a symbol for each of these.
        < ' ' => ((char)('\u2400' + character)).ToString(),
        '\u007F' => "\u2421",
        _ => $"‹U+{((int)character).ToString("X4")}›",
    };

    /// <summary>Not the joiners and the two simple direction marks, which some languages need.</summary>
    private static bool IsHidden(char character) => character
        is (< ' ' and not ('\n' or '\t'))
        or (>= '\u007F' and < '\u00A0')
        or (>= '\u202A' and <= '\u202E')
        or (>= '\u2060' and <= '\u206F')
        or '\u200B' or '\uFEFF' or '\u2028' or '\u2029';
}
