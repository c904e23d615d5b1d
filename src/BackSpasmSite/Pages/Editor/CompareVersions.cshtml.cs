using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Text;
using BackSpasmSite.History;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

/// <summary>Two versions of an article side by side.</summary>
internal sealed class CompareVersionsModel(CurrentEdition current, IOptions<SiteOptions> options, RevisionHistory history) : DeskPage(current, options)
{
    public string Slug { get; private set; } = "";
    public Revision Old { get; private set; } = null!;
    public Revision New { get; private set; } = null!;

    /// <summary>Empty if the two have the same lines.</summary>
    public IReadOnlyList<ChangedBlock> Changes { get; private set; } = [];

    public (int Added, int Removed) Words { get; private set; }

    /// <summary>The versions have the same lines and different bytes: line ends, or a byte-order mark.</summary>
    public bool OnlyBytes { get; private set; }

    public override string Title => $"Versions {Old.Number} and {New.Number} of {Heading}";
    public string Heading => Edition?.Find(Slug)?.Title ?? Slug;

    public async Task<IActionResult> OnGetAsync(string slug, int? old, int? @new)
    {
        if (old is null || @new is null) return SeeOther($"/editor/articles/{Uri.EscapeDataString(slug)}/history");
        // Whichever way round they were chosen.
        var (first, second) = old <= @new ? (old.Value, @new.Value) : (@new.Value, old.Value);
        if (await history.FindAsync(slug, first, HttpContext.RequestAborted) is not { Text: { } before } one) return await MissingAsync(slug, first);
        if (await history.FindAsync(slug, second, HttpContext.RequestAborted) is not { Text: { } after } two) return await MissingAsync(slug, second);

        (Slug, Old, New) = (slug, one.Revision, two.Revision);
        Changes = WordChanges.Of(TypedText.Shown(before), TypedText.Shown(after));
        Words = WordChanges.Count(TypedText.Shown(before), TypedText.Shown(after));
        OnlyBytes = Changes.Count == 0 && Old.Text != New.Text;
        return Page();
    }

    private async Task<IActionResult> MissingAsync(string slug, int number) =>
        await ArticleHistoryModel.InsteadOfAsync(history, slug, number, HttpContext.RequestAborted) is { } instead ? SeeOther(instead) : NotFound();
}
