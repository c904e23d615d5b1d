namespace BackSpasmSite.Accounts;

/// <summary>
/// Marks a page whose form holds what an editor wrote. When it is sent after the session ended, the door sends it on to a
/// page that keeps the words until the editor is signed in again. Never for a form with a password in it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class KeepsWordsAttribute : Attribute;
