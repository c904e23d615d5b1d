using System.Text.RegularExpressions;

namespace BackSpasmSite.Reports.Intake;

/// <summary>Guesses which reports no person wrote. It only marks them: an editor can look at every one.</summary>
internal static partial class SpamGuard
{
    public static Suspicion? Of(FeedbackForm form) =>
        form.LeaveEmpty.Length > 0 ? Suspicion.Trap
        : Link().Count(form.Message) + Link().Count(form.Quote) > Limits.Links ? Suspicion.Links
        : null;

    /// <summary>
    /// Whether it is put aside unseen. Never what could hurt somebody: a browser may have filled in the trap, and of such a
    /// report a person decides.
    /// </summary>
    public static bool PutsAside(Suspicion? suspicion, Concern? concern) => suspicion is Suspicion.Trap && concern is not Concern.Harmful;

    // Each address once, however it is written: https://www.… is one, and so is [url=https://…].
    [GeneratedRegex(@"\[url(?:=(?:https?://)?(?:www\.)?)?|https?://(?:www\.)?|\bwww\.", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}

/// <summary>Why the guard thinks that a report was sent by no person.</summary>
internal enum Suspicion
{
    /// <summary>The field that people never see was filled in.</summary>
    Trap,

    /// <summary>It has more links than people put into a report.</summary>
    Links,
}
