using System.Text;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;
using Markdig.Syntax;

namespace BackSpasmSite.Content.Editing;

/// <summary>
/// Builds an article from unsaved text, by the same rules as <c>check</c> and <c>serve</c>, without changing the disk. Caches the other
/// files between previews.
/// </summary>
internal sealed class PreviewBuilder(ContentFolder folder, bool drafts, TimeProvider time)
{
    private readonly Lock _turn = new();
    private readonly EditionBuilder _builder = new(folder, drafts);
    private long _previews;

    public long Previews => Interlocked.Read(ref _previews);

    /// <summary>With the other content of an edition, and unchecked; null if the text can't be parsed.</summary>
    /// <param name="lineShift">See <see cref="ArticleRenderer.LineShift"/>.</param>
    public static Article? Print(Slug slug, string text, Edition edition, int? lineShift = null) =>
        Parse(slug, text) is { } parsed
            ? new ArticleRenderer(edition.Site, edition.People, edition.Bibliography, edition.Images) { LineShift = lineShift }.Render(parsed).Article
            : null;

    /// <summary>The front matter alone; null if the text can't be parsed.</summary>
    public static ArticleMetadata? FrontMatterOf(Slug slug, string text) => Parse(slug, text)?.FrontMatter;

    /// <summary>The line in which a section begins, from 1; null if the text has no such heading.</summary>
    /// <param name="id">The heading's, such as <c>s-heat</c>.</param>
    public static int? LineOf(Slug slug, string text, string id)
    {
        if (Parse(slug, text) is not { } parsed) return null;
        var heading = ArticleParser.ParseText(parsed).Text.Document.Descendants<HeadingBlock>().FirstOrDefault(block => block.GetData(typeof(Heading)) is Heading found && found.Id == id);
        return heading is null ? null : parsed.Source.PositionOf(parsed.TextStart + heading.Span.Start).Line;
    }

    private static ParsedArticle? Parse(Slug slug, string text) =>
        ArticleParser.Parse(slug, UnprintableCharacters.Remove($"articles/{slug}.md", TypedText.Shown(text), []), []);

    /// <summary>As if the article's file, which need not exist, had this text.</summary>
    /// <exception cref="IOException">The content folder can't be listed.</exception>
    public ArticlePreview Build(Slug slug, string text)
    {
        var path = $"articles/{slug}.md";
        var bytes = Encoding.UTF8.GetBytes(text);
        lock (_turn)
        {
            // Unique for each preview: no file has a stamp from the year 1.
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

/// <param name="Article">As readers would see it; null if the text can't be made into an article.</param>
/// <param name="IsHeldBack">A mistake would keep this version from readers.</param>
internal sealed record ArticlePreview(Article? Article, Edition Edition, IReadOnlyList<Diagnostic> Diagnostics, bool IsHeldBack);
