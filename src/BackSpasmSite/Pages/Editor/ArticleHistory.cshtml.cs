using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;
using BackSpasmSite.History;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

/// <summary>The versions of an article, of which any two can be compared.</summary>
internal sealed class ArticleHistoryModel(
    CurrentEdition current, IOptions<SiteOptions> options, RevisionHistory history, ContentFolder folder, IOptions<DeskOptions> desk) : DeskPage(current, options)
{
    public string Slug { get; private set; } = "";
    public string Heading => Edition?.Find(Slug)?.Title ?? Slug;
    public IReadOnlyList<Revision> Shown { get; private set; } = [];
    public int Count { get; private set; }
    public PageLinks Links { get; private set; } = null!;

    /// <summary>The newest version says that the file was deleted.</summary>
    public bool IsDeleted { get; private set; }

    /// <summary>The version that was just brought back.</summary>
    public int? BroughtBack { get; private set; }

    /// <summary>What was brought back is not in the history as a new version, because the database did not take it.</summary>
    public bool HasNoVersion { get; private set; }

    /// <summary>The version that a link led to, and that has no text to show.</summary>
    public int? Gone { get; private set; }

    public DeskOptions Limits { get; } = desk.Value;
    public bool IsInGit { get; private set; }

    public override string Title => $"History of {Heading}";

    /// <summary>The two that are compared unless others are chosen: the newest and the one before.</summary>
    public int? Default(int back) => Shown.Where(revision => revision.Text is not null).Skip(back).FirstOrDefault()?.Number;

    /// <summary>Where a link leads to a version that is a deletion, or that is no longer kept; null if there never was one with this number.</summary>
    public static async Task<string?> InsteadOfAsync(RevisionHistory history, string slug, int number, CancellationToken cancellation) =>
        number > 0 && (await history.ListAsync(slug, 1, cancellation)).Shown is [var newest, ..] && number <= newest.Number ? $"/editor/articles/{slug}/history?gone={number}" : null;

    public async Task<IActionResult> OnGetAsync(string slug, int? done, int? gone)
    {
        if (!BackSpasmSite.Content.Slug.TryParse(slug, out var key)) return NotFound();
        (_, Count) = await history.ListAsync(slug, 1, HttpContext.RequestAborted);
        var last = Math.Max(1, (Count + RevisionHistory.PageSize - 1) / RevisionHistory.PageSize);
        if (PageLinks.Asked(Request.Query["page"], last) is not { } number) return NotFound();
        // An article that the site has not looked at yet has no versions, but it has a history.
        if (Count == 0 && Edition?.FindAny(key) is null) return NotFound();

        (Shown, _) = await history.ListAsync(slug, number, HttpContext.RequestAborted);
        (Slug, BroughtBack, Gone, Links) = (slug, done, gone, new PageLinks($"/editor/articles/{slug}/history", number, last));
        IsDeleted = number == 1 && Shown is [{ Text: null }, ..];
        HasNoVersion = done is not null && Edition?.FindAny(key)?.FileHash is { } hash && await history.LacksAsync(slug, hash, isNew: true, HttpContext.RequestAborted);
        IsInGit = IsCheckout(folder.Root);
        return Page();
    }

    /// <summary>Whether the folder is in the work tree of a Git repository, whose <c>.git</c> is a folder, or a file in a worktree or submodule.</summary>
    private static bool IsCheckout(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (Path.Exists(Path.Combine(at.FullName, ".git"))) return true;
        return false;
    }
}
