using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Editing;
using Microsoft.AspNetCore.Html;

namespace BackSpasmSite.Pages.Editor;

/// <summary>A box with an article's whole Markdown, and what was found out about the text in it.</summary>
/// <param name="Slug">The article's.</param>
/// <param name="Text">The text in the box.</param>
/// <param name="Hash">The hash of the file that this text began with.</param>
internal sealed record EditorBox(Slug Slug, string Text, string Hash)
{
    /// <summary>An article may have 256 KB, and a form makes three bytes of many a character.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>What <c>check</c> says, once that was asked.</summary>
    public ArticlePreview? Preview { get; init; }

    /// <summary>Whether the article is shown as readers would see it.</summary>
    public bool ShowsPreview { get; init; }

    /// <summary>Why the text is not saved, when that was tried.</summary>
    public SaveResult? Saving { get; init; }

    /// <summary>What else has to be mended before it can be saved, such as a front matter that nothing can be added to.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the editor wants to save with the errors that were shown.</summary>
    public bool Anyway { get; init; }

    /// <summary>Whether too many texts are being tried out at this moment.</summary>
    public bool IsBusy { get; init; }

    public string File => $"articles/{Slug}.md";

    public static EditorBox Of(Slug slug, ArticleFile file) => new(slug, TypedText.Shown(file.Text), file.Hash);

    /// <summary>What became of a text when it was to be saved; the box begins with the file there is now.</summary>
    public EditorBox With(SaveResult saving) => this with
    {
        Saving = saving,
        Preview = saving switch
        {
            SaveResult.HeldBack held => held.ArticlePreview,
            SaveResult.HasErrors errors => errors.ArticlePreview,
            _ => null,
        },
        Hash = saving is SaveResult.Conflict conflict ? conflict.Hash : Hash,
    };

    /// <summary>Each problem with the line it names, to be recognised; of a long line what stands around its place.</summary>
    public static IEnumerable<(Diagnostic Problem, string? Line)> WithLines(IReadOnlyList<Diagnostic> problems, string text)
    {
        const int Around = 100;
        var lines = text.Split('\n');
        foreach (var problem in problems)
        {
            var line = lines.ElementAtOrDefault(problem.Line - 1) ?? "";
            var start = Math.Clamp(problem.Column - 1 - Around, 0, line.Length);
            var part = line[start..Math.Min(line.Length, start + (2 * Around))].Trim();
            yield return (problem, part.Length > 0 ? part : null);
        }
    }

    /// <summary>
    /// The text as it may stand in a text area. Written here because numbers in the place of characters, which the
    /// framework writes, do not all come back as the characters they were.
    /// </summary>
    public static IHtmlContent InTextArea(string text) => new HtmlString("\n" + text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal));
}

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
