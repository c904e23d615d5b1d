using BackSpasmSite.Audit;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Data;

namespace BackSpasmSite.History;

/// <summary>Every save of an article at the desk: the file, its version in the history, and the audit entry.</summary>
internal sealed partial class ArticleSaver(ArticleEditor articles, CurrentEdition current, RevisionStore store, SecondPairOfEyes eyes, AuditLog audit, ILogger<ArticleSaver> logger)
{
    /// <summary>As <see cref="ArticleEditor.Save"/>, with the version and the audit entry.</summary>
    /// <param name="compose">May throw a <see cref="FormatException"/> with a reason for the editor.</param>
    /// <exception cref="DatabaseUnavailableException">Nothing is saved.</exception>
    public async Task<SaveResult> SaveAsync(
        Slug slug, string hash, Func<string, string> compose, RevisionKind kind, string editor, bool anyway = false, Review? known = null, bool renumber = false, int? source = null)
    {
        if (articles.Open(slug) is not { } file) return new SaveResult.Gone();
        if (file.Hash != hash) return new SaveResult.Conflict(file.Text, file.Hash);
        string text;
        try
        {
            text = compose(file.Text);
        }
        catch (FormatException unusual)
        {
            return new SaveResult.Refused(unusual.Message);
        }

        if (await ValidateAsync(slug, file.Text, text, kind, editor) is { } reason) return new SaveResult.Refused(reason);
        var result = articles.Save(slug, hash, _ => text, anyway, known: known, renumber: renumber);
        if (result is SaveResult.Done done && done.Before != done.After) await SavedAsync(slug, done.Before, done.After, kind, editor, source);
        return result;
    }

    /// <summary>Puts the file back that somebody deleted.</summary>
    /// <param name="last">The file as it was; its review is kept.</param>
    /// <exception cref="DatabaseUnavailableException">Nothing is saved.</exception>
    public async Task<SaveResult> CreateAsync(Slug slug, string text, string last, string editor, bool anyway, int? source)
    {
        if (await ValidateAsync(slug, null, text, RevisionKind.BroughtBack, editor) is { } reason) return new SaveResult.Refused(reason);
        var result = articles.Create(slug, text, PreviewBuilder.FrontMatterOf(slug, last)?.Review, anyway);
        if (result is SaveResult.Done done) await SavedAsync(slug, done.Before, done.After, RevisionKind.BroughtBack, editor, source);
        return result;
    }

    /// <summary>Why this change may not be made by this editor; null if it may.</summary>
    public async Task<string?> ValidateAsync(Slug slug, string? before, string after, RevisionKind kind, string editor) =>
        eyes.IsOn && current.Edition is { } edition && PreviewBuilder.Print(slug, after, edition) is { } article
            ? await eyes.ValidateAsync(slug, editor, kind, before is null ? null : PreviewBuilder.Print(slug, before, edition), article, edition, default)
            : null;

    /// <summary>For a file that is written already. If the database fails, the site finds the change by itself, without the editor's name.</summary>
    public async Task SavedAsync(Slug slug, string? before, string after, RevisionKind kind, string editor, int? source = null)
    {
        var edition = current.Edition;
        var (old, now) = (Printed(before), Printed(after));
        if (edition is not null)
        {
            try
            {
                await store.SavedAsync(
                    before is null ? null : RevisionDraft.Of(slug, RevisionKind.Found, null, ArticleFile.BytesOf(before), old, edition),
                    RevisionDraft.Of(slug, kind, editor, ArticleFile.BytesOf(after), now, edition) with { Source = source });
            }
            catch (DatabaseUnavailableException unavailable)
            {
                LogNotKept(slug.ToString(), unavailable.Message);
            }
        }

        await audit.TryRecordAsync(editor, Audited(kind, old, now), $"articles/{slug}.md");

        Article? Printed(string? text) => text is null || edition is null ? null : PreviewBuilder.Print(slug, text, edition);
    }

    private static string Audited(RevisionKind kind, Article? before, Article? after) => kind switch
    {
        RevisionKind.Created => "created a draft",
        RevisionKind.Corrected => "corrected the article",
        RevisionKind.Signed => "signed a review",
        RevisionKind.Published => "published the article",
        RevisionKind.Scheduled => "scheduled the article",
        RevisionKind.BackToDraft => "made the article a draft again",
        RevisionKind.BroughtBack => "brought back an earlier version",
        _ => (before?.FrontMatter.Withdrawn is not null, after?.FrontMatter.Withdrawn is not null) switch
        {
            (false, true) => "withdrew the article",
            (true, false) => "reinstated the withdrawn article",
            _ => "edited the article",
        },
    };

    [LoggerMessage(LogLevel.Error, "The database could not keep the version of {Article} that was just saved. It will be recorded as a change found in the folder: {Reason}")]
    private partial void LogNotKept(string article, string reason);
}
