using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;

namespace BackSpasmSite.Pages.Editor;

/// <summary>What an editor box sends.</summary>
/// <param name="Text">The text as a browser sends it.</param>
/// <param name="Hash">The hash of the file that the box began with.</param>
/// <param name="Do">The button that was pressed: <c>check</c>, <c>preview</c>, <c>save</c> or <c>download</c>.</param>
/// <param name="Anyway">Whether it is to be saved with the errors that were shown.</param>
internal sealed record EditorForm(string Text, string Hash, string Do, bool Anyway)
{
    public static EditorForm Of(IFormCollection form) => new(form["text"].ToString(), form["hash"].ToString(), form["do"].ToString(), form["anyway"] == "yes");

    /// <summary>The box again, as it was sent.</summary>
    public EditorBox Box(Slug slug) => new(slug, TypedText.Shown(Text), Hash) { Anyway = Anyway };

    /// <summary>What this text makes of the file.</summary>
    public string Over(string file) => TypedText.Over(file, Text);
}
