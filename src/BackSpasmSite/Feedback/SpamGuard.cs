using System.Text.RegularExpressions;

namespace BackSpasmSite.Feedback;

/// <summary>Guesses which reports no person wrote. It only marks them: an editor can look at every one.</summary>
internal static partial class SpamGuard
{
    public static Suspicion? Of(FeedbackForm form) =>
        form.Website.Length > 0 ? Suspicion.Trap
        : Link().Count(form.Message) + Link().Count(form.Quote) > Limits.Links ? Suspicion.Links
        : null;

    // Each address once, however it is written: https://www.… is one, and so is [url=https://…].
    [GeneratedRegex(@"\[url(?:=(?:https?://)?(?:www\.)?)?|https?://(?:www\.)?|\bwww\.", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
