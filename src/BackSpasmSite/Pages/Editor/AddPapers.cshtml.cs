using System.Text;
using BackSpasmSite.Accounts;
using BackSpasmSite.Audit;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography.Import;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Reviews;
using BackSpasmSite.Http;
using BackSpasmSite.Lookup;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

/// <summary>Adds papers by their numbers or from pasted text: shown first, then saved.</summary>
[KeepsWords]
[LargestBody(MostBytes)]
[EditorsOnly]
internal sealed class AddPapersModel(
    CurrentEdition current, IOptions<SiteOptions> options, ContentFolder folder, PaperLookup lookup, PreviewQueue queue, AuditLog audit)
    : DeskPage(current, options)
{
    /// <summary>A hundred papers with abstracts have 300 KB, and form encoding turns many bytes into three. More is for <c>refs import</c>.</summary>
    private const int MostBytes = 4 * 1024 * 1024;

    private const int MostLookups = 20;

    private readonly CurrentEdition _current = current;

    public override string Title => "Add papers";

    public string Text { get; private set; } = "";

    /// <summary>What is wrong with the text or its papers, and the reason why nothing can be added.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; private set; } = [];
    public string? Error { get; private set; }

    /// <summary>What would be added; null before a look, or if nothing can be.</summary>
    public ImportPlan? Plan { get; private set; }

    /// <summary>The lines of references.json that would change.</summary>
    public IReadOnlyList<DiffLine> Changes { get; private set; } = [];

    /// <summary>The fingerprint of the file as it would be: only what was shown is saved.</summary>
    public string Shown { get; private set; } = "";

    /// <summary>The reviews that would be out of date.</summary>
    public IReadOnlyList<Article> Stale { get; private set; } = [];

    /// <summary>“retracted”, if it is; its entry may have a number that the pasted paper lacks.</summary>
    public string? MarkOf(ImportedItem item) => Edition?.Retractions.Of(Plan!.After.Find(item.Id)!).Mark;

    public async Task<IActionResult> OnPostAsync(string? text, string? shown, string? @do)
    {
        Text = TypedText.Shown(text ?? "");
        if (string.IsNullOrWhiteSpace(Text)) return Reject("Type a DOI or a PMID, or paste the papers.");
        var (papers, diagnostics) = (new List<ImportedPaper>(), new List<Diagnostic>());
        if (await ReadAsync(papers, diagnostics) is { } failure) return failure;
        using var turn = await queue.EnterAsync(HttpContext.RequestAborted);
        if (turn is null)
        {
            SayBusy();
            Error = "The desk is busy. Nothing is saved, and nothing is lost: please press the button again in a few seconds.";
            return Page();
        }

        var (file, error) = BibliographyFile.Open(folder);
        if (file is null) return Reject($"references.json can’t be read: {error}");
        var plan = diagnostics.Exists(diagnostic => diagnostic.Severity == Severity.Error) ? null : ImportPlan.Make(file.Text, papers, diagnostics);
        Diagnostics = diagnostics;
        if (plan?.Text is not { } result) return Reject("Nothing can be added until the errors below are fixed.");
        if (BibliographyFile.Validate(result) is { } refusal) return Reject(refusal);

        (Plan, Shown, Changes, Stale) = (plan, ArticleFile.HashOf(result), LineDiff.Of(file.Text, result), Edition is null ? [] : CoveredPapers.MadeStale(Edition, plan.After));
        if (@do != "save") return Page();
        if (shown != Shown) return Reject("Somebody changed references.json, or a record has changed, since this was shown. Look at it again below, then save.", StatusCodes.Status409Conflict);
        return await SaveAsync(file, result, plan);
    }

    private async Task<IActionResult> SaveAsync(BibliographyFile file, string text, ImportPlan plan)
    {
        var changed = plan.Items.Where(item => item.Added is not { Count: 0 }).Select(item => item.Id).Distinct().ToList();
        if (changed.Count == 0) return SeeOther("/editor/references");
        try
        {
            if (!file.TrySave(text)) return Reject("Somebody has just changed references.json. Nothing is saved; press the button again.", StatusCodes.Status409Conflict);
        }
        catch (Exception refused) when (WriteFailure.Is(refused))
        {
            return Reject($"references.json can’t be written, and nothing was saved. {WriteFailure.Cause(refused)} Put the changed lines below into the file yourself.", StatusCodes.Status409Conflict);
        }

        await audit.TryRecordAsync(SignedIn, "added papers", string.Join(", ", changed));
        await _current.WaitUntilAsync(edition => changed.TrueForAll(id => edition.Bibliography.Find(id) is not null));
        return SeeOther(changed is [var one] && Edition is not null ? $"{new ListedPaper(plan.After.Find(one)!, []).Address}?done=saved" : "/editor/references?show=no-finding");
    }

    /// <summary>Looks numbers up, or reads the pasted text. Returns the page if that failed.</summary>
    private async Task<IActionResult?> ReadAsync(List<ImportedPaper> papers, List<Diagnostic> diagnostics)
    {
        var lines = Text.Split(['\n', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(word => word.TrimEnd(',', ';')).ToList();
        // “PMID: 28422125” has a space in it.
        var numbers = lines.TrueForAll(word => PaperNumber.Parse(word) is not null)
            ? [.. lines.Select(PaperNumber.Parse)]
            : Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(PaperNumber.Parse).ToList();
        if (numbers.Count == 0 || numbers.Contains(null))
        {
            papers.AddRange(PaperImport.Read("your text", Encoding.UTF8.GetBytes(Text), diagnostics));
            return null;
        }

        var different = numbers.OfType<PaperNumber>().Distinct().ToList();
        if (different.Count > MostLookups) return Reject($"These are {different.Count} numbers; at most {MostLookups} can be looked up at once. Use the command refs add for more.");
        foreach (var number in different)
        {
            switch (await lookup.FindAsync(number, HttpContext.RequestAborted))
            {
                case LookupResult.Found found:
                    papers.Add(found.Paper);
                    diagnostics.AddRange(found.Diagnostics);
                    break;
                case LookupResult.None none:
                    return Reject(none.Reason);
                case LookupResult.Unknown unknown:
                    return Reject($"{number} could not be looked up. {unknown.Reason} Nothing is saved, and your text is below.", StatusCodes.Status503ServiceUnavailable);
            }
        }

        return null;
    }

    private PageResult Reject(string error, int status = StatusCodes.Status400BadRequest)
    {
        Error = error;
        Response.StatusCode = status;
        return Page();
    }
}
