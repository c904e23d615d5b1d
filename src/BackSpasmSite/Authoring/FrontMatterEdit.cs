using System.Globalization;
using System.Text.RegularExpressions;
using BackSpasmSite.Articles;
using BackSpasmSite.Articles.Yaml;

namespace BackSpasmSite.Authoring;

/// <summary>Changes one entry of an article's front matter and keeps every other character.</summary>
internal static partial class FrontMatterEdit
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
        if (EntrySpan.Find(text[front.Start..front.End], "review") is { } entry)
            return string.Concat(text.AsSpan(0, front.Start + entry.Start), line, text.AsSpan(front.Start + entry.End));

        return string.Concat(text.AsSpan(0, front.End), line + front.LineEnd, text.AsSpan(front.End));
    }

    private static string Line(Review review)
    {
        var next = review.Next is { } day ? string.Create(CultureInfo.InvariantCulture, $", next: {day:yyyy-MM-dd}") : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"review: {{ by: {Word(review.By)}, date: {review.Date:yyyy-MM-dd}, text: {YamlQuote.Of(review.Text)}{next} }}");
    }

    /// <summary>A plain word stays plain; anything that YAML might read as something else is quoted.</summary>
    private static string Word(string value) => PlainWord().IsMatch(value) ? value : YamlQuote.Of(value);

    [GeneratedRegex(@"\A(?!(?:true|false|null|yes|no|on|off)\z)[a-z][a-z0-9-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainWord();
}
