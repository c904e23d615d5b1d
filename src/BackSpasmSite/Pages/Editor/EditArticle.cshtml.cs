using System.Text;
using BackSpasmSite.Articles;
using BackSpasmSite.Authoring;
using BackSpasmSite.Editors.Endpoints;
using BackSpasmSite.Trust;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

/// <summary>An article's file in a box: check, preview, save.</summary>
[KeepsWords]
[LargestBody(EditorBox.MostBytes)]
internal sealed class EditArticleModel(CurrentEdition current, IOptions<SiteOptions> options, ArticleDesk desk, TrialPress press)
    : DeskPage(current, options)
{
    public EditorBox Box { get; private set; } = null!;
    public string? Notice { get; private set; }

    public override string Title => $"Edit {Box.File}";
    public string Heading => Edition?.Articles.GetValueOrDefault(Box.Slug)?.Title ?? Box.Slug.ToString();
    public bool MaySign => ReviewerAccount.Of(SignedIn, Edition) is not null;

    public IActionResult OnGet(string slug, string? done)
    {
        if (!Slug.TryParse(slug, out var key) || desk.Open(key) is not { } file) return NotFound();
        Box = EditorBox.Of(key, file);
        Notice = done switch
        {
            "saved" => "Saved. If it is no draft, readers see it within a second.",
            "created" => "Here is your article, as a draft that readers cannot see. Write it, then take out the line “draft: true”.",
            "signed" => "Signed. The article says so within a second.",
            _ => null,
        };
        return Page();
    }

    public IActionResult OnPost(string slug)
    {
        if (!Slug.TryParse(slug, out var key)) return NotFound();
        var form = EditorForm.Of(Request.Form);
        Box = form.Box(key);
        if (form.Do == "save") return Save(desk.Save(key, form.Hash, form.Over));
        if (desk.Open(key) is not { } file) return Save(new Saving.Gone());

        var text = form.Over(file.Text);
        if (form.Do == "download") return File(Encoding.UTF8.GetBytes(text), "text/markdown; charset=utf-8", $"{key}.md");
        Box = Box with { Trial = press.Try(key, text), ShowsPreview = form.Do == "preview" };
        return Page();
    }

    private IActionResult Save(Saving saving)
    {
        if (saving is Saving.Done) return SeeOther($"/editor/articles/{Box.Slug}?done=saved");
        Box = Box.With(saving);
        Response.StatusCode = saving is Saving.HeldBack ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict;
        return Page();
    }
}
