using BackSpasmSite.Accounts;
using BackSpasmSite.Audit;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

[LargestBody(MostBytes)]
[KeepsWords]
[EditorsOnly]
internal sealed class ImagesModel(CurrentEdition current, IOptions<SiteOptions> options, ContentFolder folder, AuditLog audit) : DeskPage(current, options)
{
    /// <summary>More than is accepted, so that an oversized photograph gets a message on this page instead of a bare 413.</summary>
    private const int MostBytes = 32 * 1024 * 1024;

    private readonly CurrentEdition _current = current;
    private readonly string _contentPath = options.Value.ContentPath;

    public string? Added { get; private set; }
    public string Alt { get; private set; } = "";
    public string Caption { get; private set; } = "";
    public (string Field, string Words)? Error { get; private set; }

    public override string Title => "Add a picture";
    public string? Line => Added is null ? null : ImageUpload.Markdown(Added, Shown.Alt, Shown.Caption);

    private (string Alt, string Caption) Shown { get; set; }

    public string? Invalid(string field) => Error?.Field == field ? "true" : null;

    public void OnGet(string? added, string? alt, string? caption)
    {
        Added = added is not null && IsThere(added) ? added : null;
        Shown = (alt ?? "", caption ?? "");
    }

    public async Task<IActionResult> OnPostAsync(IFormFile? image, string? alt, string? caption)
    {
        (Alt, Caption) = (alt ?? "", caption ?? "");
        if (image is null) return Reject("image", "Choose a picture.");
        // Any text will do: only the editor knows what the picture is for.
        if (string.IsNullOrWhiteSpace(Alt)) return Reject("alt", "Say what the picture shows, for people who can’t see it. Then choose the picture again.");
        if (image.Length > ImageUpload.MostBytes) return Reject("image", "The picture is larger than 5 MB. Make it smaller: a width of 1600 pixels is plenty.");

        using var bytes = new MemoryStream();
        await image.CopyToAsync(bytes, HttpContext.RequestAborted);
        try
        {
            var (path, error) = ImageUpload.Keep(image.FileName, bytes.ToArray(), _contentPath);
            if (path is null) return Reject("image", error!);
            await audit.TryRecordAsync(SignedIn, "added a picture", path);
            await _current.WaitUntilAsync(edition => edition.Images.ContainsKey(path));
            return SeeOther($"/editor/images{QueryString.Create("added", path).Add("alt", Alt).Add("caption", Caption)}");
        }
        catch (Exception refused) when (WriteFailure.Is(refused))
        {
            return Reject("image", $"The picture can’t be written to the images folder, and nothing was saved. {WriteFailure.Cause(refused)} Or put the file into content/images yourself.");
        }
    }

    /// <summary>Anybody can make up an address, so only a picture that exists becomes a link.</summary>
    private bool IsThere(string path)
    {
        try
        {
            return folder.List().Images.Any(picture => picture.Path == path);
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private PageResult Reject(string field, string words)
    {
        Error = (field, words);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
