using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.History;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

/// <summary>One version of an article, which can be saved again as the newest.</summary>
internal sealed class ArticleVersionModel(
    CurrentEdition current, IOptions<SiteOptions> options, RevisionHistory history, ArticleEditor desk, ArticleSaver saver, SignedReviews signed, PreviewQueue queue) : DeskPage(current, options)
{
    private readonly CurrentEdition _current = current;

    public Slug Slug { get; private set; }
    public Revision Revision { get; private set; } = null!;
    public string Text { get; private set; } = "";

    /// <summary>As readers would see it with today's papers and people; null if the site can't make an article of it.</summary>
    public Article? Article { get; private set; }

    /// <summary>The file as it is now; null if there is none.</summary>
    public ArticleFile? FileNow { get; private set; }

    /// <summary>The newest version that has a text.</summary>
    public StoredRevision Newest { get; private set; } = null!;

    /// <summary>The version before it that has a text.</summary>
    public int? Before { get; private set; }

    public SaveResult? Saving { get; private set; }
    public bool IsBusy { get; private set; }
    public bool Anyway { get; private set; }
    public bool Renumber { get; private set; }

    public override string Title => $"Version {Revision.Number} of {Heading}";
    public string Heading => Edition?.Find(Slug.ToString())?.Title ?? Slug.ToString();

    /// <summary>The versions that a link compares it with.</summary>
    public IEnumerable<(int Number, string Words)> Compared
    {
        get
        {
            if (Before is { } before) yield return (before, $"version {before}, the one before");
            if (Newest.Revision.Number is var newest && newest != Revision.Number) yield return (newest, $"version {newest}, the newest");
        }
    }

    public bool IsCurrent => FileNow?.Hash == Revision.Text;

    /// <summary>What readers get now; null if the file is gone or can't be read.</summary>
    public PublicationState? StateNow => FileNow is not null && PreviewBuilder.FrontMatterOf(Slug, FileNow.Text) is { } front ? PublicationStates.Of(front, Edition!.Date) : null;

    /// <summary>What they would get with this version.</summary>
    public PublicationState? StateThen => Article is null ? null : PublicationStates.Of(Article.FrontMatter, Edition!.Date);

    /// <summary>How many corrections that readers see now are not in this version.</summary>
    public int LostCorrections => FileNow is null || PreviewBuilder.FrontMatterOf(Slug, FileNow.Text) is not { } front ? 0
        : front.Corrections.Count(correction => Article?.FrontMatter.Corrections.Any(kept => kept.Date == correction.Date && kept.Note == correction.Note) != true);

    public async Task<IActionResult> OnGetAsync(string slug, int number) => await FindAsync(slug, number) ?? Page();

    public async Task<IActionResult> OnPostAsync(string slug, int number, [FromForm] string? hash, [FromForm] string? anyway, [FromForm] string? renumber)
    {
        using var turn = await queue.EnterAsync(HttpContext.RequestAborted);
        if (await FindAsync(slug, number) is { } other) return other;
        (Anyway, Renumber) = (anyway == "yes", renumber == "yes");
        if (turn is null)
        {
            IsBusy = true;
            SayBusy();
            return Page();
        }

        Saving = await SaveAsync(hash ?? "");
        if (Saving is SaveResult.Done)
        {
            var saved = desk.Open(Slug)?.Hash;
            await _current.WaitUntilAsync(edition => edition.FindAny(Slug)?.FileHash == saved);
            return SeeOther($"/editor/articles/{Slug}/history?done={number}");
        }

        // For pressing the button again after having looked.
        FileNow = desk.Open(Slug);
        Response.StatusCode = Saving is SaveResult.HeldBack or SaveResult.Refused ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task<SaveResult> SaveAsync(string hash)
    {
        // The review that the article has now is kept: it says itself whether it covers the text.
        var known = await signed.KnownAsync(Slug, Edition, HttpContext.RequestAborted);
        if (hash.Length > 0 || FileNow is not null)
            return await saver.SaveAsync(
                Slug, hash, now => Restored(PreviewBuilder.FrontMatterOf(Slug, now)?.Review ?? known), RevisionKind.BroughtBack, SignedIn!, Anyway, known, Renumber, Revision.Number);
        try
        {
            return await saver.CreateAsync(Slug, Restored(PreviewBuilder.FrontMatterOf(Slug, Newest.Text!)?.Review), Newest.Text!, SignedIn!, Anyway, Revision.Number);
        }
        catch (FormatException unusual)
        {
            return new SaveResult.Refused(unusual.Message);
        }
    }

    private string Restored(Content.FrontMatter.Review? review)
    {
        var own = PreviewBuilder.FrontMatterOf(Slug, Text)?.Review;
        return own is null ? review is null ? Text : FrontMatterEdit.KeepReview(Text, review)
            : own with { Line = 0 } == (review is null ? null : review with { Line = 0 }) ? Text
            : FrontMatterEdit.KeepReview(Text, review);
    }

    private async Task<IActionResult?> FindAsync(string slug, int number)
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (!Slug.TryParse(slug, out var key)) return NotFound();
        if (await history.FindAsync(slug, number, HttpContext.RequestAborted) is not { Text: { } text } found)
            return await ArticleHistoryModel.InsteadOfAsync(history, slug, number, HttpContext.RequestAborted) is { } instead ? SeeOther(instead) : NotFound();
        (Slug, Revision, Text, FileNow) = (key, found.Revision, text, desk.Open(key));
        Newest = await history.FindAsync(slug, null, HttpContext.RequestAborted) ?? found;
        Before = await history.NumberBeforeAsync(slug, number, HttpContext.RequestAborted);
        Article = PreviewBuilder.Print(key, text, Edition);
        return null;
    }
}
