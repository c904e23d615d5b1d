using System.Text.RegularExpressions;

namespace BackSpasmSite.Accounts;

/// <summary>
/// The page of the desk to return to after signing in. Anyone can make up a link, so only addresses that no browser can take
/// elsewhere are accepted.
/// </summary>
internal static partial class ReturnAddress
{
    public const string Desk = "/editor";

    private const int Longest = 2000;

    public static string Of(string? asked) =>
        asked is { Length: <= Longest } && Own().IsMatch(asked) && !OfSignIn().IsMatch(asked) ? asked : Desk;

    public static string After(string step, string? asked)
    {
        var own = Of(asked);
        return own == Desk ? step : $"{step}?return={Uri.EscapeDataString(own)}";
    }

    /// <summary>Plain segments that don't begin with a dot, and a query.</summary>
    [GeneratedRegex(@"\A/editor(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*(?:\?[A-Za-z0-9._~%=&+,:;@!$'()*/?-]*)?\z")]
    private static partial Regex Own();

    [GeneratedRegex(@"\A/editor/(?:sign-in|sign-in-again|sign-out|second-factor)(?:[/?]|\z)", RegexOptions.IgnoreCase)]
    private static partial Regex OfSignIn();
}
