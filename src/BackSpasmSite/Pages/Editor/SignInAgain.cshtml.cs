using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

/// <summary>
/// Hands back a form submitted after its session had ended. It does nothing with the form, so it needs no token: the form is submitted
/// again to its own page, with a new one.
/// </summary>
[AllowAnonymous]
[KeepsWords]
[IgnoreAntiforgeryToken]
[LargestBody(EditorBox.MostBytes)]
internal sealed class SignInAgainModel(CurrentEdition current, IOptions<SiteOptions> options) : DeskPage(current, options)
{
    public KeptForm Kept { get; private set; } = null!;

    public override string Title => SignedIn is null ? "Sign in again" : "Submit again";

    public IActionResult OnGet([FromQuery(Name = "return")] string? back) => SeeOther(ReturnAddress.After("/editor/sign-in", back));

    public async Task<IActionResult> OnPostAsync([FromQuery(Name = "return")] string? back)
    {
        if (!Request.HasFormContentType) return BadRequest();
        try
        {
            var form = await Request.ReadFormAsync(HttpContext.RequestAborted);
            Kept = KeptForm.Carried(form, back) ?? KeptForm.Sent(form, back);
            return Page();
        }
        catch (InvalidDataException)
        {
            return BadRequest();
        }
        catch (BadHttpRequestException refused)
        {
            return StatusCode(refused.StatusCode);
        }
    }
}
