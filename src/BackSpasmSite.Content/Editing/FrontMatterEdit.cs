using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Editing;

/// <summary>Changes one entry; every other byte of the file stays.</summary>
internal static class FrontMatterEdit
{
    /// <summary>Replaces an existing <c>review:</c> in place; a new one becomes the last line of the front matter.</summary>
    /// <exception cref="FormatException">There is no front matter that can be extended.</exception>
    public static string WithReview(string text, Review review)
    {
        var front = FrontMatterSpan.Of(text);
        var line = Line(review);
        return EntrySpan.Find(front.In(text), "review") is { } entry
            ? front.Replace(text, entry.Start, entry.End, line)
            : text.Insert(front.End, line + front.LineEnd);
    }

    /// <summary>The text with the review of another text, or with none: an earlier version of a text does not bring back its review.</summary>
    /// <exception cref="FormatException">There is no front matter that can be changed.</exception>
    public static string KeepReview(string text, Review? review) => review is null ? Without(text, "review") : WithReview(text, review);

    /// <summary>Replaces an existing <c>modified:</c> in place; a new one follows the publication date.</summary>
    /// <exception cref="FormatException">There is no front matter that can be extended.</exception>
    public static string WithModified(string text, DateOnly date) => With(text, "modified", IsoDate.Of(date), below: "published");

    /// <summary>Replaces an existing value in place; a new entry follows another one, or else becomes the last line.</summary>
    /// <param name="value">As it is to be written.</param>
    /// <exception cref="FormatException">There is no front matter that can be extended.</exception>
    public static string With(string text, string key, string value, string below)
    {
        var front = FrontMatterSpan.Of(text);
        var yaml = front.In(text);
        if (EntrySpan.Find(yaml, key) is { } entry)
        {
            // Keep the spaces after the colon; if there are none, one is needed.
            var start = entry.End > entry.Colon ? entry.Colon + yaml[entry.Colon..entry.End].TakeWhile(char.IsWhiteSpace).Count() : entry.End;
            return front.Replace(text, start, entry.End, start == entry.Colon ? $" {value}" : value);
        }

        var at = EntrySpan.Find(yaml, below) is { } other ? FrontMatterSpan.NextLine(yaml, other.End) : yaml.Length;
        return text.Insert(front.Start + at, $"{key}: {value}{front.LineEnd}");
    }

    /// <summary>Takes out the lines of an entry, with a comment on them; the same text if there is none.</summary>
    /// <exception cref="FormatException">There is no front matter that can be changed.</exception>
    public static string Without(string text, string key)
    {
        var front = FrontMatterSpan.Of(text);
        var yaml = front.In(text);
        return EntrySpan.Find(yaml, key) is { } entry
            ? front.Replace(text, FrontMatterSpan.LineStart(yaml, entry.Start), FrontMatterSpan.NextLine(yaml, entry.End), "")
            : text;
    }

    public static string Line(Review review)
    {
        var next = review.Next is { } day ? $", next: {day:yyyy-MM-dd}" : "";
        return $"review: {{ by: {YamlQuote.Word(review.By)}, date: {review.Date:yyyy-MM-dd}, text: {YamlQuote.Of(review.Text)}{next} }}";
    }
}

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
