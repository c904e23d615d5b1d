using AngleSharp.Html.Parser;

namespace BackSpasmSite.Feeds;

/// <summary>Printed HTML as it can stand in another program, without our page, stylesheet or scripts around it.</summary>
internal static class StandaloneHtml
{
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "href", "src", "alt", "width", "height", "title", "start", "scope", "colspan", "rowspan", "lang", "dir", "datetime",
    };

    /// <summary>Whole addresses, boxes whose titles stand out, and no attribute that means something on our page only: ids, classes, roles, descriptions.</summary>
    /// <param name="html">As the article's page has it.</param>
    /// <param name="page">The whole address of that page, to which its own anchors lead.</param>
    public static string Of(string html, Uri page)
    {
        using var document = new HtmlParser().ParseDocument($"<!DOCTYPE html><body>{html}");
        // Without our stylesheet “Do” and “Don’t” would not stand out from what they are about.
        foreach (var title in document.Body!.QuerySelectorAll("p.box-title")) title.InnerHtml = $"<strong>{title.InnerHtml}</strong>";
        foreach (var element in document.Body.QuerySelectorAll("*"))
        {
            foreach (var attribute in element.Attributes.Where(attribute => !Kept.Contains(attribute.Name)).ToList()) element.RemoveAttribute(attribute.Name);
            foreach (var name in (string[])["href", "src"])
                if (element.GetAttribute(name) is { } address) element.SetAttribute(name, Whole(address, page));
        }

        return document.Body.InnerHtml.Trim();
    }

    /// <summary>Only our own are completed: another site's address stays as its author wrote it.</summary>
    private static string Whole(string address, Uri page) => address switch
    {
        ['#', ..] => page.AbsoluteUri + address,
        ['/', ..] => new Uri(page, address).AbsoluteUri,
        _ => address,
    };
}
