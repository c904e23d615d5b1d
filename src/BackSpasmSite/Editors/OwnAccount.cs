using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace BackSpasmSite.Editors;

/// <summary>
/// What editors change of their own account. Each change asks for the password again: a desk left open for a minute is
/// nobody's chance. It signs the account out everywhere else.
/// </summary>
internal sealed class OwnAccount(UserManager<Editor> users, SignInManager<Editor> signIn, SignInGuard guard)
{
    private const int RecoveryCodes = 10;
    private const string WrongPassword = "The password is not right, or the account is locked after too many wrong ones.";

    /// <summary>Null for who was removed a moment ago.</summary>
    public Task<Editor?> FindAsync(ClaimsPrincipal who) => users.GetUserAsync(who);

    public Task<int> CountRecoveryCodesAsync(Editor editor) => users.CountRecoveryCodesAsync(editor);

    /// <summary>The key that waits to be confirmed; null where setting up has not begun, or is done.</summary>
    public async Task<string?> WaitingKeyAsync(Editor editor) => editor.TwoFactorEnabled ? null : await users.GetAuthenticatorKeyAsync(editor);

    /// <returns>Why not; null when it is done.</returns>
    public Task<string?> ChangePasswordAsync(Editor editor, string password, string chosen) => ConfirmedAsync(editor, password, async () =>
    {
        if (PasswordRule.Refuse(chosen, editor.UserName!) is { } weak) return weak;
        await KeepAsync(editor, await users.ChangePasswordAsync(editor, password, chosen));
        return null;
    });

    /// <summary>A new key, which counts only when a code made with it comes back.</summary>
    /// <returns>Why not; null when it is done.</returns>
    public Task<string?> BeginSecondFactorAsync(Editor editor, string password) => ConfirmedAsync(editor, password, async () =>
    {
        if (!editor.TwoFactorEnabled) await KeepAsync(editor, await users.ResetAuthenticatorKeyAsync(editor));
        return null;
    });

    /// <returns>The recovery codes; null when the code is wrong.</returns>
    public async Task<IReadOnlyList<string>?> ConfirmSecondFactorAsync(Editor editor, string code)
    {
        using var turn = await guard.TurnAsync(editor.UserName!);
        var typed = TypedCode.Of(code);
        if (!typed.IsOneTime || !await users.VerifyTwoFactorTokenAsync(editor, users.Options.Tokens.AuthenticatorTokenProvider, typed.Text)) return null;
        await KeepAsync(editor, await users.SetTwoFactorEnabledAsync(editor, enabled: true));
        return await NewCodesAsync(editor);
    }

    /// <returns>Why not; null when it is done.</returns>
    public Task<string?> TurnSecondFactorOffAsync(Editor editor, string password) => ConfirmedAsync(editor, password, async () =>
    {
        await KeepAsync(editor, await SecondFactor.RemoveAsync(users, editor));
        return null;
    });

    /// <returns>New recovery codes in place of the old ones, or why not.</returns>
    public async Task<(IReadOnlyList<string> Codes, string? Refusal)> ReplaceCodesAsync(Editor editor, string password)
    {
        IReadOnlyList<string> codes = [];
        var refusal = await ConfirmedAsync(editor, password, async () =>
        {
            if (editor.TwoFactorEnabled) codes = await NewCodesAsync(editor);
            return null;
        });
        return (codes, refusal);
    }

    private async Task<IReadOnlyList<string>> NewCodesAsync(Editor editor) =>
        [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(editor, RecoveryCodes) ?? []];

    /// <summary>A wrong password here counts as one at the door.</summary>
    private async Task<string?> ConfirmedAsync(Editor editor, string password, Func<Task<string?>> change)
    {
        using var turn = await guard.TurnAsync(editor.UserName!);
        var isRight = await users.CheckPasswordAsync(editor, password);
        if (await users.IsLockedOutAsync(editor)) return WrongPassword;
        if (isRight) return await change();
        await users.AccessFailedAsync(editor);
        return WrongPassword;
    }

    /// <summary>The change made every cookie of this account void; this browser has a new one.</summary>
    private async Task KeepAsync(Editor editor, IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Code)));
        await signIn.RefreshSignInAsync(editor);
    }
}
