using System.Globalization;
using BackSpasmSite.Accounts;

namespace BackSpasmSite.Pages.Editor;

/// <summary>What the pages at the desk's door have in common.</summary>
internal static class SignInResponse
{
    /// <summary>How soon to try again where too many sign in at this moment.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    /// <summary>What the sign-in makes of a try, with the browser remembered where it succeeds.</summary>
    public static async Task<EditorSignInResult> TryAsync(HttpContext context, Func<SignInSource, Task<EditorSignInResult>> signIn)
    {
        var outcome = await signIn(DeskCookies.SourceOf(context));
        if (outcome is EditorSignInResult.Done { Browser: var token }) DeskCookies.RememberBrowser(context, token);
        return outcome;
    }

    /// <summary>The status of a page that shows the form again.</summary>
    public static void Say(HttpResponse response, EditorSignInResult outcome)
    {
        var wait = outcome switch
        {
            EditorSignInResult.TooMany refused => refused.Wait,
            EditorSignInResult.Busy => Moment,
            _ => TimeSpan.Zero,
        };
        response.StatusCode = wait > TimeSpan.Zero ? StatusCodes.Status429TooManyRequests : StatusCodes.Status400BadRequest;
        if (wait > TimeSpan.Zero) response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The same address after a step, with the way back.</summary>
    public static string With(string address, string? back) =>
        ReturnAddress.Of(back) is var own && own == ReturnAddress.Desk ? address : $"{address}?return={Uri.EscapeDataString(own)}";

    public static string Minutes(TimeSpan wait) =>
        Math.Ceiling(wait.TotalMinutes) is var minutes and > 1 ? string.Create(CultureInfo.InvariantCulture, $"{minutes} minutes") : "a minute";
}

/// <summary>What to say when signing in did not work.</summary>
/// <param name="Outcome">What became of the try; null when there was none.</param>
/// <param name="Wrong">The words for all that may be wrong, the same for each.</param>
/// <param name="Field">The id of the field to go to.</param>
internal sealed record SignInError(EditorSignInResult? Outcome, string Wrong, string Field);
