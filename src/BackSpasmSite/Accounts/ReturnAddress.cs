using System.Text.RegularExpressions;

namespace BackSpasmSite.Accounts;

/// <summary>
/// Where to go after signing in: the page of the desk that was asked for. What comes in may be anybody's, so only an
/// address that can't lead elsewhere in any browser's reading is taken.
/// </summary>
internal static partial class ReturnAddress
{
    public const string Desk = "/editor";

    private const int Longest = 2000;

    /// <summary>That address, or the desk's first page.</summary>
    public static string Of(string? asked) =>
        asked is { Length: <= Longest } && Own().IsMatch(asked) && !OfTheDoor().IsMatch(asked) ? asked : Desk;

    /// <summary>Plain segments, none of which begins with a dot, and a query.</summary>
    [GeneratedRegex(@"\A/editor(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*(?:\?[A-Za-z0-9._~%=&+,:;@!$'()*/?-]*)?\z")]
    private static partial Regex Own();

    /// <summary>Signing in leads nowhere, and signing out would undo it.</summary>
    [GeneratedRegex(@"\A/editor/(?:sign-in|sign-in-again|sign-out|second-factor)(?:[/?]|\z)", RegexOptions.IgnoreCase)]
    private static partial Regex OfTheDoor();
}
