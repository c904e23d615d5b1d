using System.Text.RegularExpressions;

namespace BackSpasmSite.Accounts;

/// <summary>What an account may be called. Large and small letters are the same.</summary>
internal static partial class EditorName
{
    /// <summary>Why not, in a sentence; null for a name that can be.</summary>
    public static string? Refuse(string name) =>
        Allowed().IsMatch(name) ? null : "A name has 1 to 64 letters (a to z), digits, dots, hyphens and underscores.";

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex Allowed();
}
