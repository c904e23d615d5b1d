using BackSpasmSite.Accounts;

namespace BackSpasmSite.Pages.Editor;

internal static class SignInResponse
{
    /// <summary>When to try again if too many people are signing in.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    /// <summary>Remembers the browser if signing in succeeds.</summary>
    public static async Task<EditorSignInResult> TryAsync(HttpContext context, Func<SignInSource, Task<EditorSignInResult>> signIn)
    {
        var outcome = await signIn(DeskCookies.SourceOf(context));
        if (outcome is EditorSignInResult.Done { Browser: var token }) DeskCookies.RememberBrowser(context, token);
        return outcome;
    }

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

/// <param name="Wrong">For everything that may be wrong; it does not say which.</param>
internal sealed record SignInError(EditorSignInResult? Outcome, string Wrong, string Field);
