using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

[ReviewersMay]
internal sealed class AccountModel(CurrentEdition current, IOptions<SiteOptions> options, OwnAccount account) : DeskPage(current, options)
{
    private const string Own = "/editor/account";

    public EditorAccount Editor { get; private set; } = null!;
    public int CodesLeft { get; private set; }

    /// <summary>New ones, shown only once.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    public IReadOnlyList<DeskSession> Sessions { get; private set; } = [];

    public Guid? Here { get; private set; }

    public string? Done { get; private set; }

    public string? Error { get; private set; }

    public string? Tried { get; private set; }

    public override string Title => Codes.Count > 0 ? "Your recovery codes" : Error is null ? "Your account" : "Error: your account";

    public Task<IActionResult> OnGetAsync(string? done)
    {
        Done = done switch
        {
            "password" => "Your password was changed. You are signed out everywhere else.",
            "off" => "The second factor is off.",
            "ended" => "The session was ended.",
            _ => null,
        };
        return ShowAsync();
    }

    public Task<IActionResult> OnPostPasswordAsync([FromForm] string? password, [FromForm] string? chosen, [FromForm] string? again) =>
        TryAsync("password", $"{Own}?done=password", async editor => chosen == again
            ? (await account.ChangePasswordAsync(editor, password ?? "", chosen ?? "")).Refusal
            : "The two new passwords are different.");

    public Task<IActionResult> OnPostBeginAsync([FromForm] string? password) =>
        TryAsync("begin", "/editor/account/second-factor", async editor => (await account.BeginSecondFactorAsync(editor, password ?? "")).Refusal);

    public Task<IActionResult> OnPostCodesAsync([FromForm] string? password) =>
        TryAsync("codes", Own, async editor =>
        {
            var (codes, refusal) = await account.ReplaceCodesAsync(editor, password ?? "");
            Codes = codes ?? [];
            return refusal;
        });

    public Task<IActionResult> OnPostOffAsync([FromForm] string? password) =>
        TryAsync("off", $"{Own}?done=off", async editor => (await account.TurnSecondFactorOffAsync(editor, password ?? "")).Refusal);

    /// <param name="session">Null ends all others.</param>
    public async Task<IActionResult> OnPostEndAsync([FromForm] Guid? session)
    {
        if (await account.FindAsync(User) is not { } editor) return SeeOther("/editor/sign-in");
        await account.EndSessionsAsync(editor, session);
        return SeeOther($"{Own}?done=ended");
    }

    private async Task<IActionResult> TryAsync(string form, string next, Func<EditorAccount, Task<string?>> refuse)
    {
        if (await account.FindAsync(User) is not { } editor) return SeeOther("/editor/sign-in");
        (Tried, Error) = (form, await refuse(editor));
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

/// <summary>Asks for the password before something is changed.</summary>
/// <param name="Form">A page has several.</param>
/// <param name="Editor">The account's name, for password managers.</param>
internal sealed record PasswordField(string Form, string Label, string? Editor);
