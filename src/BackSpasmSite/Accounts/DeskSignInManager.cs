using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Accounts;

/// <summary>Identity's sign-in without its lock, which counts per account and not per place, and without its second check of the password.</summary>
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
    /// <summary>The token by which the browser is known; null for none.</summary>
    public string? Browser => DeskCookies.SourceOf(Context).Browser;

    /// <summary>The session in which the request is made; null for none.</summary>
    public Guid? Session => DeskCookies.SessionOf(Context.User);

    /// <summary>After the right password: signs in, or waits for the code.</summary>
    public Task<SignInResult> AfterPasswordAsync(EditorAccount editor) => SignInOrTwoFactorAsync(editor, isPersistent: false);

    /// <summary>After the right code.</summary>
    public async Task AfterCodeAsync(EditorAccount editor)
    {
        await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await SignInWithClaimsAsync(editor, isPersistent: false, [new Claim("amr", "mfa")]);
    }
}
