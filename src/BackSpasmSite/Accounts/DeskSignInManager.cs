using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Accounts;

/// <summary>Identity's sign-in without its lock and its second look at the password, both of which are ours to decide.</summary>
internal sealed class DeskSignInManager(
    UserManager<EditorAccount> users,
    IHttpContextAccessor accessor,
    IUserClaimsPrincipalFactory<EditorAccount> principals,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<EditorAccount>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<EditorAccount> confirmation)
    : SignInManager<EditorAccount>(users, accessor, principals, options, logger, schemes, confirmation)
{
    /// <summary>The session in which the request is made; null for none.</summary>
    public Guid? Session => DeskCookies.SessionOf(Context.User);

    /// <summary>The password is right: signs in, or notes that the code is still to come.</summary>
    public Task<SignInResult> AfterPasswordAsync(EditorAccount editor) => SignInOrTwoFactorAsync(editor, isPersistent: false);

    /// <summary>The code is right too.</summary>
    public async Task AfterCodeAsync(EditorAccount editor)
    {
        await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await SignInWithClaimsAsync(editor, isPersistent: false, [new Claim("amr", "mfa")]);
    }
}
