using BackSpasmSite.Articles;
using BackSpasmSite.Editors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

[AllowAnonymous]
internal sealed class SecondFactorModel(CurrentEdition current, IOptions<SiteOptions> options, EditorSignIn door) : DeskPage(current, options)
{
    /// <summary>Where to go afterwards.</summary>
    [FromQuery(Name = "return")]
    public string? Back { get; set; }

    public SignInOutcome? Outcome { get; private set; }

    public override string Title => Outcome is null ? "One more step" : "Error: one more step";

    public async Task<IActionResult> OnGetAsync() => await door.WaitsForCodeAsync() ? Page() : SeeOther(DoorAnswer.With("/editor/sign-in", Back));

    public async Task<IActionResult> OnPostAsync([FromForm] string? code)
    {
        Outcome = await door.ByCodeAsync(code ?? "", DoorAnswer.ClientOf(HttpContext));
        if (Outcome is SignInOutcome.Done) return SeeOther(ReturnAddress.Of(Back));
        if (Outcome is SignInOutcome.TooLate) return SeeOther(DoorAnswer.With("/editor/sign-in", Back));
        DoorAnswer.Say(Response, Outcome);
        return Page();
    }
}
