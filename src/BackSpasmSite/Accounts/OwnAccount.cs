using System.Security.Claims;
using BackSpasmSite.Audit;
using BackSpasmSite.Content;
using Microsoft.AspNetCore.Identity;

namespace BackSpasmSite.Accounts;

/// <summary>
/// Lets editors change their own account. Each change asks for the password again, in case the desk was left open, and signs the
/// account out everywhere else.
/// </summary>
internal sealed class OwnAccount(
    UserManager<EditorAccount> users,
    DeskSignInManager signIn,
    SignInGuard guard,
    SignInFailures failures,
    KnownBrowsers browsers,
    DeskSessions sessions,
    AuditLog audit)
{
    private const int RecoveryCodes = 10;
    private const string Busy = "Too many people are signing in right now. Please try again in a few seconds.";
    private const string WrongPassword = "The password is wrong, or the account is locked after too many wrong passwords.";

    /// <summary>Null if the account was removed a moment ago.</summary>
    public Task<EditorAccount?> FindAsync(ClaimsPrincipal who) => users.GetUserAsync(who);

    public Task<int> CountRecoveryCodesAsync(EditorAccount editor) => users.CountRecoveryCodesAsync(editor);

    /// <summary>The key that is not confirmed yet; null if there is none.</summary>
    public async Task<string?> WaitingKeyAsync(EditorAccount editor) => editor.TwoFactorEnabled ? null : await users.GetAuthenticatorKeyAsync(editor);

    /// <summary>Whoever knew the old password may own a known browser, so only this one stays known.</summary>
    public Task<Outcome<EditorAccount>> ChangePasswordAsync(EditorAccount editor, string password, string chosen) => ConfirmedAsync<EditorAccount>(editor, password, async () =>
    {
        if (PasswordRule.Validate(chosen, editor.UserName!) is { } weak) return Outcome<EditorAccount>.Refused(weak);
        editor.PasswordHash = users.PasswordHasher.HashPassword(editor, chosen);
        await browsers.ForgetAsync(editor.Id, but: signIn.Browser);
        await KeepAsync(editor, await users.UpdateSecurityStampAsync(editor), "changed the password");
        return editor;
    });

    /// <summary>Makes a new key, which takes effect when a code made with it is entered.</summary>
    public Task<Outcome<EditorAccount>> BeginSecondFactorAsync(EditorAccount editor, string password) => ConfirmedAsync<EditorAccount>(editor, password, async () =>
    {
        if (!editor.TwoFactorEnabled) await KeepAsync(editor, await users.ResetAuthenticatorKeyAsync(editor), "began to set up the second factor");
        return editor;
    });

    /// <returns>The recovery codes; null when the code is wrong.</returns>
    public async Task<IReadOnlyList<string>?> ConfirmSecondFactorAsync(EditorAccount editor, string code)
    {
        using var turn = await guard.TurnAsync(editor.UserName!);
        var typed = TypedCode.Of(code);
        if (!typed.IsOneTime || !await users.VerifyTwoFactorTokenAsync(editor, users.Options.Tokens.AuthenticatorTokenProvider, typed.Text)) return null;
        await KeepAsync(editor, await users.SetTwoFactorEnabledAsync(editor, enabled: true), "turned the second factor on");
        return await NewCodesAsync(editor);
    }

    public Task<Outcome<EditorAccount>> TurnSecondFactorOffAsync(EditorAccount editor, string password) => ConfirmedAsync<EditorAccount>(editor, password, async () =>
    {
        await KeepAsync(editor, await SecondFactor.RemoveAsync(users, editor), "turned the second factor off");
        return editor;
    });

    /// <returns>New recovery codes in place of the old ones; none while the second factor is off.</returns>
    public Task<Outcome<IReadOnlyList<string>>> ReplaceCodesAsync(EditorAccount editor, string password) => ConfirmedAsync(editor, password, async () =>
    {
        if (!editor.TwoFactorEnabled) return new Outcome<IReadOnlyList<string>>([], null);
        var codes = await NewCodesAsync(editor);
        await sessions.EndOthersAsync(editor.Id, signIn.Session);
        await audit.RecordUnnamedAsync(editor.UserName, "made new recovery codes", editor.UserName);
        return new Outcome<IReadOnlyList<string>>(codes, null);
    });

    private async Task<IReadOnlyList<string>> NewCodesAsync(EditorAccount editor) =>
        [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(editor, RecoveryCodes) ?? []];

    /// <summary>The account's open sessions, and which of them this one is.</summary>
    public async Task<(IReadOnlyList<DeskSession> All, Guid? Here)> SessionsAsync(EditorAccount editor, CancellationToken cancellation) =>
        (await sessions.ListAsync(editor.Id, cancellation), signIn.Session);

    /// <summary>Ends one other session of the account, or with null all the others.</summary>
    public async Task EndSessionsAsync(EditorAccount editor, Guid? session)
    {
        var ended = session is { } one ? await sessions.EndAsync(editor.Id, one) : await sessions.EndOthersAsync(editor.Id, signIn.Session);
        if (ended > 0) await audit.RecordUnnamedAsync(editor.UserName, session is null ? "ended the other sessions" : "ended a session", editor.UserName);
    }

    /// <summary>Guessing at a desk that was left open is counted apart, so that it does not keep the editor from signing in.</summary>
    private async Task<Outcome<T>> ConfirmedAsync<T>(EditorAccount editor, string password, Func<Task<Outcome<T>>> change)
        where T : class
    {
        using var hashing = await guard.HashingAsync(isKnown: true);
        if (hashing is null) return Outcome<T>.Refused(Busy);
        using var turn = await guard.TurnAsync(editor.UserName!);
        var isRight = await users.CheckPasswordAsync(editor, password);
        if (await failures.LockedUntilAsync(editor.UserName!, SignInPlace.OpenDesk, default) is not null) return Outcome<T>.Refused(WrongPassword);
        if (isRight)
        {
            await failures.ClearAsync(editor.UserName!, SignInPlace.OpenDesk.Key);
            return await change();
        }

        if (await failures.CountAsync(editor.UserName!, SignInPlace.OpenDesk) >= SignInPlace.OpenDesk.Most)
            await audit.RecordUnnamedAsync(editor.UserName, "was locked out of the account page after too many wrong passwords while signed in", editor.UserName, warning: true);
        return Outcome<T>.Refused(WrongPassword);
    }

    /// <summary>The change invalidated every cookie of this account: gives this browser a new one and ends the other sessions.</summary>
    private async Task KeepAsync(EditorAccount editor, IdentityResult result, string what)
    {
        if (!result.Succeeded) throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Code)));
        await signIn.RefreshSignInAsync(editor);
        await sessions.EndOthersAsync(editor.Id, signIn.Session);
        await audit.RecordUnnamedAsync(editor.UserName, what, editor.UserName);
    }
}

/// <summary>Removes the second factor from an account.</summary>
internal static class SecondFactor
{
    /// <summary>Where Identity's store keeps the key and the recovery codes.</summary>
    private const string Provider = "[AspNetUserStore]";

    /// <summary>Turns it off first: an account that asks for a code without having a key could not be signed in to.</summary>
    public static async Task<IdentityResult> RemoveAsync(UserManager<EditorAccount> users, EditorAccount editor)
    {
        var off = await users.SetTwoFactorEnabledAsync(editor, enabled: false);
        if (!off.Succeeded) return off;
        await users.RemoveAuthenticationTokenAsync(editor, Provider, "AuthenticatorKey");
        return await users.RemoveAuthenticationTokenAsync(editor, Provider, "RecoveryCodes");
    }
}
