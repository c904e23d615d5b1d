using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using BackSpasmSite.Content;

namespace BackSpasmSite.Pages;

/// <summary>
/// At the end of each section, a link to the form with that section chosen, for readers without a pointer. It leads to a page of its own;
/// <c>passage.js</c> opens the form below the article instead, and tells screen readers the section's name: here it would be too many bytes
/// (<c>PageWeightTests</c>).
/// </summary>
internal static partial class SectionLinks
{
    public static string Href(Slug article, string section) => $"/feedback/{article}/{section}";

    /// <param name="html">The text below the lead, as <c>DocumentRenderer</c> writes it.</param>
    public static string In(string html, Article article)
    {
        var result = new StringBuilder(html.Length + 1024);
        var (depth, at) = (0, 0);
        Heading? open = null;
        foreach (Match tag in Tag().Matches(html))
        {
            if (!tag.Groups["id"].Success) depth += tag.ValueSpan[1] == '/' ? -1 : 1;
            // A heading in a box or a list begins no section.
            else if (depth == 0)
            {
                result.Append(html.AsSpan(at, tag.Index - at));
                at = tag.Index;
                Append(open);
                open = article.Headings.FirstOrDefault(heading => heading.Id == tag.Groups["id"].Value);
            }
        }

        result.Append(html.AsSpan(at));
        Append(open);
        return result.ToString();

        void Append(Heading? heading)
        {
            if (heading is not null)
                result.Append($"<p class=\"ask\"><a href=\"{Href(article.Slug, WebUtility.HtmlEncode(Uri.EscapeDataString(heading.Id)))}\">Report a problem here</a></p>\n");
        }
    }

    [GeneratedRegex("<h2 id=\"(?<id>[^\"]+)\"|</?(?:div|section|blockquote|ul|ol|details)\\b")]
    private static partial Regex Tag();
}
