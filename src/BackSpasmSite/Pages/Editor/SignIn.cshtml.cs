using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

[AllowAnonymous]
[LargestBody(EditorBox.MostBytes)]
internal sealed class SignInModel(CurrentEdition current, IOptions<SiteOptions> options, EditorSignIn signIn, EditorAccounts accounts) : DeskPage(current, options)
{
    public string Typed { get; private set; } = "";

    public EditorSignInResult? Outcome { get; private set; }

    public bool NobodyYet { get; private set; }

    /// <summary>Where to go afterwards.</summary>
    public string Next { get; private set; } = ReturnAddress.Desk;

    /// <summary>From another site the browser sends no <c>SameSite=Strict</c> cookie (Fetch Metadata, 2.4); with our own links it does.</summary>
    public bool CameFromElsewhere => Request.Headers["Sec-Fetch-Site"] == "cross-site";

    public KeptForm? Kept { get; private set; }

    public override string Title => Outcome switch
    {
        null => "Sign in",
        EditorSignInResult.Done => "Submit again",
        EditorSignInResult.NeedsCode => "Enter a code",
        _ => "Error: sign in",
    };

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "return")] string? back)
    {
        Next = ReturnAddress.Of(back);
        if (SignedIn is not null) return SeeOther(Next);
        NobodyYet = !await accounts.AnyAsync(HttpContext.RequestAborted);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? name, [FromForm] string? password, [FromQuery(Name = "return")] string? back)
    {
        (Typed, Next, Kept) = (name ?? "", ReturnAddress.Of(back), KeptForm.Carried(Request.Form, back));
        Outcome = await SignInResponse.TryAsync(HttpContext, source => signIn.ByPasswordAsync(Typed, password ?? "", source));
        // A kept form can't go through a redirect, so the next step is shown here.
        if (Kept is not null && Outcome is EditorSignInResult.Done or EditorSignInResult.NeedsCode) return Page();
        if (Outcome is EditorSignInResult.Done) return SeeOther(Next);
        if (Outcome is EditorSignInResult.NeedsCode) return SeeOther(ReturnAddress.After("/editor/second-factor", Next));
        SignInResponse.Say(Response, Outcome);
        NobodyYet = !await accounts.AnyAsync(HttpContext.RequestAborted);
        return Page();
    }
}

/// <param name="Kept">What to submit again afterwards.</param>
internal sealed record SignInForm(string Name, string? Back, KeptForm? Kept);
