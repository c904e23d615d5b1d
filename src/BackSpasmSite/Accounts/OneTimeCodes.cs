using Microsoft.AspNetCore.Identity;

namespace BackSpasmSite.Accounts;

/// <summary>
/// Six digits from an app (TOTP, RFC 6238). Each is taken once, as section 5.2 asks: who looks over a shoulder comes too late.
/// </summary>
internal sealed class OneTimeCodes : AuthenticatorTokenProvider<EditorAccount>
{
    private const string Provider = "desk";
    private const string Used = "used codes";

    /// <summary>Two steps of 30 s before and after now are taken, which are five codes.</summary>
    private const int Remembered = 10;

    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<EditorAccount> manager, EditorAccount user)
    {
        if (!await base.ValidateAsync(purpose, token, manager, user)) return false;
        var used = (await manager.GetAuthenticationTokenAsync(user, Provider, Used) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (used.Contains(token)) return false;
        // Two that come at once with the same code change the same row, and only one of them succeeds.
        return (await manager.SetAuthenticationTokenAsync(user, Provider, Used, string.Join(' ', used.TakeLast(Remembered - 1).Append(token)))).Succeeded;
    }
}
