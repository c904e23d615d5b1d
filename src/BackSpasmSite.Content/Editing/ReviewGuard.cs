using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Editing;

/// <summary>No edit adds, changes or removes a review. Compares what the site would read in the two texts, not how it is written.</summary>
internal static class ReviewGuard
{
    /// <summary>Null if the review is the same in both.</summary>
    /// <param name="known">
    /// The review that readers see or that was last signed here, for a file too broken for its own to be read: fixing the file must not
    /// lose the review, which still covers only the text that was signed.
    /// </param>
    public static string? Validate(string before, string after, Review? signing = null, Review? known = null)
    {
        var (kept, wanted) = (signing ?? ReviewIn(before, known), ReviewIn(after, null));
        if (Facts(kept) == Facts(wanted)) return null;
        return kept is null
            ? "Your text has a “review” and the file has none. Only a reviewer can add one, by signing the article on its page at the desk. Remove the “review” lines from your text."
            : $"Your text changes or removes the review that {kept.By} signed on {kept.Date:yyyy-MM-dd}. Only signing again can change it. Make this the “review” line of your text: {FrontMatterEdit.Line(kept)}";
    }

    /// <summary>As the site reads it, or as much as can be recovered from a text that the site can't read.</summary>
    private static Review? ReviewIn(string text, Review? known)
    {
        var source = UnprintableCharacters.Remove("", TypedText.Shown(text), []);
        return FrontMatterReader.ReviewIn(source) ?? (FrontMatterReader.IsReadable(source) ? null : FrontMatterReader.SalvagedReview(source) ?? known);
    }

    private static (string, DateOnly, string, DateOnly?)? Facts(Review? review) =>
        review is null ? null : (review.By, review.Date, review.Text, review.Next);
}
