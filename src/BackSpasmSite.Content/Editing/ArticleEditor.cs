using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Editing;

/// <summary>Saves are checked first, atomic, and never overwrite another person's change.</summary>
internal sealed class ArticleEditor(ContentFolder folder, PreviewBuilder renderer)
{
    /// <summary>Null if the file doesn't exist or can't be edited here. A listing can miss a file that is being replaced, so it looks twice.</summary>
    public ArticleFile? Open(Slug slug) => Look(slug) ?? (File.Exists(Path.Combine(folder.Root, "articles", $"{slug}.md")) ? Look(slug) : null);

    private ArticleFile? Look(Slug slug)
    {
        try
        {
            // The listing leaves out links that lead outside the content folder.
            return folder.List().Find($"articles/{slug}.md") is { Error: null } file && ArticleFile.Read(file.FullPath) is { IsText: true } text ? text : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <param name="anyway">The editor has seen the errors and wants to save regardless.</param>
    /// <param name="signing">The review being signed with this change.</param>
    /// <param name="known">The review to keep if the file's own can't be read: see <see cref="ReviewGuard"/>.</param>
    /// <param name="renumber">The editor has seen which numbers change their meaning, and means it.</param>
    public SaveResult Save(Slug slug, string hash, Func<string, string> compose, bool anyway = false, Review? signing = null, Review? known = null, bool renumber = false)
    {
        if (Open(slug) is not { } file) return new SaveResult.Gone();
        if (file.Hash != hash) return new SaveResult.Conflict(file.Text, file.Hash);
        var text = compose(file.Text);
        return Validate(file, hash, text, renderer.Build(slug, text), anyway, signing, known, renumber) ?? Write(slug, file, text);
    }

    /// <summary>Writes a file that is not there. Its review may only be the one that was there last.</summary>
    public SaveResult Create(Slug slug, string text, Review? last, bool anyway)
    {
        var preview = renderer.Build(slug, text);
        if (preview.IsHeldBack || preview.Article is null) return new SaveResult.HeldBack(preview);
        if ((ReviewGuard.Validate("", text, last) ?? AddressClash.Find(preview.Article, preview.Edition)) is { } reason) return new SaveResult.Refused(reason);
        if (!anyway && preview.Diagnostics.Any(diagnostic => diagnostic.Severity is Severity.Error)) return new SaveResult.HasErrors(preview);
        try
        {
            if (AtomicFile.TryCreate(Path.Combine(folder.Root, "articles", $"{slug}.md"), stream => stream.Write(ArticleFile.BytesOf(text)))) return new SaveResult.Done(null, text);
            return Open(slug) is { } theirs ? new SaveResult.Conflict(theirs.Text, theirs.Hash) : new SaveResult.Refused("Something else has this name in the folder of articles.");
        }
        catch (Exception refused) when (WriteFailure.Is(refused))
        {
            return new SaveResult.NotWritable(text, LineDiff.Of("", text), WriteFailure.Cause(refused));
        }
    }

    /// <summary>Null if the text may replace the file.</summary>
    public static SaveResult? Validate(ArticleFile file, string hash, string text, ArticlePreview articlePreview, bool anyway, Review? signing = null, Review? known = null, bool renumber = false)
    {
        if (file.Hash != hash) return new SaveResult.Conflict(file.Text, file.Hash);
        if (articlePreview.IsHeldBack || articlePreview.Article is null) return new SaveResult.HeldBack(articlePreview);
        if (RefuseText(file, text, articlePreview, signing, known) is { } reason) return new SaveResult.Refused(reason);
        if (!anyway && articlePreview.Diagnostics.Any(diagnostic => diagnostic.Severity is Severity.Error)) return new SaveResult.HasErrors(articlePreview);
        return !renumber && ChangedNumbers(file, articlePreview) is { Count: > 0 } changed ? new SaveResult.ChangesNumbers(articlePreview, changed) : null;
    }

    /// <summary>Numbers that would mean other papers than in the file as it is.</summary>
    public static IReadOnlyList<Diagnostic> ChangedNumbers(ArticleFile file, ArticlePreview articlePreview) =>
        articlePreview.Article is { } after && PreviewBuilder.Print(after.Slug, file.Text, articlePreview.Edition) is { } before
            ? ChangedNumber.Report(before, after, 1)
            : [];

    /// <summary>Reasons that the editor can't override: an unsigned review, an old address that belongs to something else.</summary>
    public static string? RefuseText(ArticleFile file, string text, ArticlePreview articlePreview, Review? signing = null, Review? known = null) =>
        ReviewGuard.Validate(file.Text, text, signing, known) ?? (articlePreview.Article is { } article ? AddressClash.Find(article, articlePreview.Edition) : null);

    public SaveResult Write(Slug slug, ArticleFile file, string text)
    {
        try
        {
            if (text == file.Text || file.TryReplace(text)) return new SaveResult.Done(file.Text, text);
            return Open(slug) is { } theirs ? new SaveResult.Conflict(theirs.Text, theirs.Hash) : new SaveResult.Gone();
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException && Open(slug) is null)
        {
            return new SaveResult.Gone();
        }
        catch (Exception refused) when (WriteFailure.Is(refused))
        {
            return new SaveResult.NotWritable(text, LineDiff.Of(file.Text, text), WriteFailure.Cause(refused));
        }
    }
}

/// <summary>Only <see cref="Done"/> means that the file was written.</summary>
internal abstract record SaveResult
{
    private SaveResult()
    {
    }

    /// <summary>What was replaced, null for a new file, and what was written. Reading the file afterwards could give somebody else's save.</summary>
    public sealed record Done(string? Before, string After) : SaveResult;

    /// <summary>A mistake would keep the text from readers.</summary>
    public sealed record HeldBack(ArticlePreview ArticlePreview) : SaveResult;

    /// <summary>Only another page may do this, or it is impossible.</summary>
    public sealed record Refused(string Reason) : SaveResult;

    /// <summary>The editor has to confirm errors that readers would notice.</summary>
    public sealed record HasErrors(ArticlePreview ArticlePreview) : SaveResult;

    /// <summary>The editor has to confirm that numbers in the text would mean other papers.</summary>
    public sealed record ChangesNumbers(ArticlePreview ArticlePreview, IReadOnlyList<Diagnostic> Numbers) : SaveResult;

    /// <summary>The file was changed since it was read; these are its current text and hash.</summary>
    public sealed record Conflict(string Theirs, string Hash) : SaveResult;

    /// <param name="Text">The whole file, for replacing it by hand.</param>
    public sealed record NotWritable(string Text, IReadOnlyList<DiffLine> Changes, string Reason) : SaveResult;

    public sealed record Gone : SaveResult;
}

/// <summary>
/// Finds old addresses in <c>redirects</c> that are taken. <c>check</c> may report the clash in the other file, but the editor who is saving
/// must see it here.
/// </summary>
internal static class AddressClash
{
    /// <summary>Only the first clash.</summary>
    public static string? Find(Article article, Edition edition)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        var all = edition.Articles.Values.Concat(edition.Hidden).ToList();
        foreach (var other in all.Where(other => other.Slug != article.Slug))
            foreach (var redirect in other.FrontMatter.Redirects) owners[SiteAddresses.OfRedirect(redirect)] = other.Path;
        foreach (var page in edition.Pages.Values) owners[$"/{page.Slug}"] = page.Path;
        foreach (var other in all) owners[$"/articles/{other.Slug}"] = other.Path;

        foreach (var redirect in article.FrontMatter.Redirects)
        {
            var path = SiteAddresses.OfRedirect(redirect);
            var owner = SiteAddresses.IsBuiltIn(path) ? "the software" : owners.GetValueOrDefault(path);
            if (owner is not null) return $"The old address “{redirect}” belongs to {owner}, so it can’t lead here. Remove it from “redirects”.";
            owners[path] = "this article itself";
        }

        return null;
    }

    /// <summary>The article that already redirects from a new article's address; null if that is free.</summary>
    public static Article? OwnerOf(Slug slug, Edition edition) =>
        edition.Articles.Values.Concat(edition.Hidden)
            .FirstOrDefault(other => other.FrontMatter.Redirects.Any(redirect => SiteAddresses.OfRedirect(redirect) == $"/articles/{slug}"));
}
