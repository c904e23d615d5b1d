using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Content.Text;

/// <summary>The text of an article's file.</summary>
internal static class ArticleSource
{
    /// <summary>
    /// The file as it is now, which may be newer than the edition, or broken. Empty where it can't be read: then nothing is
    /// found in it.
    /// </summary>
    public static SourceText Read(ContentFolder folder, Article article)
    {
        var nothing = new SourceText(article.Path, "");
        try
        {
            return TextFile.Decode(article.Path, RegularFile.Read(Path.Combine(folder.Path, article.Path), ContentReader.MostMarkdownBytes), []) ?? nothing;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return nothing;
        }
    }
}
