using System.Text.RegularExpressions;
using BackSpasmSite.Audit;
using BackSpasmSite.Content;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Accounts;

internal sealed class EditorAccounts(UserManager<EditorAccount> users, SignInFailures failures, KnownBrowsers browsers, DeskSessions sessions, AuditLog audit)
{
    public Task<bool> AnyAsync(CancellationToken cancellation) => users.Users.AnyAsync(cancellation);

    public Task<List<EditorAccount>> ListAsync(CancellationToken cancellation) =>
        users.Users.AsNoTracking().OrderBy(editor => editor.NormalizedUserName).ToListAsync(cancellation);

    public async Task<Outcome<EditorAccount>> AddAsync(string name, string password, EditorRole role = EditorRole.Editor)
    {
        if (await ValidateNewNameAsync(name) is { } reason) return Outcome<EditorAccount>.Refused(reason);
        if (PasswordRule.Validate(password, name) is { } weak) return Outcome<EditorAccount>.Refused(weak);
        var editor = new EditorAccount { UserName = name, Role = role };
        return await RecordedAsync(role is EditorRole.Editor ? "added the account" : $"added the account as a {EditorRoles.Name(role)}", editor, await users.CreateAsync(editor, password));
    }

    /// <summary>Call this before asking for a password.</summary>
    public async Task<string?> ValidateNewNameAsync(string name) =>
        EditorName.Validate(name) ?? (await users.FindByNameAsync(name) is { } other ? $"There is already an account named {other.UserName}." : null);

    public Task<Outcome<EditorAccount>> RemoveAsync(string name) => ChangeAsync(name, "removed the account", users.DeleteAsync);

    /// <summary>Counts from the account's next request on. Its sessions go on, so nothing that is being typed is lost.</summary>
    public Task<Outcome<EditorAccount>> SetRoleAsync(string name, EditorRole role) => ChangeAsync(name, $"set the role to {EditorRoles.Name(role)}", editor =>
    {
        editor.Role = role;
        return users.UpdateAsync(editor);
    });

    /// <summary>Also unlocks the account and signs it out everywhere.</summary>
    public async Task<Outcome<EditorAccount>> SetPasswordAsync(string name, string password)
    {
        if (PasswordRule.Validate(password, name) is { } weak) return Outcome<EditorAccount>.Refused(weak);
        return await ChangeAsync(name, "set the password", async editor =>
        {
            // Whoever knew the old password may own a known browser.
            await browsers.ForgetAsync(editor.Id);
            await failures.ClearAsync(name);
            editor.PasswordHash = users.PasswordHasher.HashPassword(editor, password);
            editor.LockoutEnd = null;
            editor.AccessFailedCount = 0;
            // Saves all of these changes at once.
            var result = await users.UpdateSecurityStampAsync(editor);
            await sessions.EndOthersAsync(editor.Id, but: null);
            return result;
        });
    }

    /// <summary>For an editor who lost the app and the recovery codes. It signs the account out too.</summary>
    public Task<Outcome<EditorAccount>> ResetSecondFactorAsync(string name) => ChangeAsync(name, "reset the second factor", async editor =>
    {
        var result = await SecondFactor.RemoveAsync(users, editor);
        await sessions.EndOthersAsync(editor.Id, but: null);
        return result;
    });

    /// <summary>Applies to browsers in which the account was never signed in; null when it is not locked.</summary>
    public async Task<DateTime?> LockedUntilAsync(EditorAccount editor, CancellationToken cancellation) =>
        await failures.LockedUntilAsync(editor.UserName!, SignInPlace.Elsewhere, cancellation) ?? editor.LockoutEnd?.UtcDateTime;

    public async Task<string?> ValidateKnownNameAsync(string name) =>
        await users.FindByNameAsync(name) is null ? UnknownName(name) : null;

    private async Task<Outcome<EditorAccount>> ChangeAsync(string name, string what, Func<EditorAccount, Task<IdentityResult>> change) =>
        await users.FindByNameAsync(name) is { } editor
            ? await RecordedAsync(what, editor, await change(editor))
            : Outcome<EditorAccount>.Refused(UnknownName(name));

    private async Task<Outcome<EditorAccount>> RecordedAsync(string what, EditorAccount editor, IdentityResult result)
    {
        if (!result.Succeeded) return Outcome<EditorAccount>.Refused(string.Join(' ', result.Errors.Select(error => error.Description)));
        await audit.RecordUnnamedAsync(AuditLog.CommandLine, what, editor.UserName);
        return editor;
    }

    private static string UnknownName(string name) => $"There is no account named {name}. “editor list” shows all accounts.";
}

internal static partial class EditorName
{
    public static string? Validate(string name) =>
        Allowed().IsMatch(name) ? null : "A name consists of 1 to 64 letters (a to z), digits, dots, hyphens or underscores.";

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex Allowed();
}

internal static class PasswordRule
{
    public const int Least = 12;

    public const string Words = "At least 12 characters of any kind. Four or five unrelated words work well.";

    private const int LeastFresh = 4;

    private static readonly string[] Obvious = ["password", "passwort", "qwertyuiop", "qwerty", "letmein", "iloveyou", "welcome", "admin", "editor"];

    public static string? Validate(string password, string name) =>
        password.EnumerateRunes().Count() < Least ? $"The password is too short. {Words}"
        : Fresh(Without(password, [name, .. Obvious])) < LeastFresh ? $"That password is too easy to guess. {Words}"
        : null;

    private static string Without(string password, IEnumerable<string> words) =>
        words.Aggregate(password, (left, word) => left.Replace(word, "", StringComparison.OrdinalIgnoreCase));

    /// <summary>Counts characters that neither repeat nor continue the one before, as in aaaa, abcd and 4321.</summary>
    private static int Fresh(string text) =>
        text.Length == 0 ? 0 : 1 + text.Zip(text.Skip(1), (before, after) => Math.Abs(after - before)).Count(step => step > 1);
}
