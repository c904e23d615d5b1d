using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

internal sealed class AccountModel(CurrentEdition current, IOptions<SiteOptions> options, OwnAccount account) : DeskPage(current, options)
{
    private const string Own = "/editor/account";

    public EditorAccount Editor { get; private set; } = null!;
    public int CodesLeft { get; private set; }

    /// <summary>New recovery codes, shown this once.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    /// <summary>Where the account is signed in.</summary>
    public IReadOnlyList<DeskSession> Sessions { get; private set; } = [];

    /// <summary>Which of them this one is.</summary>
    public Guid? Here { get; private set; }

    /// <summary>What was changed a moment ago.</summary>
    public string? Done { get; private set; }

    /// <summary>Why it was not.</summary>
    public string? Error { get; private set; }

    /// <summary>Which of the forms was sent.</summary>
    public string? Tried { get; private set; }

    public override string Title => Codes.Count > 0 ? "Your recovery codes" : Error is null ? "Your account" : "Error: your account";

    public Task<IActionResult> OnGetAsync(string? done)
    {
        Done = done switch
        {
            "password" => "Your password is changed.",
            "off" => "The second factor is off.",
            "ended" => "Signed out there.",
            _ => null,
        };
        return ShowAsync();
    }

    public Task<IActionResult> OnPostPasswordAsync([FromForm] string? password, [FromForm] string? chosen, [FromForm] string? again) =>
        TryAsync("password", $"{Own}?done=password", async editor => chosen == again
            ? await account.ChangePasswordAsync(editor, password ?? "", chosen ?? "")
            : "The new password was not the same twice.");

    public Task<IActionResult> OnPostBeginAsync([FromForm] string? password) =>
        TryAsync("begin", "/editor/account/second-factor", editor => account.BeginSecondFactorAsync(editor, password ?? ""));

    public Task<IActionResult> OnPostCodesAsync([FromForm] string? password) =>
        TryAsync("codes", Own, async editor =>
        {
            (Codes, var error) = await account.ReplaceCodesAsync(editor, password ?? "");
            return error;
        });

    public Task<IActionResult> OnPostOffAsync([FromForm] string? password) =>
        TryAsync("off", $"{Own}?done=off", editor => account.TurnSecondFactorOffAsync(editor, password ?? ""));

    /// <param name="session">One session to end; all the others without it.</param>
    public async Task<IActionResult> OnPostEndAsync([FromForm] Guid? session)
    {
        if (await account.FindAsync(User) is not { } editor) return SeeOther("/editor/sign-in");
        await account.EndSessionsAsync(editor, session);
        return SeeOther($"{Own}?done=ended");
    }

    private async Task<IActionResult> TryAsync(string form, string next, Func<EditorAccount, Task<string?>> change)
    {
        if (await account.FindAsync(User) is not { } editor) return SeeOther("/editor/sign-in");
        (Tried, Error) = (form, await change(editor));
        if (Codes.Count > 0) return Page();
        if (Error is null) return SeeOther(next);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return await ShowAsync();
    }

    private async Task<IActionResult> ShowAsync()
    {
        if (await account.FindAsync(User) is not { } editor) return SeeOther("/editor/sign-in");
        Editor = editor;
        CodesLeft = await account.CountRecoveryCodesAsync(editor);
        (Sessions, Here) = await account.SessionsAsync(editor, HttpContext.RequestAborted);
        return Page();
    }
}

/// <summary>A field that asks for the password once more before something is changed.</summary>
/// <param name="Form">Which form it is in; there are several on a page.</param>
/// <param name="Editor">Whose it is: a password manager finds it by the name.</param>
internal sealed record PasswordField(string Form, string Label, string? Editor);
