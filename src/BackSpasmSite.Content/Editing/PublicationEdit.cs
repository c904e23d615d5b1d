using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Editing;

/// <summary>Changes whether readers get an article. Only the entries concerned change; every other byte of the file stays.</summary>
/// <remarks>Every method throws a <see cref="FormatException"/> if there is no front matter that can be changed.</remarks>
internal static class PublicationEdit
{
    /// <summary>No draft any more, and read from this day on. A change dated before that day was none to readers, so its date goes.</summary>
    public static string Publish(string text, DateOnly day, ArticleMetadata front)
    {
        if (front.Draft) text = FrontMatterEdit.Without(text, "draft");
        if (front.Published != day) text = FrontMatterEdit.With(text, "published", IsoDate.Of(day), below: "author");
        return front.Modified < day ? FrontMatterEdit.Without(text, "modified") : text;
    }

    public static string BackToDraft(string text) => FrontMatterEdit.With(text, "draft", "true", below: "published");

    public static string Withdraw(string text, Withdrawal withdrawal) =>
        FrontMatterEdit.With(text, "withdrawn", $"{{ date: {IsoDate.Of(withdrawal.Date)}, note: {YamlQuote.Of(withdrawal.Note)} }}", below: "published");

    /// <summary>The reason becomes a correction, because readers were told why it was gone.</summary>
    public static string BringBack(string text, Withdrawal reason)
    {
        var back = FrontMatterEdit.WithModified(FrontMatterEdit.Without(text, "withdrawn"), reason.Date);
        return CorrectionEdit.WithCorrection(back, new Correction(reason.Date, reason.Note, null, null, []));
    }
}
