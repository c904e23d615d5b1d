namespace BackSpasmSite.Accounts;

/// <summary>A code as somebody typed it, who may read it off in groups and in small letters.</summary>
/// <param name="Text">As it was given out.</param>
/// <param name="IsOneTime">Whether it is from an app; otherwise it is a recovery code.</param>
internal readonly record struct TypedCode(string Text, bool IsOneTime)
{
    public static TypedCode Of(string typed)
    {
        var text = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return text is { Length: 6 } && text.All(char.IsAsciiDigit) ? new TypedCode(text, IsOneTime: true)
            : text is { Length: 10 } ? new TypedCode($"{text[..5]}-{text[5..]}", IsOneTime: false)
            : new TypedCode(text, IsOneTime: false);
    }
}
