using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

[ReviewersMay]
internal sealed class SetUpModel(CurrentEdition current, IOptions<SiteOptions> options, OwnAccount account) : DeskPage(current, options)
{
    public AppKey? Key { get; private set; }

    public IReadOnlyList<string> Codes { get; private set; } = [];

    public bool IsWrong { get; private set; }

    public override string Title => Codes.Count > 0 ? "Your recovery codes" : "Set up the second factor";

    public Task<IActionResult> OnGetAsync() => ShowAsync(null);

    public async Task<IActionResult> OnPostAsync([FromForm] string? code)
    {
        if (await account.FindAsync(User) is not { } editor || await account.WaitingKeyAsync(editor) is null) return SeeOther("/editor/account");
        if (await account.ConfirmSecondFactorAsync(editor, code ?? "") is { } codes)
        {
            Codes = codes;
            return Page();
        }

        IsWrong = true;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return await ShowAsync(editor);
    }

    private async Task<IActionResult> ShowAsync(EditorAccount? found)
    {
        if ((found ?? await account.FindAsync(User)) is not { } editor || await account.WaitingKeyAsync(editor) is not { } key)
            return SeeOther("/editor/account");
        Key = new AppKey(key, Edition?.Site.Name ?? "Desk", editor.UserName!);
        return Page();
    }
}
