using System.Globalization;

namespace BackSpasmSite.Citations;

/// <summary>What a screen reader says of a citation, where others see a number.</summary>
internal static class AccessibleName
{
    /// <summary>Number, kind of evidence, first author and year, such as "1, systematic review, Maselli 2020".</summary>
    public static string Of(CitedReference cited)
    {
        var reference = cited.Reference;
        var author = reference?.Authors is [var first, ..] ? first.Literal ?? AmaNames.FamilyOf(first) : null;
        var source = string.Join(' ', new[] { author, reference?.Issued?.Year.ToString(CultureInfo.InvariantCulture) }.OfType<string>());
        return string.Join(", ", new[] { $"{cited.Number}", reference?.Evidence ?? "reference", source }.Where(part => part != ""));
    }
}
