using System.Security.Claims;
using BackSpasmSite.Audit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Accounts;

internal sealed class EditorSignIn(
    UserManager<EditorAccount> users, DeskSignInManager signIn, SignInGuard guard, SignInFailures failures, KnownBrowsers browsers, AuditLog audit)
{
    private const string NoAccount = "(no such account)";

    /// <summary>At this many wrong codes after a right password, a warning is recorded, before the account is locked.</summary>
    private const int SuspiciousCodes = 3;

    public async Task<EditorSignInResult> ByPasswordAsync(string name, string password, SignInSource source)
    {
        var editor = await users.FindByNameAsync(name);
        var place = await PlaceAsync(name, editor, source);
        if (place == SignInPlace.Elsewhere && guard.Wait(source.Address) is { } wait) return new EditorSignInResult.TooMany(wait);
        using var hashing = await guard.HashingAsync(isKnown: place != SignInPlace.Elsewhere);
        if (hashing is null) return new EditorSignInResult.Busy();
        using var turn = await guard.TurnAsync(name);

        // Checked even if the account is locked, so that every answer takes the same time.
        var isRight = editor is null ? guard.CheckPasswordOfNobody(password) : await users.CheckPasswordAsync(editor, password);
        if (await IsLockedAsync(name, editor, place)) return Wrong(place, source);
        if (editor is null || !isRight)
        {
            if (await failures.CountAsync(name, place) >= place.Most)
                await audit.RecordUnnamedAsync(null, "was locked out after too many wrong passwords", editor?.UserName ?? NoAccount, warning: true);
            return Wrong(place, source);
        }

        var result = await signIn.AfterPasswordAsync(editor);
        // The password alone clears no failures: otherwise it would give whoever has it more attempts at the code.
        return result.Succeeded ? await DoneAsync(editor, place, source)
            : result.RequiresTwoFactor ? new EditorSignInResult.NeedsCode()
            : Wrong(place, source);
    }

    public async Task<EditorSignInResult> ByCodeAsync(string code, SignInSource source)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } editor) return new EditorSignInResult.TooLate();
        var name = editor.UserName!;
        var place = await PlaceAsync(name, editor, source);
        if (place == SignInPlace.Elsewhere && guard.Wait(source.Address) is { } wait) return new EditorSignInResult.TooMany(wait);
        using var turn = await guard.TurnAsync(name);
        if (await IsLockedAsync(name, editor, place)) return Wrong(place, source);
        if (await IsRightAsync(editor, TypedCode.Of(code)))
        {
            await signIn.AfterCodeAsync(editor);
            return await DoneAsync(editor, place, source);
        }

        var count = await failures.CountAsync(name, place.ForCodes);
        if (count >= place.Most)
            await audit.RecordUnnamedAsync(null, "was locked out after too many wrong codes; somebody has the password", name, warning: true);
        else if (count == SuspiciousCodes)
            await audit.RecordUnnamedAsync(null, $"had the right password and then {count} wrong codes; unless that was the editor, somebody has the password", name, warning: true);
        return Wrong(place, source);
    }

    public async Task<bool> WaitsForCodeAsync() => await signIn.GetTwoFactorAuthenticationUserAsync() is not null;

    public async Task SignOutAsync(string name)
    {
        await signIn.SignOutAsync();
        await audit.RecordUnnamedAsync(name, "signed out", null);
    }

    private async Task<SignInPlace> PlaceAsync(string name, EditorAccount? editor, SignInSource source) =>
        await browsers.KnowsAsync(source.Browser, users.NormalizeName(name) ?? "", default) ? SignInPlace.Browser(source.Browser!)
        : guard.KnownNetwork(editor, source.Address) ?? SignInPlace.Elsewhere;

    /// <summary>Identity's own lock, set by an operator or an earlier version of the site, applies to strangers only.</summary>
    private async Task<bool> IsLockedAsync(string name, EditorAccount? editor, SignInPlace place) =>
        await failures.LockedUntilAsync(name, place, default) is not null ||
        (place == SignInPlace.Elsewhere && editor is not null && await users.IsLockedOutAsync(editor));

    private async Task<bool> IsRightAsync(EditorAccount editor, TypedCode code) => code.IsOneTime
        ? await users.VerifyTwoFactorTokenAsync(editor, users.Options.Tokens.AuthenticatorTokenProvider, code.Text)
        : (await users.RedeemTwoFactorRecoveryCodeAsync(editor, code.Text)).Succeeded;

    private async Task<EditorSignInResult> DoneAsync(EditorAccount editor, SignInPlace place, SignInSource source)
    {
        var token = source.Browser ?? KnownBrowsers.NewToken();
        await failures.ClearAsync(editor.UserName!, place.Key, place.ForCodes.Key);
        await browsers.RememberAsync(editor.Id, token);
        guard.RememberNetwork(editor, source.Address);
        await audit.RecordUnnamedAsync(editor.UserName, "signed in", null);
        return new EditorSignInResult.Done(token);
    }

    private EditorSignInResult.Wrong Wrong(SignInPlace place, SignInSource source)
    {
        if (place == SignInPlace.Elsewhere) guard.Failed(source.Address);
        return new EditorSignInResult.Wrong();
    }
}

internal abstract record EditorSignInResult
{
    private EditorSignInResult()
    {
    }

    /// <param name="Browser">The token by which this browser is known from now on.</param>
    public sealed record Done(string Browser) : EditorSignInResult;

    public sealed record NeedsCode : EditorSignInResult;

    /// <summary>The name, the password or the code is wrong, or the account is locked. The answer does not say which.</summary>
    public sealed record Wrong : EditorSignInResult;

    /// <summary>The password was given too long ago to accept a code now.</summary>
    public sealed record TooLate : EditorSignInResult;

    public sealed record Busy : EditorSignInResult;

    public sealed record TooMany(TimeSpan Wait) : EditorSignInResult;
}

/// <summary>A code as it was typed, perhaps in groups and in lower case: from an app if <c>IsOneTime</c>, otherwise a recovery code.</summary>
internal readonly record struct TypedCode(string Text, bool IsOneTime)
{
    public static TypedCode Of(string typed)
    {
        var text = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return text is { Length: 6 } && text.All(char.IsAsciiDigit) ? new TypedCode(text, IsOneTime: true)
            : text is { Length: 10 } ? new TypedCode($"{text[..5]}-{text[5..]}", IsOneTime: false)
            : new TypedCode(text, IsOneTime: false);
    }
}

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
