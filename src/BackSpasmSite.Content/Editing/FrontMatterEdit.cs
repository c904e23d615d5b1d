using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Editing;

/// <summary>Changes one entry of an article's front matter and keeps every other character.</summary>
internal static class FrontMatterEdit
{
    /// <summary>
    /// The file's text, byte-order mark and line ends as they are, with this record as its only <c>review:</c>.
    /// One that is there is replaced where it stands; a new one becomes the last line of the front matter.
    /// </summary>
    /// <exception cref="FormatException">There is no front matter that lines could be added to.</exception>
    public static string WithReview(string text, Review review)
    {
        var front = FrontMatterSpan.Of(text);
        var line = Line(review);
        return EntrySpan.Find(front.In(text), "review") is { } entry
            ? front.Replace(text, entry.Start, entry.End, line)
            : text.Insert(front.End, line + front.LineEnd);
    }

    /// <summary>
    /// The file's text with this day as <c>modified:</c>. One that is there is replaced where it stands; a new one comes
    /// after the day of publication.
    /// </summary>
    /// <exception cref="FormatException">There is no front matter that lines could be added to.</exception>
    public static string WithModified(string text, DateOnly date)
    {
        var front = FrontMatterSpan.Of(text);
        var yaml = front.In(text);
        var day = IsoDate.Of(date);
        if (EntrySpan.Find(yaml, "modified") is { } entry)
        {
            // The spaces after the colon stay; where there are none, one is needed.
            var value = entry.End > entry.Colon ? entry.Colon + yaml[entry.Colon..entry.End].TakeWhile(char.IsWhiteSpace).Count() : entry.End;
            return front.Replace(text, value, entry.End, value == entry.Colon ? $" {day}" : day);
        }

        var at = EntrySpan.Find(yaml, "published") is { } published ? FrontMatterSpan.NextLine(yaml, published.End) : yaml.Length;
        return text.Insert(front.Start + at, $"modified: {day}{front.LineEnd}");
    }

    /// <summary>The line that records a review.</summary>
    public static string Line(Review review)
    {
        var next = review.Next is { } day ? $", next: {day:yyyy-MM-dd}" : "";
        return $"review: {{ by: {YamlQuote.Word(review.By)}, date: {review.Date:yyyy-MM-dd}, text: {YamlQuote.Of(review.Text)}{next} }}";
    }
}
