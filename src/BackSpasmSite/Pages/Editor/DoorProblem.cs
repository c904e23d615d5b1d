using BackSpasmSite.Accounts;

namespace BackSpasmSite.Pages.Editor;

/// <summary>What to say when signing in did not work.</summary>
/// <param name="Outcome">What became of the try; null when there was none.</param>
/// <param name="Wrong">The words for all that may be wrong, the same for each.</param>
/// <param name="Field">The id of the field to go to.</param>
internal sealed record DoorProblem(SignInOutcome? Outcome, string Wrong, string Field);
