using System.Text;
using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Reviews;
using BackSpasmSite.History;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

[KeepsWords]
[LargestBody(EditorBox.MostBytes)]
internal sealed class EditArticleModel(
    CurrentEdition current,
    IOptions<SiteOptions> options,
    ArticleEditor desk,
    PreviewBuilder renderer,
    PreviewQueue queue,
    SignedReviews signed,
    ArticleSaver saver,
    RevisionHistory history,
    SecondPairOfEyes eyes) : DeskPage(current, options)
{
    public EditorBox Box { get; private set; } = null!;

    /// <summary>Null as long as there is no edition.</summary>
    public FieldsView? Fields { get; private set; }

    public string? Notice { get; private set; }

    /// <summary>What was just saved is not in the history, because the database did not take it.</summary>
    public bool HasNoVersion { get; private set; }

    public Article? Reviewed { get; private set; }

    /// <summary>Null if the review is only in the file.</summary>
    public DateTime? SignedAt { get; private set; }

    public override string Title => $"Edit {Box.File}";
    public string Heading => Edition?.Articles.GetValueOrDefault(Box.Slug)?.Title ?? Box.Slug.ToString();
    public bool MaySign => ReviewerAccount.Of(SignedIn, Edition) is not null;

    public async Task<IActionResult> OnGetAsync(string slug, string? done, string? line, string? section)
    {
        if (!Slug.TryParse(slug, out var key) || desk.Open(key) is not { } file) return NotFound();
        Box = EditorBox.Of(key, file).At(line, section);
        Fields = Edition is null ? null : FieldsView.Of(Box.Text, Edition);
        Notice = done switch
        {
            "saved" => "Saved. Unless it is a draft, readers will see it within a second.",
            "created" when eyes.IsOn => "This is your new draft. Readers can’t see it. When the article is ready, ask another editor to read it and to publish it.",
            "created" => "This is your new draft. Readers can’t see it. When the article is ready, choose “Published” and save.",
            "signed" => "Signed. The article will show your review within a second.",
            _ => null,
        };
        HasNoVersion = Notice is not null && await history.LacksAsync(slug, file.Hash, isNew: done == "created", HttpContext.RequestAborted);
        if (Published is { FrontMatter.Review: not null } article)
        {
            Reviewed = article;
            SignedAt = (await signed.FindAsync([article], HttpContext.RequestAborted)).TryGetValue(key, out var at) ? at : null;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug)
    {
        if (!Slug.TryParse(slug, out var key)) return NotFound();
        var form = EditorForm.Of(Request.Form);
        if (Edition is not null) (Fields, form) = FieldsView.Read(Request.Form, form, Edition);
        Box = form.Box(key);
        if (Fields is { Errors.Count: > 0 } && form.Do is "save" or "download")
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        // What is shown while typing waits for no turn, so that it never keeps a save waiting.
        using var turn = form.Do == LiveAnswer.Do ? queue.TryEnter() : await queue.EnterAsync(HttpContext.RequestAborted);
        if (turn is null) return Busy();
        if (form.Do == CiteAnswer.Do && Edition is not null) return CiteAnswer.Of(Box, Request.Form, Edition);
        var known = await signed.KnownAsync(key, Edition, HttpContext.RequestAborted);
        if (form.Do == "save") return Answer(await saver.SaveAsync(key, form.Hash, form.Over, RevisionKind.Saved, SignedIn!, form.Anyway, known, form.Renumber));
        if (desk.Open(key) is not { } file) return Answer(new SaveResult.Gone());

        var text = form.Over(file.Text);
        var preview = renderer.Build(key, text);
        preview = preview with { Diagnostics = [.. preview.Diagnostics, .. ArticleEditor.ChangedNumbers(file, preview)] };
        Fields = Fields?.With(preview, Box.Text);
        if (form.Do == LiveAnswer.Do) return Partial("_Live", new LiveAnswer(Box with { Preview = preview }, Fields));
        Box = Box with { Preview = preview, ShowsPreview = form.Do == "preview", Error = ArticleEditor.RefuseText(file, text, preview, known: known) };
        // A text that may not be saved may not be downloaded either: it could be put in place by hand.
        if (form.Do == "download" && Box.Error is null) return File(Encoding.UTF8.GetBytes(text), "text/markdown; charset=utf-8", $"{key}.md");
        return Page();
    }

    private Article? Published => Edition?.FindAny(Box.Slug);

    private IActionResult Answer(SaveResult saving)
    {
        if (saving is SaveResult.Done) return SeeOther($"/editor/articles/{Box.Slug}?done=saved");
        Box = Box.With(saving);
        Fields = Fields?.With(Box.Preview, Box.Text);
        Response.StatusCode = saving is SaveResult.HeldBack or SaveResult.Refused ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict;
        return Page();
    }

    private PageResult Busy()
    {
        Box = Box with { IsBusy = true };
        SayBusy();
        return Page();
    }
}
