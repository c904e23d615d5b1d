using Microsoft.AspNetCore.Identity;

namespace BackSpasmSite.Accounts;

/// <summary>Takes the second factor from an account.</summary>
internal static class SecondFactor
{
    /// <summary>Where Identity's store keeps the key and the recovery codes.</summary>
    private const string Provider = "[AspNetUserStore]";

    /// <summary>Off first: without its key an account that still asks for a code could not be entered.</summary>
    public static async Task<IdentityResult> RemoveAsync(UserManager<EditorAccount> users, EditorAccount editor)
    {
        var off = await users.SetTwoFactorEnabledAsync(editor, enabled: false);
        if (!off.Succeeded) return off;
        await users.RemoveAuthenticationTokenAsync(editor, Provider, "AuthenticatorKey");
        return await users.RemoveAuthenticationTokenAsync(editor, Provider, "RecoveryCodes");
    }
}
