using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

[ReviewersMay]
internal sealed class SignOutModel(CurrentEdition current, IOptions<SiteOptions> options, EditorSignIn signIn) : DeskPage(current, options)
{
    public override string Title => "Sign out";

    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync(SignedIn!);
        return SeeOther("/editor/sign-in");
    }
}
