using BackSpasmSite.Content;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.History;

/// <summary>
/// If the setting asks for it: readers get an article only when somebody other than its last author says so. What readers have already may
/// be changed by one person, as before: a harmful mistake must not wait for a colleague.
/// </summary>
internal sealed class SecondPairOfEyes(RevisionHistory history, IOptions<DeskOptions> options)
{
    private static readonly RevisionKind[] Publishing = [RevisionKind.Published, RevisionKind.Scheduled, RevisionKind.Reinstated];

    public bool IsOn => options.Value.SecondPairOfEyes;

    /// <summary>Why this editor may not publish the article; null if the editor may.</summary>
    public async Task<string?> ValidateAsync(Slug slug, string editor, CancellationToken cancellation) =>
        IsOn && await history.LastWritingAsync(slug.ToString(), cancellation) is { By: { } author } && author.Equals(editor, StringComparison.OrdinalIgnoreCase)
            ? "You changed the text last. On this site an article is published by somebody other than its last author, so please ask another editor to read it and to publish it."
            : null;

    /// <summary>The same for a change of the file by any means.</summary>
    /// <param name="before">Null if there is no file.</param>
    public async Task<string?> ValidateAsync(Slug slug, string editor, RevisionKind kind, Article? before, Article after, Edition edition, CancellationToken cancellation)
    {
        if (!IsOn || !IsForReaders(after)) return null;
        if (before is null || Publishing.Contains(kind)) return await ValidateAsync(slug, editor, cancellation);
        if (!IsForReaders(before))
            return "This would publish the article. On this site an article is published by somebody other than its last author: save it as a draft, or withdrawn as it is, and ask another editor to publish it on its page “Publish or withdraw”.";
        return kind is not RevisionKind.Signed && StateOf(before) is PublicationState.Scheduled
            ? "The article is scheduled, so readers would get this text without anybody else having read it. On this site an article is published by somebody other than its last author: first make it a draft again on its page “Publish or withdraw”."
            : null;

        bool IsForReaders(Article article) => StateOf(article) is PublicationState.Published or PublicationState.Scheduled;

        PublicationState StateOf(Article article) => PublicationStates.Of(article.FrontMatter, edition.Date);
    }
}
