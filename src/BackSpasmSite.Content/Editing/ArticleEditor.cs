using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Editing;

/// <summary>Opens articles' files and saves them: checked first, atomically, and never over another person's change.</summary>
internal sealed class ArticleEditor(ContentFolder folder, PreviewBuilder renderer)
{
    /// <summary>The file as it is now; null if it doesn't exist or can't be edited here.</summary>
    /// <remarks>A listing can miss a file that is being replaced, so an existing file is looked up again.</remarks>
    public ArticleFile? Open(Slug slug) => Look(slug) ?? (File.Exists(Path.Combine(folder.Root, "articles", $"{slug}.md")) ? Look(slug) : null);

    private ArticleFile? Look(Slug slug)
    {
        try
        {
            // Looked up in the listing, which leaves out links that lead outside the content folder.
            return folder.List().Find($"articles/{slug}.md") is { Error: null } file && ArticleFile.Read(file.FullPath) is { IsText: true } text ? text : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Saves a text, unless the file has changed since it was opened.</summary>
    /// <param name="hash">The hash of the file that the editor saw.</param>
    /// <param name="compose">Makes the new text from the file's text.</param>
    /// <param name="anyway">True if the editor has seen the errors and wants to save regardless.</param>
    /// <param name="signing">The review being signed with this change.</param>
    /// <param name="known">The review to keep if the file is too broken to contain a readable one: see <see cref="ReviewGuard"/>.</param>
    /// <param name="renumber">True if the editor has seen which numbers change their meaning, and means it.</param>
    public SaveResult Save(Slug slug, string hash, Func<string, string> compose, bool anyway = false, Review? signing = null, Review? known = null, bool renumber = false)
    {
        if (Open(slug) is not { } file) return new SaveResult.Gone();
        if (file.Hash != hash) return new SaveResult.Conflict(file.Text, file.Hash);
        var text = compose(file.Text);
        return Refuse(file, hash, text, renderer.Build(slug, text), anyway, signing, known, renumber) ?? Write(slug, file, text);
    }

    /// <summary>Why a checked text must not replace a file; null if it may.</summary>
    public static SaveResult? Refuse(ArticleFile file, string hash, string text, ArticlePreview articlePreview, bool anyway, Review? signing = null, Review? known = null, bool renumber = false)
    {
        if (file.Hash != hash) return new SaveResult.Conflict(file.Text, file.Hash);
        if (articlePreview.IsHeldBack || articlePreview.Article is null) return new SaveResult.HeldBack(articlePreview);
        if (RefuseText(file, text, articlePreview, signing, known) is { } reason) return new SaveResult.Refused(reason);
        if (!anyway && articlePreview.Diagnostics.Any(diagnostic => diagnostic.Severity is Severity.Error)) return new SaveResult.HasErrors(articlePreview);
        return !renumber && ChangedNumbers(file, articlePreview) is { Count: > 0 } changed ? new SaveResult.ChangesNumbers(articlePreview, changed) : null;
    }

    /// <summary>The numbers that would mean other papers than in the file as it is.</summary>
    public static IReadOnlyList<Diagnostic> ChangedNumbers(ArticleFile file, ArticlePreview articlePreview) =>
        articlePreview.Article is { } after && PreviewBuilder.Print(after.Slug, file.Text, articlePreview.Edition) is { } before
            ? ChangedNumber.Report(before, after, 1)
            : [];

    /// <summary>Reasons that the editor can't override: an unsigned review, an old address that belongs to something else.</summary>
    public static string? RefuseText(ArticleFile file, string text, ArticlePreview articlePreview, Review? signing = null, Review? known = null) =>
        ReviewGuard.Refuse(file.Text, text, signing, known) ?? (articlePreview.Article is { } article ? AddressClash.Find(article, articlePreview.Edition) : null);

    /// <summary>Replaces the file that the text was made from.</summary>
    public SaveResult Write(Slug slug, ArticleFile file, string text)
    {
        try
        {
            if (text == file.Text || file.TryReplace(text)) return new SaveResult.Done();
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

/// <summary>The result of saving a text.</summary>
internal abstract record SaveResult
{
    private SaveResult()
    {
    }

    /// <summary>The text is now the article's file.</summary>
    public sealed record Done : SaveResult;

    /// <summary>Not written: a mistake in it would keep it from readers.</summary>
    public sealed record HeldBack(ArticlePreview ArticlePreview) : SaveResult;

    /// <summary>Not written: only another page may do this, or it is impossible.</summary>
    /// <param name="Reason">What to change.</param>
    public sealed record Refused(string Reason) : SaveResult;

    /// <summary>Not written: it has errors that readers would notice, and the editor has to confirm them.</summary>
    public sealed record HasErrors(ArticlePreview ArticlePreview) : SaveResult;

    /// <summary>Not written: numbers that the text cites would mean other papers, and the editor has to confirm that.</summary>
    public sealed record ChangesNumbers(ArticlePreview ArticlePreview, IReadOnlyList<Diagnostic> Numbers) : SaveResult;

    /// <summary>Not written: the file was changed since it was read.</summary>
    /// <param name="Theirs">The file's current text.</param>
    /// <param name="Hash">The file's current hash.</param>
    public sealed record Conflict(string Theirs, string Hash) : SaveResult;

    /// <summary>Not written: the disk refused it.</summary>
    /// <param name="Text">The whole file, for replacing it by hand.</param>
    /// <param name="Changes">The differences from the present file.</param>
    /// <param name="Reason">The cause and what helps.</param>
    public sealed record NotWritable(string Text, IReadOnlyList<DiffLine> Changes, string Reason) : SaveResult;

    /// <summary>The file no longer exists.</summary>
    public sealed record Gone : SaveResult;
}
