using System.Globalization;
using BackSpasmSite.Content.Files;
using Markdig.Renderers;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Markdown;

/// <summary>Prints a picture with its size, so that the text does not jump when it arrives.</summary>
internal static class PictureHtml
{
    /// <summary>A picture that is not there is replaced by its alt text: what it says matters more than a broken frame.</summary>
    public static void Write(HtmlRenderer renderer, LinkInline picture, IReadOnlyDictionary<string, ImageFile> images)
    {
        var alt = PlainText.Of(picture);
        if (Find(picture, images) is not { } file)
        {
            renderer.WriteEscape(alt);
            return;
        }

        renderer.Write("<img src=\"").WriteEscapeUrl(file.Href)
            .Write(string.Create(CultureInfo.InvariantCulture, $"\" width=\"{file.Width}\" height=\"{file.Height}\" alt=\""))
            .WriteEscape(alt)
            .Write("\" loading=\"lazy\" decoding=\"async\">");
    }

    public static ImageFile? Find(LinkInline picture, IReadOnlyDictionary<string, ImageFile> images) =>
        picture.GetData(typeof(LinkAddress)) is LinkAddress.Picture address ? images.GetValueOrDefault(address.Path) : null;
}
