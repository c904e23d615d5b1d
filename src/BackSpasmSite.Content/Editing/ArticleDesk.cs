using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Editing;

/// <summary>Opens articles' files and saves them: checked first, in one step, and never over what somebody else wrote.</summary>
internal sealed class ArticleDesk(ContentFolder folder, TrialPress press)
{
    /// <summary>The file as it is; null when there is none that could be edited here.</summary>
    public ArticleFile? Open(Slug slug)
    {
        try
        {
            // By the listing, which leaves out links that lead out of the content folder.
            return folder.List().Find($"articles/{slug}.md") is { Refusal: null } file && ArticleFile.Read(file.FullPath) is { IsText: true } text ? text : null;
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
    public Saving Save(Slug slug, string hash, Func<string, string> compose, bool anyway = false, Review? signing = null)
    {
        if (Open(slug) is not { } file) return new Saving.Gone();
        if (file.Hash != hash) return new Saving.Conflict(file.Text, file.Hash);
        var text = compose(file.Text);
        return Refuse(file, hash, text, press.Try(slug, text), anyway, signing) ?? Write(slug, file, text);
    }

    /// <summary>Why a text that was tried out may not take a file's place; null when it may.</summary>
    public static Saving? Refuse(ArticleFile file, string hash, string text, Trial trial, bool anyway, Review? signing = null)
    {
        if (file.Hash != hash) return new Saving.Conflict(file.Text, file.Hash);
        if (trial.IsHeldBack || trial.Article is null) return new Saving.HeldBack(trial);
        if (RefuseText(file, text, trial, signing) is { } reason) return new Saving.Refused(reason);
        return !anyway && trial.Problems.Any(problem => problem.Severity is Severity.Error) ? new Saving.HasErrors(trial) : null;
    }

    /// <summary>What no confirmation allows: a review that nobody signed, an old address that belongs to something else.</summary>
    public static string? RefuseText(ArticleFile file, string text, Trial trial, Review? signing = null) =>
        ReviewKeeping.Refuse(file.Text, text, signing) ?? (trial.Article is { } article ? AddressClash.Find(article, trial.Edition) : null);

    /// <summary>Puts a text into the place of the file it was made from.</summary>
    public Saving Write(Slug slug, ArticleFile file, string text)
    {
        try
        {
            if (text == file.Text || file.TryReplace(text)) return new Saving.Done();
            return Open(slug) is { } theirs ? new Saving.Conflict(theirs.Text, theirs.Hash) : new Saving.Gone();
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException && Open(slug) is null)
        {
            return new Saving.Gone();
        }
        catch (Exception refused) when (WriteFailure.Is(refused))
        {
            return new Saving.NotWritable(text, LineDiff.Of(file.Text, text), WriteFailure.Cause(refused));
        }
    }
}

/// <summary>What became of a text that was to be saved.</summary>
internal abstract record Saving
{
    private Saving()
    {
    }

    /// <summary>It is the article's file now.</summary>
    public sealed record Done : Saving;

    /// <summary>A mistake in it would keep it from readers, so nothing was written.</summary>
    public sealed record HeldBack(Trial Trial) : Saving;

    /// <summary>It would do what only another page may do, or what cannot be, so nothing was written.</summary>
    /// <param name="Reason">What to change, in words.</param>
    public sealed record Refused(string Reason) : Saving;

    /// <summary>There are errors that readers would notice; nothing was written until the editor confirms it.</summary>
    public sealed record HasErrors(Trial Trial) : Saving;

    /// <summary>Somebody saved the file since it was read, so nothing was written.</summary>
    /// <param name="Theirs">The file as it is now.</param>
    /// <param name="Hash">That file's hash.</param>
    public sealed record Conflict(string Theirs, string Hash) : Saving;

    /// <summary>The disk does not take it, so nothing was written.</summary>
    /// <param name="Text">The whole file, to be put in its place by hand.</param>
    /// <param name="Changes">What differs from the file there is.</param>
    /// <param name="Reason">What the system says.</param>
    public sealed record NotWritable(string Text, IReadOnlyList<DiffLine> Changes, string Reason) : Saving;

    /// <summary>There is no such file any more.</summary>
    public sealed record Gone : Saving;
}
