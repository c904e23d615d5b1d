using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

[AllowAnonymous]
[LargestBody(EditorBox.MostBytes)]
internal sealed class SecondFactorModel(CurrentEdition current, IOptions<SiteOptions> options, EditorSignIn signIn) : DeskPage(current, options)
{
    [FromQuery(Name = "return")]
    public string? Back { get; set; }

    public EditorSignInResult? Outcome { get; private set; }

    /// <summary>A form submitted after its session had ended, to be submitted again.</summary>
    public KeptForm? Kept { get; private set; }

    public override string Title => Outcome switch
    {
        null => "Enter a code",
        EditorSignInResult.Done => "Submit again",
        _ => "Error: enter a code",
    };

    public async Task<IActionResult> OnGetAsync() => await signIn.WaitsForCodeAsync() ? Page() : SeeOther(ReturnAddress.After("/editor/sign-in", Back));

    public async Task<IActionResult> OnPostAsync([FromForm] string? code)
    {
        Kept = KeptForm.Carried(Request.Form, Back);
        Outcome = await SignInResponse.TryAsync(HttpContext, source => signIn.ByCodeAsync(code ?? "", source));
        if (Outcome is EditorSignInResult.Done) return Kept is null ? SeeOther(ReturnAddress.Of(Back)) : Page();
        if (Outcome is EditorSignInResult.TooLate && Kept is not null) return RedirectPreserveMethod(ReturnAddress.After("/editor/sign-in-again", Back));
        if (Outcome is EditorSignInResult.TooLate) return SeeOther(ReturnAddress.After("/editor/sign-in", Back));
        SignInResponse.Say(Response, Outcome);
        return Page();
    }
}
