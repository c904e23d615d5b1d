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

    /// <summary>Replaces an existing <c>modified:</c> in place; a new one follows the publication date.</summary>
    /// <exception cref="FormatException">There is no front matter that can be extended.</exception>
    public static string WithModified(string text, DateOnly date)
    {
        var front = FrontMatterSpan.Of(text);
        var yaml = front.In(text);
        var day = IsoDate.Of(date);
        if (EntrySpan.Find(yaml, "modified") is { } entry)
        {
            // Keep the spaces after the colon; if there are none, one is needed.
            var value = entry.End > entry.Colon ? entry.Colon + yaml[entry.Colon..entry.End].TakeWhile(char.IsWhiteSpace).Count() : entry.End;
            return front.Replace(text, value, entry.End, value == entry.Colon ? $" {day}" : day);
        }

        var at = EntrySpan.Find(yaml, "published") is { } published ? FrontMatterSpan.NextLine(yaml, published.End) : yaml.Length;
        return text.Insert(front.Start + at, $"modified: {day}{front.LineEnd}");
    }

    public static string Line(Review review)
    {
        var next = review.Next is { } day ? $", next: {day:yyyy-MM-dd}" : "";
        return $"review: {{ by: {YamlQuote.Word(review.By)}, date: {review.Date:yyyy-MM-dd}, text: {YamlQuote.Of(review.Text)}{next} }}";
    }
}
