using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content;

/// <summary>The last part of an article's or page's address, and its file name: <c>[a-z0-9]+(-[a-z0-9]+)*</c>.</summary>
internal readonly partial record struct Slug : IComparable<Slug>
{
    private readonly string? _value;

    private Slug(string value) => _value = value;

    public static bool TryParse(string text, out Slug slug)
    {
        var valid = IsValid(text);
        slug = valid ? new Slug(text) : default;
        return valid;
    }

    /// <summary>Not a regular expression, because each save asks it of every article.</summary>
    private static bool IsValid(string text)
    {
        if (text.Length == 0 || text[^1] == '-') return false;
        var previous = '-';
        foreach (var c in text)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9')) && (c != '-' || previous == '-')) return false;
            previous = c;
        }

        return true;
    }

    /// <summary>
    /// The slug closest to a title or file name: accents are removed, everything else becomes a hyphen. False if nothing is left.
    /// </summary>
    public static bool TryFrom(string text, [NotNullWhen(true)] out Slug slug)
    {
        var plain = string.Concat(UnicodeText.Normalized(text, System.Text.NormalizationForm.FormD)
            .Where(c => char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark));
        return TryParse(NotAllowed().Replace(plain.ToLowerInvariant(), "-").Trim('-'), out slug);
    }

    public int CompareTo(Slug other) => string.CompareOrdinal(_value, other._value);

    public override string ToString() => _value ?? "";

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotAllowed();
}
