using BackSpasmSite.Clients;
using Microsoft.AspNetCore.Identity;

namespace BackSpasmSite.Editors;

/// <summary>Signs an editor in and out of this browser.</summary>
internal sealed partial class EditorSignIn(UserManager<Editor> users, SignInManager<Editor> signIn, SignInGuard guard, ILogger<EditorSignIn> logger)
{
    /// <summary>The first factor, or the only one.</summary>
    public Task<SignInOutcome> ByPasswordAsync(string name, string password, Client client) => TryAsync(name, client, async () =>
    {
        var editor = await users.FindByNameAsync(name);
        if (editor is null)
        {
            guard.LookAtNobodysPassword(password);
            return new SignInOutcome.Wrong();
        }

        // Looked at also when the account is locked, so that every answer takes the same time.
        var isRight = await users.CheckPasswordAsync(editor, password);
        if (await users.IsLockedOutAsync(editor)) return new SignInOutcome.Wrong();
        if (!isRight) return await CountAsync(editor);

        var result = await signIn.PasswordSignInAsync(editor, password, isPersistent: false, lockoutOnFailure: true);
        return result.Succeeded ? new SignInOutcome.Done()
            : result.RequiresTwoFactor ? new SignInOutcome.NeedsCode()
            : new SignInOutcome.Wrong();
    });

    /// <summary>The second factor: a code from the app, or one of the recovery codes.</summary>
    public async Task<SignInOutcome> ByCodeAsync(string code, Client client)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } editor) return new SignInOutcome.TooLate();
        return await TryAsync(editor.UserName!, client, async () =>
        {
            if (await users.IsLockedOutAsync(editor)) return new SignInOutcome.Wrong();
            var typed = TypedCode.Of(code);
            var result = typed.IsOneTime
                ? await signIn.TwoFactorAuthenticatorSignInAsync(typed.Text, isPersistent: false, rememberClient: false)
                : await signIn.TwoFactorRecoveryCodeSignInAsync(typed.Text);
            return result.Succeeded ? new SignInOutcome.Done()
                // Identity does not count these: they are too long to guess. One that is typed wrong is a failure all the same.
                : !typed.IsOneTime ? await CountAsync(editor)
                : new SignInOutcome.Wrong();
        });
    }

    /// <summary>Whether the password was right a moment ago, in this browser.</summary>
    public async Task<bool> WaitsForCodeAsync() => await signIn.GetTwoFactorAuthenticationUserAsync() is not null;

    public Task SignOutAsync() => signIn.SignOutAsync();

    private async Task<SignInOutcome> TryAsync(string name, Client client, Func<Task<SignInOutcome>> look)
    {
        if (guard.Take(client) is { } wait) return new SignInOutcome.TooMany(wait);
        using var turn = await guard.TurnAsync(name);
        var outcome = await look();
        if (outcome is SignInOutcome.Done or SignInOutcome.NeedsCode) guard.WasNoFailure(client);
        return outcome;
    }

    private async Task<SignInOutcome> CountAsync(Editor editor)
    {
        await users.AccessFailedAsync(editor);
        if (await users.IsLockedOutAsync(editor)) LogLocked();
        return new SignInOutcome.Wrong();
    }

    [LoggerMessage(LogLevel.Warning, "An editor's account is locked for a while after too many failed tries to sign in")]
    private partial void LogLocked();
}
