using System.Globalization;
using BackSpasmSite.Content.Bibliography;

namespace BackSpasmSite.Content.Citations;

/// <summary>What a screen reader says of a citation, where others see a number.</summary>
internal static class AccessibleName
{
    /// <summary>Number, kind of evidence, first author and year, such as "1, systematic review, Maselli 2020".</summary>
    public static string Of(CitedReference cited) => string.Join(", ",
        new[] { $"{cited.Number}", cited.Reference?.Evidence ?? "reference", SourceOf(cited.Reference) }.Where(part => part != ""));

    /// <summary>First author and year, such as "Maselli 2020", as far as they are known.</summary>
    public static string SourceOf(Reference? reference)
    {
        var author = reference?.Authors is [var first, ..] ? first.Literal ?? AmaNames.FamilyOf(first) : null;
        return string.Join(' ', new[] { author, reference?.Issued?.Year.ToString(CultureInfo.InvariantCulture) }.OfType<string>());
    }
}
