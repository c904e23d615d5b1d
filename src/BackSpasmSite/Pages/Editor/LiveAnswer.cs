using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Editing;
using Microsoft.AspNetCore.Mvc;

namespace BackSpasmSite.Pages.Editor;

/// <summary>The answer to a form that is sent while its editor types. Nothing is saved.</summary>
internal sealed record LiveAnswer(EditorBox Box, FieldsView? Fields = null)
{
    /// <summary>The value of the button that no page has.</summary>
    public const string Do = "live";

    public string Summary => (Box.Diagnostics.Count(found => found.Severity is Severity.Error), Box.Diagnostics.Count) switch
    {
        (_, 0) => "No problems found",
        (0, 1) => "1 warning",
        (0, var warnings) => $"{warnings} warnings",
        (var errors, var all) => (errors == 1 ? "1 error" : $"{errors} errors") + (all - errors) switch { 0 => "", 1 => ", 1 warning", var warnings => $", {warnings} warnings" },
    };
}

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
