using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using Microsoft.AspNetCore.Mvc;

namespace BackSpasmSite.Pages.Editor;

/// <summary>The answer to the picker of papers: what to write at the caret, and the text with a longer list if the article cites by number.</summary>
internal static class CiteAnswer
{
    /// <summary>The value of the button that no page has; the paper's id is in the field <c>cite</c>.</summary>
    public const string Do = "cite";

    public static JsonResult Of(EditorBox box, IFormCollection form, Edition edition)
    {
        var cited = CitationInsert.Of(box.Slug, box.Text, form["cite"].ToString(), edition);
        return new JsonResult(new { cited.Value?.Written, IsKey = cited.Value?.IsKey ?? false, Text = cited.Value?.Text == box.Text ? null : cited.Value?.Text, Error = cited.Refusal });
    }
}
