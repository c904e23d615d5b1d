using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Editing;
using Microsoft.AspNetCore.Html;

namespace BackSpasmSite.Pages.Editor;

/// <summary>The text area with an article's whole file, and the result of checking or saving it.</summary>
/// <param name="Hash">Of the file when editing began.</param>
internal sealed record EditorBox(Slug Slug, string Text, string Hash)
{
    /// <summary>An article may have 256 KB, and form encoding turns many bytes into three.</summary>
    public const int MostBytes = 1024 * 1024;

    public ArticlePreview? Preview { get; init; }

    public bool ShowsPreview { get; init; }

    /// <summary>The text that was checked, if the site added an entry to the front matter of the one in the box.</summary>
    public string? Checked { get; init; }

    public SaveResult? Saving { get; init; }

    /// <summary>Another obstacle to saving, such as front matter that nothing can be added to.</summary>
    public string? Error { get; init; }

    public bool Anyway { get; init; }

    /// <summary>The editor means the change of the numbers shown.</summary>
    public bool Renumber { get; init; }

    /// <summary>Not checked, because too many others are waiting.</summary>
    public bool IsBusy { get; init; }

    /// <summary>The line, from 1, that the link to this page leads to.</summary>
    public int? Line { get; init; }

    public string? LineText => Line is { } line ? Text.Split('\n').ElementAtOrDefault(line - 1) : null;

    public string File => $"articles/{Slug}.md";

    /// <summary>Leads to a line of an article; null for another file.</summary>
    public static string? AddressOf(string path, int line) =>
        path.StartsWith("articles/", StringComparison.Ordinal) && Slug.TryParse(Path.GetFileNameWithoutExtension(path), out var slug) ? $"/editor/articles/{slug}?line={line}#f-text" : null;

    public static EditorBox Of(Slug slug, ArticleFile file) => new(slug, TypedText.Shown(file.Text), file.Hash);

    /// <summary>After a conflict, the next save replaces the file as it is now.</summary>
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

    /// <summary>What was found, at the lines of the text in the box.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => Preview is null ? [] : Checked is null || Checked == Text ? Preview.Diagnostics : AtLinesOf(Text, Checked, Preview.Diagnostics);

    /// <summary>As readers would see it, with the lines of the box; null if it can't be shown.</summary>
    public Article? ArticleWithLines => Preview?.Article is { } article
        ? PreviewBuilder.Print(Slug, Checked ?? Text, Preview.Edition, LineCount(Text) - LineCount(Checked ?? Text)) ?? article
        : null;

    private static int LineCount(string text) => text.Count(c => c == '\n');

    /// <summary>The texts differ in one place of the front matter; what was found there is shown where it begins.</summary>
    private static List<Diagnostic> AtLinesOf(string text, string longer, IReadOnlyList<Diagnostic> found)
    {
        var (lines, all) = (text.Split('\n'), longer.Split('\n'));
        var same = lines.Zip(all).TakeWhile(pair => pair.First == pair.Second).Count();
        var shift = all.Length - lines.Length;
        var after = lines.Reverse().Zip(all.Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        return [.. found.Select(one => one.Line <= same ? one : one.Line > all.Length - after ? one with { Line = one.Line - shift } : one with { Line = Math.Min(same + 1, lines.Length), Column = 1 })];
    }

    /// <summary>Of a long line, only the part around the problem.</summary>
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

    /// <summary>The line that the query asks for, by its number or by the heading of its section.</summary>
    public EditorBox At(string? line, string? section) => this with
    {
        Line = int.TryParse(line, out var number) ? Math.Clamp(number, 1, Text.Count(c => c == '\n') + 1) : section is null ? null : PreviewBuilder.LineOf(Slug, Text, section),
    };

    /// <summary>The framework's encoder writes numeric character references, and not all of them are read back as the same character.</summary>
    public static IHtmlContent InTextArea(string text) => new HtmlString("\n" + text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal));
}

/// <param name="Text">With the line ends a browser sends.</param>
/// <param name="Do">The button: <c>check</c>, <c>preview</c>, <c>save</c> or <c>download</c>.</param>
/// <param name="Renumber">Save although the numbers shown would mean other papers.</param>
internal sealed record EditorForm(string Text, string Hash, string Do, bool Anyway, bool Renumber)
{
    public static EditorForm Of(IFormCollection form) => new(form["text"].ToString(), form["hash"].ToString(), form["do"].ToString(), form["anyway"] == "yes", form["renumber"] == "yes");

    public EditorBox Box(Slug slug) => new(slug, TypedText.Shown(Text), Hash) { Anyway = Anyway, Renumber = Renumber };

    /// <summary>Unchanged lines keep their bytes.</summary>
    public string Over(string file) => TypedText.Over(file, Text);
}
