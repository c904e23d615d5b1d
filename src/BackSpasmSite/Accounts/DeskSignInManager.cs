using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Accounts;

/// <summary>Identity's sign-in without its lock, which counts per account instead of per place, and without its second password check.</summary>
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
    public string? Browser => DeskCookies.SourceOf(Context).Browser;

    public Guid? Session => DeskCookies.SessionOf(Context.User);

    public Task<SignInResult> AfterPasswordAsync(EditorAccount editor) => SignInOrTwoFactorAsync(editor, isPersistent: false);

    /// <summary>With the role, for the page that answers the sign-in itself. Later requests read it from the account.</summary>
    public override async Task<ClaimsPrincipal> CreateUserPrincipalAsync(EditorAccount user)
    {
        var principal = await base.CreateUserPrincipalAsync(user);
        EditorRoles.Put(principal, user.Role);
        return principal;
    }

    public async Task AfterCodeAsync(EditorAccount editor)
    {
        await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await SignInWithClaimsAsync(editor, isPersistent: false, [new Claim("amr", "mfa")]);
    }
}
