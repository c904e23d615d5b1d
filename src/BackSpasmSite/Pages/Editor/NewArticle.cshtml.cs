using System.Text;
using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.History;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

[KeepsWords]
[EditorsOnly]
internal sealed class NewArticleModel(CurrentEdition current, IOptions<SiteOptions> options, ArticleSaver saver) : DeskPage(current, options)
{
    private readonly string _contentPath = options.Value.ContentPath;

    public NewArticleForm Typed { get; private set; } = new("", "", "", "");
    public IReadOnlyList<(string Field, string Words)> Errors { get; private set; } = [];

    /// <summary>To be saved by hand, if the folder can't be written.</summary>
    public (string Path, string Text, string Reason)? NotWritten { get; private set; }

    public override string Title => "New article";
    public IReadOnlyList<Person> Authors => NewArticleForm.Authors(Edition!);
    public IReadOnlyList<string> Topics => [.. Edition!.Articles.Values.SelectMany(article => article.FrontMatter.Topics).Distinct().Order(StringComparer.Ordinal)];

    public string? Invalid(string field) => Errors.Any(error => error.Field == field) ? "true" : null;

    public IActionResult OnGet() => Edition is null ? StatusCode(StatusCodes.Status503ServiceUnavailable) : Page();

    public async Task<IActionResult> OnPostAsync(string? title, string? description, string? author, string? topics, string? @do)
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        Typed = new NewArticleForm(title ?? "", description ?? "", author ?? "", topics ?? "");
        (var slug, var facts, Errors) = Typed.Validate(Edition);
        if (facts is null) return Again(StatusCodes.Status400BadRequest);

        if (AddressClash.OwnerOf(slug, Edition) is { } owner)
        {
            Errors = [("title", $"/articles/{slug} is an old address of {owner.Path}. Choose another title, or remove it from that article’s “redirects” first.")];
            return Again(StatusCodes.Status409Conflict);
        }

        var text = NewArticle.Text(facts, Edition.Date);
        if (@do == "download") return File(Encoding.UTF8.GetBytes(text), "text/markdown; charset=utf-8", $"{slug}.md");
        try
        {
            NewArticle.Write(slug, facts, Edition.Date, _contentPath);
            await saver.SavedAsync(slug, null, text, RevisionKind.Created, SignedIn!);
            return SeeOther($"/editor/articles/{slug}?done=created");
        }
        catch (NameTakenException)
        {
            Errors = [("title", $"There is already an article at /articles/{slug}. Choose another title.")];
            return Again(StatusCodes.Status409Conflict);
        }
        catch (Exception refused) when (WriteFailure.Is(refused))
        {
            NotWritten = ($"articles/{slug}.md", text, WriteFailure.Cause(refused));
            return Again(StatusCodes.Status409Conflict);
        }
    }

    private PageResult Again(int status)
    {
        Response.StatusCode = status;
        return Page();
    }
}
