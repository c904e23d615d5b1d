using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Editing;

/// <summary>
/// Keeps a review what its reviewer signed: no edit adds, changes or removes the record. What the site would read in the
/// two texts is compared, not how it is written.
/// </summary>
internal static class ReviewGuard
{
    /// <summary>Why a text may not take the place of another; null when its review is the same.</summary>
    /// <param name="before">The file.</param>
    /// <param name="after">What is to be saved.</param>
    /// <param name="signing">The review that a reviewer is signing with this very change.</param>
    /// <param name="known">
    /// The review that readers see or that was last signed here. It counts only where the file is broken so that its own can't be read:
    /// mending the file must not cost the review, and the review still covers no words but those that were signed.
    /// </param>
    public static string? Refuse(string before, string after, Review? signing = null, Review? known = null)
    {
        var (kept, wanted) = (signing ?? ReviewIn(before, known), ReviewIn(after, null));
        if (Facts(kept) == Facts(wanted)) return null;
        return kept is null
            ? "Your text has a “review”, and the file has none. Only a reviewer adds one, by signing the article on its own page of the desk. Take the “review” lines out of your text."
            : $"Your text changes or takes away the review that {kept.By} signed on {kept.Date:yyyy-MM-dd}. Only signing again changes it. Make this the “review” line of your text: {FrontMatterEdit.Line(kept)}";
    }

    /// <summary>The review in a text as the site reads it, or as far as it can be told in a text that the site can't read.</summary>
    private static Review? ReviewIn(string text, Review? known)
    {
        var source = UnprintableCharacters.Remove("", TypedText.Shown(text), []);
        return FrontMatterReader.ReviewIn(source) ?? (FrontMatterReader.IsReadable(source) ? null : FrontMatterReader.SalvagedReview(source) ?? known);
    }

    private static (string, DateOnly, string, DateOnly?)? Facts(Review? review) =>
        review is null ? null : (review.By, review.Date, review.Text, review.Next);
}
