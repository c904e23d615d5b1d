using System.Globalization;
using BackSpasmSite.Clients;
using BackSpasmSite.Editors;

namespace BackSpasmSite.Pages.Editor;

/// <summary>What the pages at the desk's door have in common.</summary>
internal static class DoorAnswer
{
    /// <summary>By the address alone: nothing else about a client counts here.</summary>
    public static Client ClientOf(HttpContext context) => new(context.Connection.RemoteIpAddress, "", "");

    /// <summary>The status of a page that shows the form again.</summary>
    public static void Say(HttpResponse response, SignInOutcome outcome)
    {
        response.StatusCode = outcome is SignInOutcome.TooMany ? StatusCodes.Status429TooManyRequests : StatusCodes.Status400BadRequest;
        if (outcome is SignInOutcome.TooMany { Wait: var wait })
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The same address after a step, with the way back.</summary>
    public static string With(string address, string? back) =>
        ReturnAddress.Of(back) is var own && own == ReturnAddress.Desk ? address : $"{address}?return={Uri.EscapeDataString(own)}";

    public static string Minutes(TimeSpan wait) =>
        Math.Ceiling(wait.TotalMinutes) is var minutes and > 1 ? string.Create(CultureInfo.InvariantCulture, $"{minutes} minutes") : "a minute";
}
