using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Editors;

/// <summary>Who has an account. What cannot be is refused with a sentence; null means done.</summary>
internal sealed class Accounts(UserManager<Editor> users)
{
    public Task<bool> AnyAsync(CancellationToken cancellation) => users.Users.AnyAsync(cancellation);

    public Task<List<Editor>> ListAsync(CancellationToken cancellation) =>
        users.Users.AsNoTracking().OrderBy(editor => editor.NormalizedUserName).ToListAsync(cancellation);

    public async Task<string?> AddAsync(string name, string password)
    {
        if (await RefuseNameAsync(name) is { } reason) return reason;
        if (PasswordRule.Refuse(password, name) is { } weak) return weak;
        return Refusal(await users.CreateAsync(new Editor { UserName = name }, password));
    }

    /// <summary>Before a password is asked for.</summary>
    public async Task<string?> RefuseNameAsync(string name) =>
        EditorName.Refuse(name) ?? (await users.FindByNameAsync(name) is { } other ? $"There is an account {other.UserName} already." : null);

    /// <summary>Ends what the editor has open, with the next request.</summary>
    public Task<string?> RemoveAsync(string name) => ChangeAsync(name, users.DeleteAsync);

    /// <summary>Also unlocks the account, and signs it out wherever it is signed in.</summary>
    public async Task<string?> SetPasswordAsync(string name, string password)
    {
        if (PasswordRule.Refuse(password, name) is { } weak) return weak;
        return await ChangeAsync(name, editor =>
        {
            editor.PasswordHash = users.PasswordHasher.HashPassword(editor, password);
            editor.LockoutEnd = null;
            editor.AccessFailedCount = 0;
            // Keeps all of it at once.
            return users.UpdateSecurityStampAsync(editor);
        });
    }

    /// <summary>For who has lost the app and the recovery codes; it signs the account out too.</summary>
    public Task<string?> ResetSecondFactorAsync(string name) => ChangeAsync(name, editor => SecondFactor.RemoveAsync(users, editor));

    public async Task<string?> RefuseUnknownAsync(string name) =>
        await users.FindByNameAsync(name) is null ? $"There is no account {name}. “editor list” shows those there are." : null;

    private async Task<string?> ChangeAsync(string name, Func<Editor, Task<IdentityResult>> change) =>
        await users.FindByNameAsync(name) is { } editor ? Refusal(await change(editor)) : await RefuseUnknownAsync(name);

    private static string? Refusal(IdentityResult result) =>
        result.Succeeded ? null : string.Join(' ', result.Errors.Select(error => error.Description));
}
