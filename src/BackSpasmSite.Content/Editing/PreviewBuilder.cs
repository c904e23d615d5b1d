using System.Text;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Content.Editing;

/// <summary>
/// Tries out a text in the place of an article's file, by the same rules as <c>check</c> and <c>serve</c>, with nothing on the
/// disk changed. It remembers the site's other files between trials.
/// </summary>
/// <param name="drafts">Whether readers see drafts.</param>
internal sealed class PreviewBuilder(ContentFolder folder, bool drafts, TimeProvider time)
{
    private readonly Lock _turn = new();
    private readonly EditionBuilder _builder = new(folder, drafts);
    private long _previews;

    /// <summary>How many editions it has built.</summary>
    public long Previews => Interlocked.Read(ref _previews);

    /// <summary>The article that a text makes by itself, among what an edition holds already; null when it makes none. Nothing is checked.</summary>
    public static Article? Print(Slug slug, string text, Edition edition) =>
        ArticleParser.Parse(slug, UnprintableCharacters.Remove($"articles/{slug}.md", TypedText.Shown(text), []), []) is { } parsed
            ? new ArticleRenderer(edition.Site, edition.People, edition.Bibliography, edition.Images).Render(parsed).Article
            : null;

    /// <summary>The article with this slug if its file, which need not exist, had this text.</summary>
    /// <param name="slug">The article's.</param>
    /// <param name="text">The whole file.</param>
    /// <exception cref="IOException">The content folder can't be listed.</exception>
    public ArticlePreview Build(Slug slug, string text)
    {
        var path = $"articles/{slug}.md";
        var bytes = Encoding.UTF8.GetBytes(text);
        lock (_turn)
        {
            // No two trials have the same stamp, and no file has one from the year 1.
            var stamp = new FileStamp(bytes.Length, new DateTime(++_previews, DateTimeKind.Utc), default);
            var file = new ContentFile(path, Path.Combine(folder.Path, path), stamp) { Unsaved = bytes };
            var edition = _builder.Build(folder.List().With(file), time.GetUtcNow());
            var isHeldBack = edition.HeldBack.Contains(path);
            var article = edition.FindAny(slug);
            return new ArticlePreview(
                isHeldBack ? null : article,
                edition,
                ContentCheck.Of(edition, path),
                isHeldBack);
        }
    }
}

/// <summary>An article as it would be with a text that nobody has saved.</summary>
/// <param name="Article">As readers would see it; null when no article can be made of the text.</param>
/// <param name="Edition">The whole site with it.</param>
/// <param name="Diagnostics">What <c>check</c> says of this file.</param>
/// <param name="IsHeldBack">Whether a mistake would keep this version from readers.</param>
internal sealed record ArticlePreview(Article? Article, Edition Edition, IReadOnlyList<Diagnostic> Diagnostics, bool IsHeldBack);
