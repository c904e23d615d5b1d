using BackSpasmSite.Content.Text;
using Microsoft.AspNetCore.Html;

namespace BackSpasmSite.Pages.Editor;

/// <summary>A changed block as HTML. Not in a page, where the spaces between lines would be printed as words' spaces.</summary>
internal static class ChangeHtml
{
    public static IHtmlContent Of(ChangedBlock block)
    {
        var html = new HtmlContentBuilder();
        foreach (var run in block.Runs)
        {
            _ = run.Kind switch
            {
                RunKind.WentAway => html.AppendHtml("<del>").Append(run.Text).AppendHtml("</del>"),
                RunKind.Came => html.AppendHtml("<ins>").Append(run.Text).AppendHtml("</ins>"),
                _ => html.Append(run.Text),
            };
        }

        return html;
    }
}
