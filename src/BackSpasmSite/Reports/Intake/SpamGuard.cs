using System.Text.RegularExpressions;

namespace BackSpasmSite.Reports.Intake;

/// <summary>Only marks what may be spam; editors can read every report.</summary>
internal static partial class SpamGuard
{
    public static Suspicion? Of(FeedbackForm form) =>
        form.LeaveEmpty.Length > 0 ? Suspicion.Trap
        : Link().Count(form.Message) + Link().Count(form.Quote) > FormLimits.Links ? Suspicion.Links
        : null;

    /// <summary>Whether a report goes straight to spam. Never a harmful one: a browser may have filled in the trap, so a person decides.</summary>
    public static bool PutsAside(Suspicion? suspicion, Concern? concern) => suspicion is Suspicion.Trap && concern is not Concern.Harmful;

    // Counts each address once, however it is written: https://www.… is one, and so is [url=https://…].
    [GeneratedRegex(@"\[url(?:=(?:https?://)?(?:www\.)?)?|https?://(?:www\.)?|\bwww\.", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}

internal enum Suspicion
{
    /// <summary>The hidden field was filled in.</summary>
    Trap,

    Links,
}
