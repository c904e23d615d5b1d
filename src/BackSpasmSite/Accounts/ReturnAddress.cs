using System.Text.RegularExpressions;

namespace BackSpasmSite.Accounts;

/// <summary>
/// Where to go after signing in: the page of the desk that was asked for. Anyone can make up a link, so only an address that
/// can't lead elsewhere in any browser is accepted.
/// </summary>
internal static partial class ReturnAddress
{
    public const string Desk = "/editor";

    private const int Longest = 2000;

    /// <summary>The address that was asked for, or the desk's first page.</summary>
    public static string Of(string? asked) =>
        asked is { Length: <= Longest } && Own().IsMatch(asked) && !OfSignIn().IsMatch(asked) ? asked : Desk;

    /// <summary>The address of a step of signing in, which leads back to the address that was asked for.</summary>
    public static string After(string step, string? asked)
    {
        var own = Of(asked);
        return own == Desk ? step : $"{step}?return={Uri.EscapeDataString(own)}";
    }

    /// <summary>Plain segments that don't begin with a dot, and a query.</summary>
    [GeneratedRegex(@"\A/editor(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*(?:\?[A-Za-z0-9._~%=&+,:;@!$'()*/?-]*)?\z")]
    private static partial Regex Own();

    /// <summary>The pages of signing in and out lead nowhere.</summary>
    [GeneratedRegex(@"\A/editor/(?:sign-in|sign-in-again|sign-out|second-factor)(?:[/?]|\z)", RegexOptions.IgnoreCase)]
    private static partial Regex OfSignIn();
}
