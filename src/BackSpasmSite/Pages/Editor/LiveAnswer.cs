using BackSpasmSite.Content.Diagnostics;

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
