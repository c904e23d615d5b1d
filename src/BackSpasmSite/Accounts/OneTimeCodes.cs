using Microsoft.AspNetCore.Identity;

namespace BackSpasmSite.Accounts;

/// <summary>Six digits from an app (TOTP, RFC 6238). Each works once, as section 5.2 requires.</summary>
internal sealed class OneTimeCodes : AuthenticatorTokenProvider<EditorAccount>
{
    private const string Provider = "desk";
    private const string Used = "used codes";

    /// <summary>Covers the five codes valid at a time: two 30 s steps before and after now.</summary>
    private const int Remembered = 10;

    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<EditorAccount> manager, EditorAccount user)
    {
        if (!await base.ValidateAsync(purpose, token, manager, user)) return false;
        var used = (await manager.GetAuthenticationTokenAsync(user, Provider, Used) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (used.Contains(token)) return false;
        // Of two requests with the same code at once, only one succeeds in changing the row.
        return (await manager.SetAuthenticationTokenAsync(user, Provider, Used, string.Join(' ', used.TakeLast(Remembered - 1).Append(token)))).Succeeded;
    }
}
