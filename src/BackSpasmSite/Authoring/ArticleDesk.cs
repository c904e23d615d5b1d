using BackSpasmSite.Articles;
using BackSpasmSite.Articles.Files;

namespace BackSpasmSite.Authoring;

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
    public Saving Save(Slug slug, string hash, Func<string, string> compose)
    {
        if (Open(slug) is not { } file) return new Saving.Gone();
        if (file.Hash != hash) return new Saving.Conflict(file.Text, file.Hash);

        var text = compose(file.Text);
        var trial = press.Try(slug, text);
        if (trial.IsHeldBack) return new Saving.HeldBack(trial);
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
