using BackSpasmSite.Accounts;

namespace BackSpasmSite.Pages.Editor;

/// <summary>What the sign-in pages have in common.</summary>
internal static class SignInResponse
{
    /// <summary>When to try again if too many people are signing in.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    /// <summary>Tries to sign in, and remembers the browser if that succeeds.</summary>
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
        if (wait > TimeSpan.Zero) response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString();
    }

    public static string Minutes(TimeSpan wait) =>
        Math.Ceiling(wait.TotalMinutes) is var minutes and > 1 ? $"{minutes} minutes" : "a minute";
}

/// <summary>What to say after a failed sign-in.</summary>
/// <param name="Outcome">The result; null before the first attempt.</param>
/// <param name="Wrong">The message for everything that may be wrong; it does not say which.</param>
/// <param name="Field">The id of the field to link to.</param>
internal sealed record SignInError(EditorSignInResult? Outcome, string Wrong, string Field);
