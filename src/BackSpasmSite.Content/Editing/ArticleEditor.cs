using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Editing;

/// <summary>Opens articles' files and saves them: checked first, in one step, and never over what somebody else wrote.</summary>
internal sealed class ArticleEditor(ContentFolder folder, PreviewBuilder renderer)
{
    /// <summary>The file as it is; null when there is none that could be edited here.</summary>
    /// <remarks>A listing can miss a file that is replaced at that moment, so a file that is there gets a second look.</remarks>
    public ArticleFile? Open(Slug slug) => Look(slug) ?? (File.Exists(Path.Combine(folder.Root, "articles", $"{slug}.md")) ? Look(slug) : null);

    private ArticleFile? Look(Slug slug)
    {
        try
        {
            // By the listing, which leaves out links that lead out of the content folder.
            return folder.List().Find($"articles/{slug}.md") is { Error: null } file && ArticleFile.Read(file.FullPath) is { IsText: true } text ? text : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Saves a text, unless the file is another one than when it was opened.</summary>
    /// <param name="slug">The article's.</param>
    /// <param name="hash">The hash of the file that the editor saw.</param>
    /// <param name="compose">Makes the new text from the file's.</param>
    /// <param name="anyway">Whether the editor knows of its errors and wants to save all the same.</param>
    /// <param name="signing">The review that is signed with this change.</param>
    /// <param name="known">The review that counts where the file is too broken to tell its own: see <see cref="ReviewGuard"/>.</param>
    public SaveResult Save(Slug slug, string hash, Func<string, string> compose, bool anyway = false, Review? signing = null, Review? known = null)
    {
        if (Open(slug) is not { } file) return new SaveResult.Gone();
        if (file.Hash != hash) return new SaveResult.Conflict(file.Text, file.Hash);
        var text = compose(file.Text);
        return Refuse(file, hash, text, renderer.Build(slug, text), anyway, signing, known) ?? Write(slug, file, text);
    }

    /// <summary>Why a text that was tried out may not take a file's place; null when it may.</summary>
    public static SaveResult? Refuse(ArticleFile file, string hash, string text, ArticlePreview articlePreview, bool anyway, Review? signing = null, Review? known = null)
    {
        if (file.Hash != hash) return new SaveResult.Conflict(file.Text, file.Hash);
        if (articlePreview.IsHeldBack || articlePreview.Article is null) return new SaveResult.HeldBack(articlePreview);
        if (RefuseText(file, text, articlePreview, signing, known) is { } reason) return new SaveResult.Refused(reason);
        return !anyway && articlePreview.Diagnostics.Any(diagnostic => diagnostic.Severity is Severity.Error) ? new SaveResult.HasErrors(articlePreview) : null;
    }

    /// <summary>What no confirmation allows: a review that nobody signed, an old address that belongs to something else.</summary>
    public static string? RefuseText(ArticleFile file, string text, ArticlePreview articlePreview, Review? signing = null, Review? known = null) =>
        ReviewGuard.Refuse(file.Text, text, signing, known) ?? (articlePreview.Article is { } article ? AddressClash.Find(article, articlePreview.Edition) : null);

    /// <summary>Puts a text into the place of the file it was made from.</summary>
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

/// <summary>What became of a text that was to be saved.</summary>
internal abstract record SaveResult
{
    private SaveResult()
    {
    }

    /// <summary>It is the article's file now.</summary>
    public sealed record Done : SaveResult;

    /// <summary>A mistake in it would keep it from readers, so nothing was written.</summary>
    public sealed record HeldBack(ArticlePreview ArticlePreview) : SaveResult;

    /// <summary>It would do what only another page may do, or what cannot be, so nothing was written.</summary>
    /// <param name="Reason">What to change, in words.</param>
    public sealed record Refused(string Reason) : SaveResult;

    /// <summary>There are errors that readers would notice; nothing was written until the editor confirms it.</summary>
    public sealed record HasErrors(ArticlePreview ArticlePreview) : SaveResult;

    /// <summary>Somebody saved the file since it was read, so nothing was written.</summary>
    /// <param name="Theirs">The file as it is now.</param>
    /// <param name="Hash">That file's hash.</param>
    public sealed record Conflict(string Theirs, string Hash) : SaveResult;

    /// <summary>The disk does not take it, so nothing was written.</summary>
    /// <param name="Text">The whole file, to be put in its place by hand.</param>
    /// <param name="Changes">What differs from the file there is.</param>
    /// <param name="Reason">What the system says.</param>
    public sealed record NotWritable(string Text, IReadOnlyList<DiffLine> Changes, string Reason) : SaveResult;

    /// <summary>There is no such file any more.</summary>
    public sealed record Gone : SaveResult;
}
